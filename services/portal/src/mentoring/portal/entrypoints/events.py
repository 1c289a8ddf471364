"""What the portal reads. Every consumer keeps a copy; none of them acts."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

from mentoring.contracts import State
from mentoring.contracts.matching import (
    EnrollmentState,
    IntroductionState,
    MentorshipState,
    MentorState,
    ProgramState,
    ProposalState,
    RunState,
)
from mentoring.contracts.notification import InboxItemState
from mentoring.contracts.profile import (
    IMPORTS,
    ImportFinished,
    ImportRefused,
    ImportStarted,
    ParticipantState,
    PersonState,
)
from mentoring.contracts.scheduling import AvailabilityState, CheckInsState, SessionState
from mentoring.messaging import Facts, Told
from mentoring.portal.ports import ImportNews, Work
from mentoring.portal.usecases import follow_pairs, follow_people, follow_programs

facts = Facts("portal")
S = TypeVar("S", bound=State)
Keep = Callable[[Sequence[S], Work], Awaitable[None]]
Forget = Callable[[Sequence[UUID], Work], Awaitable[None]]


def _follow(name: str, state: type[S], keep: Keep[S], forget: Forget) -> None:
    projection = facts.projection(f"portal.{name}", state)
    projection.keep(keep)
    projection.forget(forget)


_follow("people", PersonState, follow_people.keep_people, follow_people.forget_people)
_follow("participants", ParticipantState, follow_people.keep_participants, follow_people.forget_participants)
_follow("availability", AvailabilityState, follow_people.keep_availability, follow_people.forget_availability)
_follow("programs", ProgramState, follow_programs.keep_programs, follow_programs.forget_programs)
_follow("enrollments", EnrollmentState, follow_programs.keep_enrollments, follow_programs.forget_enrollments)
_follow("runs", RunState, follow_programs.keep_runs, follow_programs.forget_runs)
_follow("proposals", ProposalState, follow_pairs.keep_proposals, follow_pairs.forget_proposals)
_follow("mentors", MentorState, follow_programs.keep_mentors, follow_programs.forget_mentors)
_follow("mentorships", MentorshipState, follow_pairs.keep_mentorships, follow_pairs.forget_mentorships)
_follow("introductions", IntroductionState, follow_pairs.keep_introductions, follow_pairs.forget_introductions)
_follow("sessions", SessionState, follow_pairs.keep_sessions, follow_pairs.forget_sessions)
_follow("check-ins", CheckInsState, follow_pairs.keep_check_ins, follow_pairs.forget_check_ins)
_follow("inbox", InboxItemState, follow_pairs.keep_inbox_items, follow_pairs.forget_inbox_items)

imports = facts.reaction("portal.imports", IMPORTS, forget_after=None)


@imports(ImportStarted)
async def follow_start(fact: ImportStarted, work: Work, told: Told) -> None:
    """An import began."""
    news = ImportNews(fact.import_id, told.version, "started", told.at, rows=fact.rows, rejected=fact.rejected)
    await follow_people.keep_import(news, work)


@imports(ImportFinished)
async def follow_finish(fact: ImportFinished, work: Work, told: Told) -> None:
    """An import is done."""
    await follow_people.keep_import(
        ImportNews(fact.import_id, told.version, "finished", told.at, counts=fact.counts), work
    )


@imports(ImportRefused)
async def follow_refusal(fact: ImportRefused, work: Work, told: Told) -> None:
    """An import was refused whole."""
    await follow_people.keep_import(
        ImportNews(fact.import_id, told.version, "refused", told.at, reason=fact.reason), work
    )
