"""Proposals, mentorships, their sessions and check-ins, and what the inbox says about them."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.matching import IntroductionState, MentorshipState, ProposalState
from mentoring.contracts.notification import InboxItemState
from mentoring.contracts.scheduling import CheckInsState, SessionState
from mentoring.portal.domain.notice import persons, programs
from mentoring.portal.ports import Work


async def keep_proposals(proposals: Sequence[ProposalState], work: Work) -> None:
    """Both sides see where the proposal stands, and the program how far it has come."""
    await work.model.keep(proposals)
    pair = {person for one in proposals for person in (one.mentor, one.mentee)}
    ids = {one.program for one in proposals}
    await work.model.tell(persons(pair, "proposals") | programs(ids, "progress"), work.now())


async def forget_proposals(ids: Sequence[UUID], work: Work) -> None:
    """A proposal that is gone is on no page."""
    await work.model.forget(ProposalState, ids)


async def keep_mentorships(mentorships: Sequence[MentorshipState], work: Work) -> None:
    """A mentorship takes the place of its proposal on both sides' pages."""
    await work.model.keep(mentorships)
    pair = {person for one in mentorships for person in (one.mentor, one.mentee)}
    ids = {one.program for one in mentorships}
    await work.model.tell(persons(pair, "mentorships", "proposals") | programs(ids, "progress"), work.now())


async def forget_mentorships(ids: Sequence[UUID], work: Work) -> None:
    """A mentorship that is gone is on no page."""
    await work.model.forget(MentorshipState, ids)


async def keep_introductions(introductions: Sequence[IntroductionState], work: Work) -> None:
    """All three see how far an introduction has come."""
    await work.model.keep(introductions)
    concerned = {person for one in introductions for person in (one.by, one.introduced, one.to)}
    await work.model.tell(persons(concerned, "introductions"), work.now())


async def forget_introductions(ids: Sequence[UUID], work: Work) -> None:
    """An introduction that is gone is on no page."""
    await work.model.forget(IntroductionState, ids)


async def keep_sessions(sessions: Sequence[SessionState], work: Work) -> None:
    """A session that one side books, moves or cancels changes the other's page."""
    await work.model.keep(sessions)
    pair = {person for one in sessions for person in (one.mentor, one.mentee)}
    await work.model.tell(persons(pair, "sessions", "mentorships"), work.now())


async def forget_sessions(ids: Sequence[UUID], work: Work) -> None:
    """A session that is gone is on no page."""
    await work.model.forget(SessionState, ids)


async def keep_check_ins(states: Sequence[CheckInsState], work: Work) -> None:
    """Both sides see what the program asks of them next."""
    await work.model.keep(states)
    pair = await work.model.pairs_in([state.mentorship for state in states])
    await work.model.tell(persons(pair, "check-ins"), work.now())


async def forget_check_ins(ids: Sequence[UUID], work: Work) -> None:
    """Nothing is asked any more."""
    await work.model.forget(CheckInsState, ids)


async def keep_inbox_items(items: Sequence[InboxItemState], work: Work) -> None:
    """The inbox is live."""
    await work.model.keep(items)
    await work.model.tell(persons({item.person for item in items}, "inbox"), work.now())


async def forget_inbox_items(ids: Sequence[UUID], work: Work) -> None:
    """An item that is gone is in no list."""
    await work.model.forget(InboxItemState, ids)
