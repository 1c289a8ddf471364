"""Mentorships and what their two write, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.errors.mentorships import MentorshipUnknown
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.reflection import Reflection
from tests.unit.matching.memory.people import MemoryPeople
from tests.unit.matching.memory.store import Memory


class MemoryMentorships:
    """See `ports.bonds.Mentorships`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, mentorship: Mentorship) -> None:
        self._memory.mentorships[mentorship.id] = mentorship

    async def get(self, mentorship: UUID) -> Mentorship:
        if mentorship not in self._memory.mentorships:
            raise MentorshipUnknown(mentorship=mentorship)
        return self._memory.mentorships[mentorship]

    async def hold(self, mentorship: UUID) -> Mentorship:
        return await self.get(mentorship)

    async def hold_all(self, mentorships: Collection[UUID]) -> Sequence[Mentorship]:
        return [self._memory.mentorships[one] for one in sorted(set(mentorships)) if one in self._memory.mentorships]

    async def hold_running_of_person(self, person: UUID) -> Sequence[Mentorship]:
        return [one for one in self._running() if person in one.pair]

    async def of_moved(self, moved: Collection[UUID], reporting: Collection[UUID]) -> Sequence[Mentorship]:
        chains = await MemoryPeople(self._memory).chains(self._memory.people)
        below = {*reporting, *(one for one, above in chains.items() if above & set(reporting))}
        above = set().union(*(chains.get(one, frozenset()) for one in reporting))

        def concerned(one: Mentorship) -> bool:
            mentor, mentee = one.pair
            in_line = (mentor in below and mentee in above) or (mentee in below and mentor in above)
            return bool(set(moved) & set(one.pair)) or in_line or (bool(one.flags) and bool(below & set(one.pair)))

        return [one for one in self._running() if concerned(one)]

    async def ended_by_leaving(self, enrollments: Collection[UUID]) -> Sequence[Mentorship]:
        left = [one for one in self._memory.mentorships.values() if (one.state, one.reason) == ("ended", "left")]
        theirs = [one for one in left if {one.mentor_enrollment, one.mentee_enrollment} & set(enrollments)]
        return sorted(sorted(theirs, key=lambda one: one.id), key=lambda one: str(one.ended_at), reverse=True)

    async def over(self, today: date, most: int) -> Sequence[Mentorship]:
        over = [one for one in self._running() if one.ends_on < today]
        return sorted(over, key=lambda one: (one.ends_on, one.id))[:most]

    async def hold_to_resume(self, today: date, most: int) -> Sequence[Mentorship]:
        named = [(one.pause.until, one.id, one) for one in self._running() if one.pause and one.pause.until]
        return [one for until, _, one in sorted(named, key=lambda each: each[:2]) if until <= today][:most]

    async def hold_for_next_phase(self, today: date, most: int) -> Sequence[Mentorship]:
        ahead = [(one.next_phase_on, one.id, one) for one in self._running() if one.next_phase_on]
        return [one for begins, _, one in sorted(ahead, key=lambda each: each[:2]) if begins <= today][:most]

    async def save(self, mentorships: Sequence[Mentorship]) -> None:
        self._memory.mentorships.update({one.id: one for one in mentorships})

    def _running(self) -> list[Mentorship]:
        return sorted((one for one in self._memory.mentorships.values() if one.running), key=lambda one: one.id)


class MemoryAgreements:
    """See `ports.bonds.Agreements`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def set(self, mentorship: UUID, agreement: Agreement) -> None:
        self._memory.agreements[mentorship] = agreement

    async def of(self, mentorship: UUID) -> Agreement | None:
        return self._memory.agreements.get(mentorship)

    async def forget(self, people: Collection[UUID]) -> None:
        for mentorship in list(self._memory.agreements):
            if set(people) & set(self._memory.mentorships[mentorship].pair):
                del self._memory.agreements[mentorship]


class MemoryReflections:
    """See `ports.bonds.Reflections`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, reflection: Reflection) -> bool:
        key = (reflection.mentorship, reflection.person)
        if key in self._memory.reflections:
            return False
        self._memory.reflections[key] = reflection
        return True

    async def of(self, mentorship: UUID) -> Sequence[Reflection]:
        theirs = [one for one in self._memory.reflections.values() if one.mentorship == mentorship]
        return sorted(theirs, key=lambda one: (one.at, one.person))

    async def forget(self, people: Collection[UUID]) -> None:
        for key, one in list(self._memory.reflections.items()):
            if set(people) & set(self._memory.mentorships[one.mentorship].pair):
                if one.satisfaction is None:
                    del self._memory.reflections[key]
                else:
                    self._memory.reflections[key] = replace(one, words="")
