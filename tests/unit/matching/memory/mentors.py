"""Mentors and wishes, in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from mentoring.contracts.matching import MentorState
from mentoring.matching.domain.answer_time import NEWEST, Habit, Wait
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.mentor import ONE_SILENCE, Mentor
from mentoring.matching.domain.waterfall import Wish
from tests.unit.matching.memory.store import Memory


class MemoryMentors:
    """See `ports.Mentors`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def mark(self, people: Collection[UUID]) -> None:
        mentors = {one.person for one in self._memory.enrollments.values() if one.place == "mentor"}
        self._memory.marks += [person for person in sorted(set(people)) if person in mentors]

    async def marked(self, at: datetime, most: int) -> Sequence[UUID]:
        taken, self._memory.marks[:most] = self._memory.marks[:most], []
        due = {person for person, when in self._memory.look_again.items() if when <= at}
        return sorted({*taken, *due})[:most]

    async def of(self, people: Collection[UUID]) -> dict[UUID, Mentor]:
        return {one: self._one(one) for one in people if self._places(one)}

    async def told(self, people: Collection[UUID]) -> dict[UUID, MentorState]:
        return {one: state for one, state in self._memory.mentors_told.items() if one in people}

    async def keep_told(self, states: Mapping[UUID, MentorState], again: Mapping[UUID, datetime | None]) -> None:
        self._memory.mentors_told.update({one: state for one, state in states.items() if one in again})
        for person, at in again.items():
            self._memory.look_again.pop(person, None)
            if at is not None:
                self._memory.look_again[person] = at

    async def note_waits(self, waits: Mapping[UUID, tuple[UUID, Wait]], at: datetime) -> None:
        for proposal, (mentor, wait) in waits.items():
            self._memory.waits.setdefault(proposal, (mentor, wait, at))

    async def newest_waits(self, most: int) -> Sequence[Wait]:
        return [wait for _, wait, _ in self._newest()][:most]

    async def habit(self) -> Habit | None:
        return self._memory.habit

    async def keep_habit(self, habit: Habit) -> None:
        self._memory.habit = habit

    async def note_silence(self, people: Collection[UUID], at: datetime) -> None:
        for person in people:
            before, when = self._memory.silences.get(person, (0, None))
            if when is None or when <= at - ONE_SILENCE:
                self._memory.silences[person] = before + 1, at

    async def break_silence(self, person: UUID) -> None:
        self._memory.silences.pop(person, None)

    async def silent(self, silences: int) -> UUID | None:
        known = set(self._memory.people) - set(self._memory.frozen)
        found = [one for one, (number, _) in self._memory.silences.items() if number >= silences and one in known]
        return min(found, default=None)

    async def hold_silences(self, person: UUID) -> int:
        return self._memory.silences.get(person, (0, None))[0]

    async def forget(self, people: Collection[UUID]) -> Sequence[UUID]:
        told = sorted(one for one in people if one in self._memory.mentors_told)
        for person in people:
            for kept in (self._memory.mentors_told, self._memory.silences, self._memory.look_again):
                kept.pop(person, None)
        self._memory.waits = {one: kept for one, kept in self._memory.waits.items() if kept[0] not in people}
        self._memory.marks = [person for person in self._memory.marks if person not in people]
        return told

    def _one(self, person: UUID) -> Mentor:
        open_ = [one for one in self._memory.programs.values() if one.state == "open"]
        there = [one for one in self._places(person) if one.state != "withdrawn"]
        asked = [one for one in self._memory.proposals.values() if (one.mentor, one.state) == (person, "open")]
        bonds = [one for one in self._memory.mentorships.values() if one.mentor == person]
        return Mentor(
            person=person,
            places=sum(one.capacity for one in there if one.program in {program.id for program in open_}),
            taken=sum(one.state in {"active", "paused"} for one in bonds),
            open_requests=sum(person not in one.accepted_by and not one.peers for one in asked),
            silences=self._memory.silences.get(person, (0, None))[0],
            waits=[wait for mentor, wait, _ in self._newest() if mentor == person][:NEWEST],
        )

    def _places(self, person: UUID) -> list[Enrollment]:
        return [one for one in self._memory.enrollments.values() if (one.person, one.place) == (person, "mentor")]

    def _newest(self) -> list[tuple[UUID, Wait, datetime]]:
        return sorted(self._memory.waits.values(), key=lambda kept: kept[2], reverse=True)


class MemoryWishes:
    """See `ports.Wishes`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, wishes: Sequence[Wish]) -> None:
        for wish in wishes:
            self._memory.wishes.setdefault(wish.proposal, (wish, None))

    async def claim(self, at: datetime, until: datetime, most: int) -> Sequence[Wish]:
        due = [wish for wish, claimed in self._memory.wishes.values() if claimed is None or claimed <= at]
        due.sort(key=lambda wish: wish.proposal)
        mine = [wish for wish in due if wish.program == due[0].program][:most]
        self._memory.wishes.update({wish.proposal: (wish, until) for wish in mine})
        return mine

    async def take(self, proposal: UUID) -> bool:
        return self._memory.wishes.pop(proposal, None) is not None
