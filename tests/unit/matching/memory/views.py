"""What doors read, in memory."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from mentoring.contracts.matching import MentorState
from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.errors.runs import PairNotDrafted
from mentoring.matching.domain.introduction import Introduction
from mentoring.matching.domain.kept_pairs import KeptPairs
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.drafted import DraftedPair, Last, Wanted, explained
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.domain.run import Run
from mentoring.matching.domain.run_edit import RunEdit
from mentoring.testing.work import A_MONDAY_MORNING
from tests.unit.matching.memory.outcomes import MemoryLedger
from tests.unit.matching.memory.store import Memory
from tests.unit.matching.memory.work import MemoryWork

Noun = TypeVar("Noun", Program, Enrollment, Run, Proposal, Mentorship)


def _page(nouns: Iterable[Noun], after: UUID | None, most: int, *, newest_first: bool = False) -> list[Noun]:
    in_order = sorted(nouns, key=lambda noun: noun.id, reverse=newest_first)
    beyond = [noun for noun in in_order if after is None or (noun.id < after if newest_first else noun.id > after)]
    return beyond[:most]


class MemoryViews:
    """See `ports.Views`."""

    def __init__(self, memory: Memory, now: Callable[[], datetime] = lambda: A_MONDAY_MORNING) -> None:
        self._memory = memory
        self.now = now
        self.ledger = MemoryLedger(memory)
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

    async def pairs(self, run: UUID, wanted: Wanted, *, after: Last | None, most: int) -> Sequence[DraftedPair]:
        found = [
            one
            for one in self._work.drafts.pairs(run)
            if wanted.least <= one.points <= wanted.most and wanted.person in {None, one.mentor, one.mentee}
        ]
        found.sort(key=lambda one: (-one.points, one.rank))
        return [one for one in found if after is None or (-one.points, one.rank) > (-after[0], after[1])][:most]

    async def pair(self, run: UUID, mentor: UUID, mentee: UUID) -> DraftedPair:
        for one in self._work.drafts.pairs(run):
            if (one.mentor, one.mentee) == (mentor, mentee):
                return one
        raise PairNotDrafted(mentor=mentor, mentee=mentee)

    async def edits(self, run: UUID) -> Sequence[RunEdit]:
        return await self._work.edits.of(run)

    async def kept(self, program: UUID) -> KeptPairs:
        return await self._work.kept.of(program)

    async def inputs(self, run: UUID, people: Collection[UUID]) -> Cohort:
        return await self._work.inputs.of(run, people)

    async def unmatched(self, run: UUID, *, after: int, most: int) -> Sequence[tuple[int, Unmatched]]:
        draft = self._memory.drafts.get(run)
        return [] if draft is None else list(enumerate(draft.unmatched, start=1))[after : after + most]

    async def proposal(self, proposal: UUID) -> Proposal:
        return await self._work.proposals.get(proposal)

    async def explanation(self, proposal: Proposal) -> Explanation:
        if proposal.run is None:
            return self._memory.explanations[proposal.id]
        kept = await self.inputs(proposal.run, (proposal.mentor, proposal.mentee))
        return explained(proposal.mentor, proposal.mentee, proposal.reasons, kept)

    async def message(self, proposal: UUID) -> str | None:
        _, message = self._memory.messages.get(proposal, (None, None))
        return message

    async def mentor(self, person: UUID) -> MentorState | None:
        return self._memory.mentors_told.get(person)

    async def bookmarks(self, owner: UUID) -> Sequence[tuple[UUID, datetime]]:
        mine = [(person, at) for (one, person), at in self._memory.bookmarks.items() if one == owner]
        return sorted(mine, key=lambda kept: (-kept[1].timestamp(), kept[0]))

    async def mentorship(self, mentorship: UUID) -> Mentorship:
        return await self._work.mentorships.get(mentorship)

    async def agreement(self, mentorship: UUID) -> Agreement | None:
        return await self._work.agreements.of(mentorship)

    async def reflections(self, mentorship: UUID) -> Sequence[Reflection]:
        return await self._work.reflections.of(mentorship)

    async def introduction(self, introduction: UUID) -> Introduction:
        return await self._work.introductions.get(introduction)

    async def introduction_message(self, introduction: UUID) -> str:
        return await self._work.introductions.message(introduction)

    async def introductions(self, person: UUID, *, after: UUID | None, most: int) -> Sequence[Introduction]:
        return await self._work.introductions.of_person(person, after, most)

    async def introductions_of_mentorship(self, mentorship: UUID) -> Sequence[Introduction]:
        return await self._work.introductions.of_mentorship(mentorship)

    async def at_risk(self, program: UUID, *, after: tuple[int, UUID] | None, most: int) -> Sequence[Mentorship]:
        return await self._work.behaviours.at_risk(program, after, most)

    async def health(self, program: UUID) -> dict[str, int]:
        return await self._work.behaviours.health(program)
