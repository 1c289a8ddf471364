"""Matching's repositories in memory, for tests of the rules; they pass the suite that PostgreSQL passes.

One `Memory` is what is stored; any number of `MemoryWork` look at it. There is no rollback and no waiting: tests of
races and of failures belong to PostgreSQL.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.errors import MentorshipUnknown, ProgramUnknown, ProposalUnknown, RunUnknown
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.cohort import Bar
from mentoring.matching.domain.pairing.draft import Draft, Pair
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.person import SILENT, HrRecord, Participant, Person, Status
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.run import Run
from mentoring.testing.work import A_MONDAY_MORNING, InMemoryWork

Noun = TypeVar("Noun", Program, Enrollment, Run, Proposal, Mentorship)


@dataclass
class Memory:
    """What is stored."""

    people: dict[UUID, HrRecord] = field(default_factory=dict)
    participants: dict[UUID, Participant] = field(default_factory=dict)
    programs: dict[UUID, Program] = field(default_factory=dict)
    enrollments: dict[UUID, Enrollment] = field(default_factory=dict)
    runs: dict[UUID, Run] = field(default_factory=dict)
    drafts: dict[UUID, Draft] = field(default_factory=dict)
    proposals: dict[UUID, Proposal] = field(default_factory=dict)
    mentorships: dict[UUID, Mentorship] = field(default_factory=dict)


def _page(nouns: Iterable[Noun], after: UUID | None, most: int, *, newest_first: bool = False) -> list[Noun]:
    in_order = sorted(nouns, key=lambda noun: noun.id, reverse=newest_first)
    beyond = [noun for noun in in_order if after is None or (noun.id < after if newest_first else noun.id > after)]
    return beyond[:most]


class MemoryPeople:
    """See `ports.People`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, people: Collection[UUID]) -> dict[UUID, Person]:
        known = [self._memory.people[person] for person in people if person in self._memory.people]
        says = self._memory.participants
        return {
            one.id: Person(one.id, one.status, one.zone, one.locale, one.stage, says.get(one.id, SILENT))
            for one in known
        }

    async def hold(self, people: Collection[UUID]) -> dict[UUID, Person]:
        return await self.of(people)

    async def with_employee_ids(self, ids: Collection[str]) -> dict[str, UUID]:
        found = [one for one in self._memory.people.values() if one.employee_id in ids]
        in_order = sorted(found, key=lambda one: (one.status == "left", one.id), reverse=True)
        return {one.employee_id: one.id for one in in_order}

    async def chains(self, people: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        chains = {}
        for person in people:
            above: set[UUID] = set()
            at = self._memory.people.get(person)
            while at is not None and at.manager is not None and at.manager not in above:
                above.add(at.manager)
                at = self._memory.people.get(at.manager)
            if above:
                chains[person] = frozenset(above)
        return chains

    async def keep(self, records: Iterable[HrRecord]) -> None:
        self._memory.people.update({record.id: record for record in records})

    async def forget(self, people: Collection[UUID]) -> None:
        for person in people:
            self._memory.people.pop(person, None)
            self._memory.participants.pop(person, None)

    async def keep_participants(self, participants: Mapping[UUID, Participant]) -> None:
        self._memory.participants.update(participants)

    async def forget_participants(self, people: Collection[UUID]) -> None:
        for person in people:
            self._memory.participants.pop(person, None)

    async def set_status(self, person: UUID, status: Status) -> None:
        if person in self._memory.people:
            self._memory.people[person] = replace(self._memory.people[person], status=status)


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

    async def hold(self, program: UUID) -> Program:
        return await self.get(program)

    async def save(self, program: Program) -> None:
        self._memory.programs[program.id] = program


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

    async def hold_of_person(self, person: UUID) -> Sequence[Enrollment]:
        return [one for one in self._there() if one.person == person]

    async def of_program(self, program: UUID) -> Sequence[Enrollment]:
        return [one for one in self._there() if one.program == program]

    async def running(self, enrollments: Collection[UUID]) -> dict[UUID, int]:
        running = [one for one in self._memory.mentorships.values() if one.state in {"active", "paused"}]
        return _held(running, enrollments)

    async def taken(self, enrollments: Collection[UUID]) -> dict[UUID, int]:
        proposed = [one for one in self._memory.proposals.values() if one.state == "open"]
        return dict(Counter(await self.running(enrollments)) + Counter(_held(proposed, enrollments)))

    async def save(self, enrollments: Sequence[Enrollment]) -> None:
        self._memory.enrollments.update({one.id: one for one in enrollments})

    def _there(self) -> list[Enrollment]:
        return sorted(
            (one for one in self._memory.enrollments.values() if one.state != "withdrawn"), key=lambda one: one.id
        )


def _held(pairs: Sequence[Proposal] | Sequence[Mentorship], enrollments: Collection[UUID]) -> dict[UUID, int]:
    places = (place for pair in pairs for place in (pair.mentor_enrollment, pair.mentee_enrollment))
    return dict(Counter(place for place in places if place in enrollments))


class MemoryRuns:
    """See `ports.Runs`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, run: Run) -> None:
        self._memory.runs[run.id] = run

    async def get(self, run: UUID) -> Run:
        if run not in self._memory.runs:
            raise RunUnknown(run=run)
        return self._memory.runs[run]

    async def hold(self, run: UUID) -> Run:
        return await self.get(run)

    async def save(self, run: Run) -> None:
        self._memory.runs[run.id] = run

    async def under_way(self, program: UUID) -> Run | None:
        found = [run for run in self._memory.runs.values() if (run.program, run.state) == (program, "started")]
        return found[0] if found else None

    async def hold_unclaimed(self, at: datetime) -> Run | None:
        found = [
            run
            for run in self._memory.runs.values()
            if run.state == "started" and (run.claimed_until is None or run.claimed_until <= at)
        ]
        return min(found, key=lambda run: run.id, default=None)


class MemoryDrafts:
    """See `ports.Drafts`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def keep(self, run: UUID, draft: Draft) -> None:
        self._memory.drafts[run] = draft

    async def pairs(self, run: UUID) -> Sequence[Pair]:
        return [replace(pair, explanation=pair.explanation.without_words()) for pair in self._memory.drafts[run].pairs]

    async def forget(self, people: Collection[UUID]) -> None:
        for run, draft in self._memory.drafts.items():
            pairs = tuple(
                replace(pair, explanation=pair.explanation.without_words())
                if {pair.mentor, pair.mentee} & set(people)
                else pair
                for pair in draft.pairs
            )
            self._memory.drafts[run] = replace(draft, pairs=pairs)


class MemoryProposals:
    """See `ports.Proposals`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, proposals: Sequence[Proposal]) -> None:
        await self.save(proposals)

    async def get(self, proposal: UUID) -> Proposal:
        if proposal not in self._memory.proposals:
            raise ProposalUnknown(proposal=proposal)
        return self._memory.proposals[proposal]

    async def hold(self, proposal: UUID) -> Proposal:
        return await self.get(proposal)

    async def save(self, proposals: Sequence[Proposal]) -> None:
        self._memory.proposals.update({one.id: one for one in proposals})

    async def hold_expired(self, at: datetime, most: int) -> Sequence[Proposal]:
        due = [one for one in self._open() if one.open_until <= at]
        return sorted(due, key=lambda one: one.open_until)[:most]

    async def hold_open_of_person(self, person: UUID) -> Sequence[Proposal]:
        return [one for one in self._open() if person in {one.mentor, one.mentee}]

    async def bars(self, program: UUID) -> dict[tuple[UUID, UUID], Bar]:
        strength: dict[str, Bar] = {"declined": "declined", "agreed": "paired", "open": "proposed"}
        found: dict[tuple[UUID, UUID], Bar] = {}
        for state, bar in strength.items():
            for one in self._memory.proposals.values():
                if (one.program, one.state) == (program, state):
                    found[one.mentor, one.mentee] = bar
        return found

    def _open(self) -> list[Proposal]:
        return sorted((one for one in self._memory.proposals.values() if one.state == "open"), key=lambda one: one.id)


class MemoryMentorships:
    """See `ports.Mentorships`."""

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

    async def hold_running_of_person(self, person: UUID) -> Sequence[Mentorship]:
        running = [one for one in self._memory.mentorships.values() if one.state in {"active", "paused"}]
        return sorted((one for one in running if person in {one.mentor, one.mentee}), key=lambda one: one.id)

    async def save(self, mentorship: Mentorship) -> None:
        self._memory.mentorships[mentorship.id] = mentorship


class MemoryWork(InMemoryWork):
    """One unit of work over what is stored."""

    def __init__(self, memory: Memory | None = None, now: datetime = A_MONDAY_MORNING) -> None:
        super().__init__(now)
        self.memory = memory if memory is not None else Memory()
        self.people = MemoryPeople(self.memory)
        self.programs = MemoryPrograms(self.memory)
        self.enrollments = MemoryEnrollments(self.memory)
        self.runs = MemoryRuns(self.memory)
        self.drafts = MemoryDrafts(self.memory)
        self.proposals = MemoryProposals(self.memory)
        self.mentorships = MemoryMentorships(self.memory)


class MemoryViews:
    """See `ports.Views`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._work = MemoryWork(memory)

    async def programs(self, *, after: UUID | None, most: int) -> Sequence[Program]:
        return _page(self._memory.programs.values(), after, most, newest_first=True)

    async def program(self, program: UUID) -> Program:
        return await self._work.programs.get(program)

    async def enrollments(self, program: UUID, *, after: UUID | None, most: int) -> Sequence[Enrollment]:
        return _page((one for one in self._memory.enrollments.values() if one.program == program), after, most)

    async def runs(self, program: UUID, *, after: UUID | None, most: int) -> Sequence[Run]:
        mine = (run for run in self._memory.runs.values() if run.program == program)
        return _page(mine, after, most, newest_first=True)

    async def run(self, run: UUID) -> Run:
        return await self._work.runs.get(run)

    async def pairs(self, run: UUID, *, after: int, most: int) -> Sequence[tuple[int, Pair]]:
        draft = self._memory.drafts.get(run)
        return [] if draft is None else list(enumerate(draft.pairs, start=1))[after : after + most]

    async def unmatched(self, run: UUID, *, after: int, most: int) -> Sequence[tuple[int, Unmatched]]:
        draft = self._memory.drafts.get(run)
        return [] if draft is None else list(enumerate(draft.unmatched, start=1))[after : after + most]

    async def proposal(self, proposal: UUID) -> Proposal:
        return await self._work.proposals.get(proposal)

    async def explanation(self, proposal: Proposal) -> Explanation:
        pairs = self._memory.drafts[proposal.run].pairs
        return next(
            pair.explanation for pair in pairs if (pair.mentor, pair.mentee) == (proposal.mentor, proposal.mentee)
        )

    async def mentorship(self, mentorship: UUID) -> Mentorship:
        return await self._work.mentorships.get(mentorship)
