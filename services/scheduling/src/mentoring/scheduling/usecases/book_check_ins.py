"""Check-ins that fall due within the horizon get a time."""

from bisect import insort
from collections.abc import Sequence

from mentoring.scheduling.domain.check_in import CheckIn, days_for
from mentoring.scheduling.domain.errors import HoldLost
from mentoring.scheduling.domain.hours import Span
from mentoring.scheduling.domain.pair import Mentorship
from mentoring.scheduling.domain.session import Meeting, Session
from mentoring.scheduling.domain.slots import common_free, starts
from mentoring.scheduling.domain.zones import instant_of, reached
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.holding import Pair, pair_of
from mentoring.scheduling.usecases.telling import tell_booked, tell_check_ins


async def book_next_check_ins(work: Work) -> int:
    """As the horizon rolls, one mentorship at a time: how many of its check-ins were settled."""
    mentorship = await work.mentorships.hold_due((work.now() + work.rules.horizon).date())
    return 0 if mentorship is None else await book_check_ins(mentorship, work)


async def book_check_ins(mentorship: Mentorship, work: Work) -> int:
    """Each planned check-in due within the horizon gets the first time around its due date that suits both.

    Where there is none the pair picks one. Nothing happens while one of the two is unknown, on leave or gone.
    The mentorship is held by the caller. Answers how many were settled.
    """
    people = await work.people.hold(mentorship.pair)
    if any(person not in people or people[person].status != "active" for person in mentorship.pair):
        return 0
    check_ins = await work.check_ins.of(mentorship.id)
    until = (work.now() + work.rules.horizon).date()
    due = [each for each in check_ins if each.state == "planned" and each.due_on <= until]
    if not due or mentorship.cadence is None:
        return 0
    pair = pair_of(mentorship, people, await work.hours.of(mentorship.pair), work.rules)
    windows = [_window(each, check_ins, mentorship, pair, work) for each in due]
    reach = (min(window[0] for window in windows), max(window[1] for window in windows))
    busy = await work.sessions.busy(mentorship.pair, reach)
    minutes = mentorship.cadence.minutes
    settled = [
        await _settle(each, window, minutes, busy, mentorship, pair, work)
        for each, window in zip(due, windows, strict=True)
    ]
    await work.check_ins.save(mentorship.id, settled)
    tell_check_ins(mentorship.id, await work.check_ins.of(mentorship.id), work)
    return len(settled)


async def _settle(
    check_in: CheckIn, window: Span, minutes: int, busy: list[Span], mentorship: Mentorship, pair: Pair, work: Work
) -> CheckIn:
    start = next(starts(common_free(pair, busy, window), minutes, work.rules.step), None)
    if start is None:
        return check_in.leave_to_pair()
    session = Session(
        id=work.new_id(),
        mentorship=mentorship.id,
        mentor=mentorship.mentor,
        mentee=mentorship.mentee,
        kind="check-in",
        meeting=Meeting.at(instant_of(start), minutes, pair[1].zone),
        booked_by=None,
        changed_at=work.now(),
    )
    if not await work.sessions.book(session):
        raise HoldLost(session=session.id)
    insort(busy, session.meeting.span)
    tell_booked(session, work)
    return check_in.book(session.id)


def _window(check_in: CheckIn, all_of_them: Sequence[CheckIn], mentorship: Mentorship, pair: Pair, work: Work) -> Span:
    """The days around the due date, from midnight to midnight on the mentee's clock, after the notice."""
    earlier = [each.due_on for each in all_of_them if each.number < check_in.number]
    before = max(earlier, default=mentorship.started_on)
    rules = work.rules
    first, last = days_for(check_in, mentorship, before, rules.working_days, rules.weekdays)
    zone = pair[1].zone
    start = max(reached(zone, first.toordinal(), 0), rules.window(work.now())[0])
    return start, max(start, reached(zone, last.toordinal() + 1, 0))
