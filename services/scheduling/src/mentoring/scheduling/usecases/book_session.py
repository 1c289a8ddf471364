"""The two agree on a time."""

from datetime import datetime
from uuid import UUID

from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.errors import CheckInMissing, HoldLost
from mentoring.scheduling.domain.session import Meeting, Session
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.holding import hold_pair, require_free, require_known
from mentoring.scheduling.usecases.telling import tell_booked, tell_check_ins


async def book_session(
    mentorship: UUID, starts: datetime, minutes: int, check_in: int | None, by: UUID, work: Work
) -> Session:
    """A time that suits both is held for both, or nothing is; ``check_in`` is the number of the one that it is for.

    Raises:
        MentorshipMissing, NotYourMentorship, MentorshipOver: not theirs to book.
        PeopleNotKnown, PersonNotHere: one of the two cannot be booked.
        NotWholeMinute, StartPast, TooSoon, TooFarAhead, NotFree: not then.
        CheckInMissing, CheckInTaken: there is no such check-in to book.
    """
    found = require_known(await work.mentorships.hold(mentorship), mentorship)
    found.require_member(by)
    found.require_active()
    work.rules.check_start(starts, work.now())
    pair = await hold_pair(found, work)
    zone = next(each.zone for each in pair if each.person == by)
    session = Session(
        id=work.new_id(),
        mentorship=found.id,
        mentor=found.mentor,
        mentee=found.mentee,
        kind="session" if check_in is None else "check-in",
        meeting=Meeting.at(starts, minutes, zone),
        booked_by=by,
        changed_at=work.now(),
    )
    await require_free(pair, session.meeting.span, by, work)
    if not await work.sessions.book(session):
        raise HoldLost(session=session.id)
    tell_booked(session, work)
    if check_in is not None:
        await _give_time(check_in, session, work)
    return session


async def _give_time(number: int, session: Session, work: Work) -> None:
    check_ins = {each.number: each for each in await work.check_ins.of(session.mentorship)}
    wanted: CheckIn | None = check_ins.get(number)
    if wanted is None:
        raise CheckInMissing(number=number)
    check_ins[number] = wanted.book(session.id)
    await work.check_ins.save(session.mentorship, [check_ins[number]])
    tell_check_ins(session.mentorship, list(check_ins.values()), work)
