"""Programs and places, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment, Place
from mentoring.matching.domain.errors.enrollments import EnrollmentUnknown
from mentoring.matching.domain.errors.programs import ProgramUnknown
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from tests.unit.matching.memory.store import Memory


class MemoryPrograms:
    """See `ports.Programs`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, program: Program) -> None:
        self._memory.programs[program.id] = program

    async def get(self, program: UUID) -> Program:
        if program not in self._memory.programs:
            raise ProgramUnknown(program=program)
        return self._memory.programs[program]

    async def of(self, programs: Collection[UUID]) -> dict[UUID, Program]:
        return {one: self._memory.programs[one] for one in programs if one in self._memory.programs}

    async def hold(self, program: UUID) -> Program:
        return await self.get(program)

    async def save(self, program: Program) -> None:
        self._memory.programs[program.id] = program

    async def hold_over(self, today: date, most: int) -> Sequence[Program]:
        over = [one for one in self._memory.programs.values() if one.state == "open" and one.timeline.ends < today]
        return sorted(over, key=lambda one: one.timeline.ends)[:most]


class MemoryEnrollments:
    """See `ports.Enrollments`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, enrollments: Sequence[Enrollment]) -> set[UUID]:
        added = set()
        for one in enrollments:
            taken = {(each.program, each.person, each.place) for each in self._there()}
            if (one.program, one.person, one.place) not in taken:
                self._memory.enrollments[one.id] = one
                added.add(one.id)
        return added

    async def hold(self, enrollments: Collection[UUID]) -> dict[UUID, Enrollment]:
        return {one: self._memory.enrollments[one] for one in sorted(set(enrollments))}

    async def get(self, enrollment: UUID) -> Enrollment:
        if enrollment not in self._memory.enrollments:
            raise EnrollmentUnknown(enrollment=enrollment)
        return self._memory.enrollments[enrollment]

    async def hold_of_person(self, person: UUID) -> Sequence[Enrollment]:
        return [one for one in self._there() if one.person == person]

    async def hold_of_leaver(self, person: UUID) -> Sequence[Enrollment]:
        theirs = [one for one in self._memory.enrollments.values() if one.person == person]
        newest = {
            (one.program, one.place): one
            for one in sorted(theirs, key=lambda one: one.id)
            if one.state != "withdrawn" or one.because == "left"
        }
        open_ = [one for one in newest.values() if self._memory.programs[one.program].state == "open"]
        return sorted((one for one in open_ if one.state == "withdrawn"), key=lambda one: one.id)

    async def of_program(self, program: UUID) -> Sequence[Enrollment]:
        return [one for one in self._there() if one.program == program]

    async def counted(self, program: UUID) -> Mapping[Place, int]:
        return Counter(one.place for one in await self.of_program(program))

    async def of_people(self, program: UUID, people: Collection[UUID]) -> Sequence[Enrollment]:
        return [one for one in self._there() if one.program == program and one.person in people]

    async def free_mentors(self, program: UUID) -> Sequence[Enrollment]:
        mentors = [one for one in await self.of_program(program) if one.place == "mentor"]
        taken = await self.taken([one.id for one in mentors])
        return [one for one in mentors if taken.get(one.id, 0) < one.capacity]

    async def claim_waiting(self, at: datetime, before: datetime, most: int) -> Sequence[Enrollment]:
        suggesting = {
            one.id for one in self._memory.programs.values() if one.state == "open" and one.mode == "suggested"
        }
        asked = {one.mentee_enrollment for one in self._memory.proposals.values() if one.state == "open"}
        long_ago = datetime.min.replace(tzinfo=UTC)
        waiting = [
            one
            for one in self._there()
            if one.program in suggesting and one.place == "mentee" and one.state == "waiting" and one.capacity
            if one.id not in asked and self._memory.suggested.get(one.id, long_ago) <= before
        ]
        first = min((one.program for one in waiting), default=None)
        waiting.sort(key=lambda one: (self._memory.suggested.get(one.id, long_ago), one.id))
        claimed = [one for one in waiting if one.program == first][:most]
        self._memory.suggested |= {one.id: at for one in claimed}
        return claimed

    async def running(self, enrollments: Collection[UUID], *, beside: UUID | None = None) -> dict[UUID, int]:
        running = [one for one in self._memory.mentorships.values() if one.state in {"active", "paused"}]
        return dict(Counter(place for place, fills in _held(running, enrollments) if fills != beside))

    async def taken(self, enrollments: Collection[UUID]) -> dict[UUID, int]:
        running = [one for one in self._memory.mentorships.values() if one.state in {"active", "paused"}]
        proposed = [one for one in self._memory.proposals.values() if one.state == "open"]
        asked = {
            (one.mentor_enrollment if one.asked_by == one.mentor else one.mentee_enrollment, one.id)
            for one in proposed
            if one.asked_by is not None
        }
        held = _held(running, enrollments) | (_held(proposed, enrollments) - asked)
        return dict(Counter(place for place, _ in held))

    async def save(self, enrollments: Sequence[Enrollment]) -> None:
        self._memory.enrollments.update({one.id: one for one in enrollments})

    def _there(self) -> list[Enrollment]:
        return sorted(
            (one for one in self._memory.enrollments.values() if one.state != "withdrawn"), key=lambda one: one.id
        )


def _held(pairs: Sequence[Proposal] | Sequence[Mentorship], enrollments: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Places and what fills them; a circle is one."""
    return {
        (place, (pair.group if pair.peers else None) or pair.id)
        for pair in pairs
        for place in (pair.mentor_enrollment, pair.mentee_enrollment)
        if place in enrollments
    }
