"""What doors read, on a read-only connection."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from mentoring.contracts.matching import MentorState
from mentoring.matching.adapters.postgres.behaviours import PostgresBehaviours
from mentoring.matching.adapters.postgres.bookmarks import PostgresBookmarks
from mentoring.matching.adapters.postgres.drafts import PostgresDrafts
from mentoring.matching.adapters.postgres.edits import PostgresEdits
from mentoring.matching.adapters.postgres.inputs import PostgresInputs
from mentoring.matching.adapters.postgres.introductions import PostgresIntroductions
from mentoring.matching.adapters.postgres.kept_pairs import PostgresKept
from mentoring.matching.adapters.postgres.mentors import PostgresMentors
from mentoring.matching.adapters.postgres.mentorships import (
    PostgresAgreements,
    PostgresMentorships,
    PostgresReflections,
)
from mentoring.matching.adapters.postgres.outcomes import PostgresLedger
from mentoring.matching.adapters.postgres.pairs import PostgresLetters, PostgresProposals
from mentoring.matching.adapters.postgres.programs import PostgresEnrollments, PostgresPrograms
from mentoring.matching.adapters.postgres.runs import PostgresRuns
from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.enrollment import Enrollment
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
from mentoring.postgres import Connection


class PostgresViews:
    """See `ports.Views`."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._programs = PostgresPrograms(connection)
        self._enrollments = PostgresEnrollments(connection)
        self._runs = PostgresRuns(connection)
        self._drafts = PostgresDrafts(connection)
        self._inputs = PostgresInputs(connection)
        self._edits = PostgresEdits(connection)
        self._kept = PostgresKept(connection)
        self._proposals = PostgresProposals(connection)
        self._mentors = PostgresMentors(connection)
        self._bookmarks = PostgresBookmarks(connection)
        self._letters = PostgresLetters(connection)
        self._mentorships = PostgresMentorships(connection)
        self._agreements = PostgresAgreements(connection)
        self._reflections = PostgresReflections(connection)
        self._introductions = PostgresIntroductions(connection)
        self._behaviours = PostgresBehaviours(connection)
        self.ledger = PostgresLedger(connection)
        self.now = now

    async def programs(self, *, after: UUID | None, most: int) -> Sequence[Program]:
        """A page, newest first."""
        return await self._programs.after(after, most)

    async def program(self, program: UUID) -> Program:
        """One."""
        return await self._programs.get(program)

    async def enrollments(self, program: UUID, *, after: UUID | None, most: int) -> Sequence[Enrollment]:
        """A page, oldest first."""
        return await self._enrollments.after(program, after, most)

    async def runs(self, program: UUID, *, after: UUID | None, most: int) -> Sequence[Run]:
        """A page, newest first."""
        return await self._runs.after(program, after, most)

    async def run(self, run: UUID) -> Run:
        """One."""
        return await self._runs.get(run)

    async def pairs(self, run: UUID, wanted: Wanted, *, after: Last | None, most: int) -> Sequence[DraftedPair]:
        """A page, best first."""
        return await self._drafts.page(run, wanted, after, most)

    async def pair(self, run: UUID, mentor: UUID, mentee: UUID) -> DraftedPair:
        """One."""
        return await self._drafts.pair(run, mentor, mentee)

    async def edits(self, run: UUID) -> Sequence[RunEdit]:
        """Of a run."""
        return await self._edits.of(run)

    async def kept(self, program: UUID) -> KeptPairs:
        """Of a program."""
        return await self._kept.of(program)

    async def inputs(self, run: UUID, people: Collection[UUID]) -> Cohort:
        """Of these."""
        return await self._inputs.of(run, people)

    async def unmatched(self, run: UUID, *, after: int, most: int) -> Sequence[tuple[int, Unmatched]]:
        """A page."""
        return await self._drafts.unmatched_after(run, after, most)

    async def proposal(self, proposal: UUID) -> Proposal:
        """One."""
        return await self._proposals.get(proposal)

    async def explanation(self, proposal: Proposal) -> Explanation:
        """Of one: made of what its run saw, or its own."""
        own = None if proposal.run else await self._proposals.explanation(proposal.id)
        if own is not None or proposal.run is None:
            return own or explained(proposal.mentor, proposal.mentee, proposal.reasons, Cohort((), (), 1970))
        kept = await self._inputs.of(proposal.run, (proposal.mentor, proposal.mentee))
        return explained(proposal.mentor, proposal.mentee, proposal.reasons, kept)

    async def message(self, proposal: UUID) -> str | None:
        """Of one."""
        return await self._letters.of(proposal)

    async def mentor(self, person: UUID) -> MentorState | None:
        """One."""
        return (await self._mentors.told([person])).get(person)

    async def bookmarks(self, owner: UUID) -> Sequence[tuple[UUID, datetime]]:
        """All of one owner."""
        return await self._bookmarks.of(owner)

    async def mentorship(self, mentorship: UUID) -> Mentorship:
        """One."""
        return await self._mentorships.get(mentorship)

    async def agreement(self, mentorship: UUID) -> Agreement | None:
        """The words of one."""
        return await self._agreements.of(mentorship)

    async def reflections(self, mentorship: UUID) -> Sequence[Reflection]:
        """Of one."""
        return await self._reflections.of(mentorship)

    async def introduction(self, introduction: UUID) -> Introduction:
        """One."""
        return await self._introductions.get(introduction)

    async def introduction_message(self, introduction: UUID) -> str:
        """Of one."""
        return await self._introductions.message(introduction)

    async def introductions(self, person: UUID, *, after: UUID | None, most: int) -> Sequence[Introduction]:
        """A page, newest first."""
        return await self._introductions.of_person(person, after, most)

    async def introductions_of_mentorship(self, mentorship: UUID) -> Sequence[Introduction]:
        """Newest first."""
        return await self._introductions.of_mentorship(mentorship)

    async def at_risk(self, program: UUID, *, after: tuple[int, UUID] | None, most: int) -> Sequence[Mentorship]:
        """A page, worst first."""
        return await self._behaviours.at_risk(program, after, most)

    async def health(self, program: UUID) -> dict[str, int]:
        """Counted."""
        return await self._behaviours.health(program)
