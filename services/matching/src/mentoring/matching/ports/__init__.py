"""What the use cases of matching need."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from mentoring import kernel
from mentoring.contracts.matching import MentorState
from mentoring.matching.domain.enrollment import Enrollment, Place
from mentoring.matching.domain.kept_pairs import KeptPairs
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.cohort import Bar, Cohort
from mentoring.matching.domain.pairing.drafted import DraftedPair, Last, Wanted
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.person import Hours, HrRecord, Participant, Person, Status
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.run import Run
from mentoring.matching.domain.run_edit import RunEdit
from mentoring.matching.ports.bond_work import BondViews, BondWork
from mentoring.matching.ports.bonds import Agreements, Behaviours, Introductions, Mentorships, Reflections
from mentoring.matching.ports.offers import Bookmarks, Letters, Mentors, Wishes
from mentoring.matching.ports.outcomes import Careers, Ledger
from mentoring.matching.ports.runs import Drafts, Editor, Edits, Inputs, Kept, Runs, Solver, Told

__all__ = [
    "Agreements",
    "Behaviours",
    "Bookmarks",
    "Careers",
    "Drafts",
    "Editor",
    "Edits",
    "Enrollments",
    "Inputs",
    "Introductions",
    "Kept",
    "Ledger",
    "Letters",
    "Mentors",
    "Mentorships",
    "People",
    "Programs",
    "Proposals",
    "Reflections",
    "Runs",
    "Solver",
    "Told",
    "Views",
    "Wishes",
    "Work",
]


class People(Protocol):
    """Matching's own copy of who works here and what they say about themselves."""

    async def of(self, people: Collection[UUID]) -> dict[UUID, Person]:
        """Those of them whom HR has told of."""
        ...

    async def hold(self, people: Collection[UUID]) -> dict[UUID, Person]:
        """The same, and nobody's status changes until the work ends."""
        ...

    async def with_employee_ids(self, ids: Collection[str]) -> dict[str, UUID]:
        """People by the HR system's own id."""
        ...

    async def managers(self) -> dict[UUID, UUID]:
        """Everybody's own manager, of those who have one."""
        ...

    async def chains(self, people: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        """All managers above each, to the top; a cycle ends where it began."""
        ...

    async def keep(self, records: Iterable[HrRecord]) -> None: ...
    async def forget(self, people: Collection[UUID]) -> None: ...
    async def keep_participants(self, participants: Mapping[UUID, Participant]) -> None: ...
    async def forget_participants(self, people: Collection[UUID]) -> None: ...
    async def keep_hours(self, hours: Mapping[UUID, Hours]) -> None: ...
    async def forget_hours(self, people: Collection[UUID]) -> None: ...
    async def set_status(self, person: UUID, status: Status) -> None:
        """Of a person who may not be there yet."""
        ...

    async def moved_by(self, records: Collection[HrRecord]) -> tuple[set[UUID], set[UUID]]:
        """Who would stand elsewhere in the company by these records, and whose managers would change.

        Whoever is new is among the latter: others may have been told to report to them before.
        """
        ...

    async def pause(self, person: UUID, until: datetime | None) -> None:
        """What the person says to matching; None: there again."""
        ...

    async def freeze(self, person: UUID, at: datetime) -> None: ...
    async def thaw(self, person: UUID) -> bool:
        """Whether the person was frozen."""
        ...


class Programs(Protocol):
    """Programs. ``get`` and ``hold`` raise ProgramUnknown."""

    async def hold_over(self, today: date, most: int) -> Sequence[Program]:
        """Open ones whose last day is behind; passes over what others hold."""
        ...

    async def add(self, program: Program) -> None: ...
    async def get(self, program: UUID) -> Program: ...
    async def of(self, programs: Collection[UUID]) -> dict[UUID, Program]:
        """Those of them that are there."""
        ...

    async def hold(self, program: UUID) -> Program: ...
    async def save(self, program: Program) -> None: ...


class Enrollments(Protocol):
    """Places in programs. ``hold`` takes them in the order of their ids, so that no two works wait for each other."""

    async def add(self, enrollments: Sequence[Enrollment]) -> set[UUID]:
        """The ids of those that were added: whoever has the place already is left as they are."""
        ...

    async def hold(self, enrollments: Collection[UUID]) -> dict[UUID, Enrollment]: ...
    async def get(self, enrollment: UUID) -> Enrollment:
        """Raises EnrollmentUnknown."""
        ...

    async def hold_of_person(self, person: UUID) -> Sequence[Enrollment]:
        """Those that are not withdrawn."""
        ...

    async def hold_of_leaver(self, person: UUID) -> Sequence[Enrollment]:
        """What they gave up when they left, in programs that are still open; the newest of each place that is free."""
        ...

    async def of_program(self, program: UUID) -> Sequence[Enrollment]:
        """Those that are not withdrawn."""
        ...

    async def counted(self, program: UUID) -> Mapping[Place, int]:
        """How many of each place are not withdrawn; none of it is not named."""
        ...

    async def of_people(self, program: UUID, people: Collection[UUID]) -> Sequence[Enrollment]:
        """Those that are not withdrawn."""
        ...

    async def free_mentors(self, program: UUID) -> Sequence[Enrollment]:
        """Mentors' places that are not all taken."""
        ...

    async def claim_waiting(self, at: datetime, before: datetime, most: int) -> Sequence[Enrollment]:
        """Mentees' places of one open program that suggests: nobody there, nothing open, last looked at ``before``.

        Now they are looked at; those that others hold are passed over.
        """
        ...

    async def taken(self, enrollments: Collection[UUID]) -> dict[UUID, int]:
        """Running mentorships and open proposals of each, but for those that its own person asked for."""
        ...

    async def running(self, enrollments: Collection[UUID], *, beside: UUID | None = None) -> dict[UUID, int]:
        """Running mentorships of each, those of a circle as one; ``beside``: a circle that is not counted."""
        ...

    async def save(self, enrollments: Sequence[Enrollment]) -> None: ...


class Proposals(Protocol):
    """Offered pairs. ``get`` and ``hold`` raise ProposalUnknown."""

    async def add(self, proposals: Sequence[Proposal]) -> None: ...
    async def get(self, proposal: UUID) -> Proposal: ...
    async def hold(self, proposal: UUID) -> Proposal: ...
    async def save(self, proposals: Sequence[Proposal]) -> None: ...
    async def hold_expired(self, at: datetime, most: int) -> Sequence[Proposal]:
        """Open ones whose time is over; passes over what others hold."""
        ...

    async def hold_to_nudge(self, at: datetime, most: int) -> Sequence[Proposal]:
        """Open ones of which somebody is to be reminded; passes over what others hold."""
        ...

    async def hold_open_of_person(self, person: UUID) -> Sequence[Proposal]: ...
    async def bars(self, program: UUID) -> dict[tuple[UUID, UUID], Bar]:
        """Pairs (mentor, mentee) of the program that are not proposed again."""
        ...

    async def bars_of(self, program: UUID, pairs: Collection[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Bar]:
        """The same, of these pairs alone; of two peers either order counts."""
        ...

    async def mentors_offered(self, mentee_enrollments: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        """Mentors whom each of these places was ever offered, whatever became of it."""
        ...

    async def asked_open(self, program: UUID, by: UUID) -> int:
        """How many that this person asked for are open."""
        ...

    async def hold_open_of_places(self, enrollments: Collection[UUID]) -> Sequence[Proposal]: ...
    async def explain(self, explained: Sequence[tuple[Proposal, Explanation]]) -> None:
        """Keep why these pairs were brought together, which no draft has."""
        ...

    async def forget(self, people: Collection[UUID]) -> None:
        """Every explanation that tells what these people said about themselves."""
        ...


class Work(BondWork, kernel.Work, Protocol):
    """One unit of work of matching. What is held, is held until its end.

    Whoever holds several kinds takes them in this order: people, program, run, enrollments, proposals, mentorships.
    """

    @property
    def people(self) -> People: ...
    @property
    def programs(self) -> Programs: ...
    @property
    def enrollments(self) -> Enrollments: ...
    @property
    def runs(self) -> Runs: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def inputs(self) -> Inputs: ...
    @property
    def edits(self) -> Edits: ...
    @property
    def kept(self) -> Kept: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def mentors(self) -> Mentors: ...
    @property
    def wishes(self) -> Wishes: ...
    @property
    def bookmarks(self) -> Bookmarks: ...
    @property
    def letters(self) -> Letters: ...


class Views(BondViews, Protocol):
    """What doors read without a use case. ``after`` is the sort key of the last row of the page before."""

    async def programs(self, *, after: UUID | None, most: int) -> Sequence[Program]: ...
    async def program(self, program: UUID) -> Program: ...
    async def enrollments(self, program: UUID, *, after: UUID | None, most: int) -> Sequence[Enrollment]: ...
    async def runs(self, program: UUID, *, after: UUID | None, most: int) -> Sequence[Run]: ...
    async def run(self, run: UUID) -> Run: ...
    async def pairs(self, run: UUID, wanted: Wanted, *, after: Last | None, most: int) -> Sequence[DraftedPair]:
        """Those with the most points first."""
        ...

    async def pair(self, run: UUID, mentor: UUID, mentee: UUID) -> DraftedPair:
        """Raises PairNotDrafted."""
        ...

    async def edits(self, run: UUID) -> Sequence[RunEdit]: ...
    async def kept(self, program: UUID) -> KeptPairs: ...
    async def inputs(self, run: UUID, people: Collection[UUID]) -> Cohort:
        """These people as the run saw them, without whoever was forgotten since."""
        ...

    async def unmatched(self, run: UUID, *, after: int, most: int) -> Sequence[tuple[int, Unmatched]]:
        """With their ranks, which start at 1."""
        ...

    async def proposal(self, proposal: UUID) -> Proposal: ...
    async def explanation(self, proposal: Proposal) -> Explanation:
        """Why the two were brought together; points alone once one of them has been forgotten."""
        ...

    async def message(self, proposal: UUID) -> str | None:
        """What whoever asked for it wrote; the door shows it to the two alone."""
        ...

    async def mentor(self, person: UUID) -> MentorState | None:
        """As it was told last."""
        ...

    async def bookmarks(self, owner: UUID) -> Sequence[tuple[UUID, datetime]]:
        """The newest first."""
        ...

    async def mentorship(self, mentorship: UUID) -> Mentorship: ...
