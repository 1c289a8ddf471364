"""What a program came to, counted in memory."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from mentoring.matching.domain.career import Step
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.outcomes.comparison import Stratum, Tenure
from mentoring.matching.domain.outcomes.groups import Cell
from tests.unit.matching.memory.store import Memory


class MemoryCareers:
    """See `ports.outcomes.Careers`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, steps: Sequence[Step]) -> None:
        for step in steps:
            self._memory.careers.setdefault(step.event, step)

    async def forget(self, people: Collection[UUID]) -> None:
        for event, step in list(self._memory.careers.items()):
            if step.person in people:
                del self._memory.careers[event]


class MemoryLedger:
    """See `ports.outcomes.Ledger`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def cells(self, program: UUID) -> Sequence[Cell]:
        offered = {
            place
            for one in self._memory.proposals.values()
            if one.program == program
            for place in (one.mentor_enrollment, one.mentee_enrollment)
        }
        matched = {place for one in self._pairs(program) for place in (one.mentor_enrollment, one.mentee_enrollment)}
        counted: dict[tuple[str, str | None, str | None, str | None], list[int]] = defaultdict(lambda: [0, 0, 0])
        for one in self._places(program, matched):
            person = self._memory.people.get(one.person)
            where = (person.site, person.department, person.stage) if person else (None, None, None)
            counts = counted["mentor" if one.place == "mentor" else "mentee", *where]
            for number, true in enumerate((True, one.id in offered, one.id in matched)):
                counts[number] += true
        return [Cell(*key, *counts) for key, counts in sorted(counted.items(), key=repr)]

    async def waits(self, program: UUID) -> dict[int | None, int]:
        began: dict[UUID, datetime] = {}
        for pair in self._pairs(program):
            for place in (pair.mentee_enrollment, *([pair.mentor_enrollment] if pair.peers else [])):
                began[place] = min(pair.started_at, began.get(place, pair.started_at))
        return Counter(
            (began[one.id] - one.enrolled_at).days if one.id in began else None
            for one in self._places(program, began)
            if one.place != "mentor" and one.enrolled_at is not None
        )

    async def first_meetings(self, program: UUID, at: datetime) -> dict[int | None, int]:
        def first(pair: Mentorship) -> int | None:
            met = [
                one.starts
                for one in self._memory.meetings.values()
                if one.mentorship == pair.id and (one.state == "held" or (one.state == "booked" and one.ends <= at))
            ]
            return (min(met) - pair.started_at).days if met else None

        days = [(first(pair), pair) for pair in self._pairs(program)]
        return Counter(each for each, pair in days if each is not None or pair.running)

    async def load(self, program: UUID) -> dict[tuple[int, int], int]:
        running = Counter(pair.mentor_enrollment for pair in self._pairs(program) if pair.running)
        return Counter((one.capacity, running[one.id]) for one in self._places(program, ()) if one.place == "mentor")

    async def proposals(self, program: UUID) -> dict[str, int]:
        return Counter(one.state for one in self._memory.proposals.values() if one.program == program)

    async def mentorships(self, program: UUID) -> dict[tuple[str, str | None], int]:
        return Counter((pair.state, pair.reason) for pair in self._pairs(program))

    async def check_ins(self, program: UUID, today: date) -> tuple[int, int]:
        asked = [
            one.state
            for pair in self._pairs(program)
            for one in self._memory.check_ins.get(pair.id, [])
            if one.due_on < today
        ]
        return sum(state != "cancelled" for state in asked), sum(state in {"booked", "done"} for state in asked)

    async def satisfaction(self, program: UUID) -> dict[int, int]:
        ids = {pair.id for pair in self._pairs(program)}
        said = (one.satisfaction for one in self._memory.reflections.values() if one.mentorship in ids)
        return Counter(value for value in said if value is not None)

    async def introductions(self, program: UUID) -> dict[tuple[str, str | None], int]:
        asked = (one for one, _ in self._memory.introductions.values() if one.program == program)
        return Counter((one.state, one.outcome) for one in asked)

    async def strata(self, program: UUID, landmark: datetime, at: datetime) -> Sequence[Stratum]:
        steps: dict[UUID, list[Step]] = defaultdict(list)
        for step in sorted(self._memory.careers.values(), key=lambda one: (one.at, one.event)):
            steps[step.person].append(step)
        mentored: dict[UUID, set[UUID]] = defaultdict(set)
        for pair in self._memory.mentorships.values():
            if pair.started_at <= landmark:
                for person in pair.pair:
                    mentored[person].add(pair.program)
        counted: dict[tuple[bool, int | None, str | None, Tenure], list[int]] = defaultdict(lambda: [0, 0, 0])
        for person, theirs in steps.items():
            before = [step for step in theirs if step.at <= landmark]
            after = [step for step in theirs if landmark < step.at <= at]
            taking_part = program in mentored[person]
            if not before or before[-1].kind == "left" or (mentored[person] and not taking_part):
                continue
            stood = before[-1]
            counts = counted[taking_part, stood.job_level, stood.department, _tenure(before, landmark)]
            highest = max((step.job_level for step in after if step.job_level is not None), default=None)
            stayed = not after or after[-1].kind != "left"
            rose = highest is not None and stood.job_level is not None and highest > stood.job_level
            for number, true in enumerate((True, stayed, rose)):
                counts[number] += true
        return [Stratum(*key, *counts) for key, counts in counted.items()]

    def _pairs(self, program: UUID) -> list[Mentorship]:
        return [pair for pair in self._memory.mentorships.values() if pair.program == program]

    def _places(self, program: UUID, matched: Iterable[UUID]) -> list[Enrollment]:
        there = [one for one in self._memory.enrollments.values() if one.program == program]
        kept = set(matched)
        return [one for one in there if one.state != "withdrawn" or one.id in kept]


def _tenure(before: Sequence[Step], landmark: datetime) -> Tenure:
    came = [step.at for step in before if step.kind in {"joined", "rehired"}]
    if came and min(came) > landmark - timedelta(days=365):
        return "first-year"
    return "to-three-years" if came and min(came) > landmark - timedelta(days=1095) else "longer"
