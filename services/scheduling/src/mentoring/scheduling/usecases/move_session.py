"""The two agree on another time."""

from datetime import datetime
from uuid import UUID

from mentoring.scheduling.domain.errors import HoldLost, SessionMissing
from mentoring.scheduling.domain.session import Meeting, Session
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.holding import hold_pair, require_free
from mentoring.scheduling.usecases.telling import tell_moved


async def move_session(session: UUID, starts: datetime, by: UUID, work: Work) -> Session:
    """A booked session that lies ahead gets another time that suits both, and gives back the one it had.

    Raises:
        SessionMissing, NotYourMentorship: not theirs to move.
        SessionNotBooked, SessionBegun: too late.
        PeopleNotKnown, PersonNotHere: one of the two cannot be booked.
        NotWholeMinute, StartPast, TooSoon, TooFarAhead, NotFree: not then.
    """
    mentorship = await work.mentorships.hold_of_session(session)
    before = await work.sessions.get(session)
    if mentorship is None or before is None:
        raise SessionMissing(session=session)
    mentorship.require_member(by)
    pair = await hold_pair(mentorship, work)
    zone = next(each.zone for each in pair if each.person == by)
    after = before.move(Meeting.at(starts, before.meeting.minutes, zone), work.now())
    if after is before:
        return before
    work.rules.check_start(starts, work.now())
    await require_free(pair, after.meeting.span, by, work, but=session)
    if not await work.sessions.move(after):
        raise HoldLost(session=session)
    tell_moved(before, after, by, work)
    return after
