"""A session is given up: by one of the two, or because the pair is no more."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.errors import SessionMissing
from mentoring.scheduling.domain.session import Session
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.telling import tell_cancelled, tell_check_ins


async def cancel_session(session: UUID, reason: str, by: UUID, work: Work) -> Session:
    """Both get their time back; a check-in waits for the pair to pick another one.

    Raises:
        SessionMissing, NotYourMentorship: not theirs to cancel.
        SessionNotBooked, SessionBegun: too late.
    """
    mentorship = await work.mentorships.hold_of_session(session)
    found = await work.sessions.get(session)
    if mentorship is None or found is None:
        raise SessionMissing(session=session)
    mentorship.require_member(by)
    cancelled = found.cancel(reason, work.now())
    await work.sessions.cancel(cancelled)
    tell_cancelled(cancelled, by, work)
    await _free_check_ins([cancelled], work)
    return cancelled


async def cancel_sessions_of_leaver(person: UUID, work: Work) -> None:
    """Nobody waits for a person who has left: what lies ahead of them is cancelled."""
    for mentorship in await work.mentorships.hold_with_sessions(person, work.now()):
        cancelled = await cancel_ahead(mentorship.id, "left", work)
        await _free_check_ins(cancelled, work)


async def cancel_ahead(mentorship: UUID, reason: str, work: Work, *, before: date | None = None) -> list[Session]:
    """Every session of a held mentorship that lies ahead, or ahead and before a day, is cancelled by the suite."""
    ahead = await work.sessions.ahead(mentorship, work.now())
    cancelled = [
        each.cancel(reason, work.now()) for each in ahead if before is None or each.meeting.starts.date() < before
    ]
    for session in cancelled:
        await work.sessions.cancel(session)
        tell_cancelled(session, None, work)
    return cancelled


async def _free_check_ins(cancelled: Sequence[Session], work: Work) -> None:
    given_up = {session.id for session in cancelled}
    for mentorship in {session.mentorship for session in cancelled if session.kind == "check-in"}:
        check_ins = await work.check_ins.of(mentorship)
        freed: list[CheckIn] = [each.leave_to_pair() for each in check_ins if each.session in given_up]
        await work.check_ins.save(mentorship, freed)
        tell_check_ins(mentorship, await work.check_ins.of(mentorship), work)
