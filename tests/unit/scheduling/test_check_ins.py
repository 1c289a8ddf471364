"""Check-ins come from the cadence, get times as the horizon rolls, and go with the mentorship."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from mentoring.contracts.scheduling import CheckInsPlanned, CheckInsState, SessionBooked, SessionCancelled
from mentoring.scheduling.domain.errors import CadenceUnreadable
from mentoring.scheduling.domain.hours import Stated, Stretch, week
from mentoring.scheduling.domain.pair import Cadence
from mentoring.scheduling.usecases.book_check_ins import book_next_check_ins
from mentoring.scheduling.usecases.cancel_session import cancel_session
from mentoring.scheduling.usecases.end_mentorship import end_mentorship
from mentoring.scheduling.usecases.plan_check_ins import plan_check_ins
from tests.unit.scheduling.builders import ANA, BEN, CLEO, MENTORSHIP, a_mentorship, a_person, utc
from tests.unit.scheduling.memory import MemoryWork


@pytest.fixture
async def known(work: MemoryWork) -> MemoryWork:
    await work.people.keep([a_person(ANA), a_person(BEN)])
    return work


def states(work: MemoryWork) -> list[str]:
    return [each.state for each in work.announced(CheckInsState)[-1].check_ins]


async def test_due_dates_are_planned_and_those_within_the_horizon_booked(known: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(), known)
    [planned] = known.announced(CheckInsPlanned)
    assert planned.due_on == [date(2026, 11, 16) + timedelta(days=14 * number) for number in range(6)]
    assert states(known) == ["booked", "booked", "planned", "planned", "planned", "planned"]
    # The first common time from three working days before the due date: Wednesday and Wednesday, nine in Berlin.
    booked = known.announced(SessionBooked)
    assert [each.meeting.starts for each in booked] == [utc(2026, 11, 11, 8), utc(2026, 11, 25, 8)]
    assert {(each.kind, each.by, each.meeting.zone) for each in booked} == {("check-in", None, "Europe/Berlin")}
    assert len(known.announced(CheckInsState)) == 1


async def test_the_same_start_told_again_changes_nothing(known: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(), known)
    known.forget_announced()
    await plan_check_ins(a_mentorship(), known)
    assert () == known.everything_announced()


async def test_as_the_horizon_rolls_the_next_is_booked(known: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(), known)
    assert await book_next_check_ins(known) == 0
    known.after(timedelta(days=14))
    assert await book_next_check_ins(known) == 1
    assert await book_next_check_ins(known) == 0
    assert states(known)[:4] == ["booked", "booked", "booked", "planned"]


async def test_a_mentorship_that_comes_before_its_people_waits_for_them(work: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(), work)
    assert states(work) == ["planned"] * 6
    await work.people.keep([a_person(ANA)])
    assert await book_next_check_ins(work) == 0
    await work.people.keep([a_person(BEN)])
    assert await book_next_check_ins(work) == 2
    assert states(work)[:3] == ["booked", "booked", "planned"]


async def test_who_is_on_leave_is_left_alone_until_they_return(known: MemoryWork) -> None:
    await known.people.keep([a_person(BEN, status="on-leave")])
    await plan_check_ins(a_mentorship(), known)
    assert await book_next_check_ins(known) == 0
    await known.people.keep([a_person(BEN)])
    assert await book_next_check_ins(known) == 2


async def test_without_common_time_the_pair_picks_one(known: MemoryWork) -> None:
    nights = week(Stretch(day, 0, 60) for day in range(1, 8))
    await known.hours.state(Stated(BEN, None, nights, 1))
    await plan_check_ins(a_mentorship(), known)
    assert states(known)[:3] == ["unbooked", "unbooked", "planned"]
    assert [] == known.announced(SessionBooked)
    assert await book_next_check_ins(known) == 0


async def test_two_mentees_of_one_mentor_get_different_times(known: MemoryWork) -> None:
    await known.people.keep([a_person(CLEO)])
    await plan_check_ins(a_mentorship(), known)
    await plan_check_ins(a_mentorship(uuid4(), mentor=ANA, mentee=CLEO), known)
    starts = [each.meeting.starts for each in known.announced(SessionBooked)]
    assert starts == [utc(2026, 11, 11, 8), utc(2026, 11, 25, 8), utc(2026, 11, 11, 8, 30), utc(2026, 11, 25, 8, 30)]


async def test_a_dense_cadence_never_books_two_at_once(known: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(cadence=Cadence("P1D", 60), ends_on=date(2026, 11, 8)), known)
    days = [each.meeting.starts.date() for each in known.announced(SessionBooked)]
    assert days == [date(2026, 11, day) for day in (3, 4, 5, 6)]
    assert states(known) == ["booked"] * 4 + ["unbooked"] * 2  # Saturday and Sunday, the last day of it


async def test_a_check_in_whose_days_are_over_is_left_to_the_pair(known: MemoryWork) -> None:
    known.is_at(utc(2026, 12, 2, 9))
    await plan_check_ins(a_mentorship(), known)
    assert states(known)[:3] == ["unbooked", "booked", "booked"]


async def test_a_cadence_that_is_none_is_refused(known: MemoryWork) -> None:
    with pytest.raises(CadenceUnreadable):
        await plan_check_ins(a_mentorship(cadence=Cadence("P0D", 30)), known)


async def test_without_a_cadence_nothing_is_asked(known: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(cadence=None), known)
    assert () == known.everything_announced()


async def test_when_a_mentorship_ends_what_lies_ahead_goes_with_it(known: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(), known)
    known.is_at(utc(2026, 11, 11, 8, 10))  # in the middle of the first
    known.forget_announced()
    await end_mentorship(MENTORSHIP, known)
    await end_mentorship(MENTORSHIP, known)
    [cancelled] = known.announced(SessionCancelled)
    assert (cancelled.meeting.starts, cancelled.reason, cancelled.by) == (
        utc(2026, 11, 25, 8),
        "ended",
        None,
    )
    assert states(known) == ["booked"] + ["cancelled"] * 5
    assert await book_next_check_ins(known) == 0


async def test_the_end_of_a_mentorship_that_was_never_heard_of_changes_nothing(work: MemoryWork) -> None:
    await end_mentorship(uuid4(), work)
    assert () == work.everything_announced()


async def test_a_cancelled_check_in_waits_for_the_pair(known: MemoryWork) -> None:
    await plan_check_ins(a_mentorship(), known)
    [first, _] = known.announced(SessionBooked)
    await cancel_session(first.session, "unwell", by=BEN, work=known)
    assert states(known)[:2] == ["unbooked", "booked"]
    assert await book_next_check_ins(known) == 0
