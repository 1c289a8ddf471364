"""While a mentorship is paused nothing is booked or asked for; what was asked comes as much later."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from mentoring.contracts.scheduling import CheckInsPlanned, CheckInsState, SessionBooked, SessionCancelled
from mentoring.scheduling.domain.errors import MentorshipOver, MentorshipPaused
from mentoring.scheduling.usecases.book_check_ins import book_next_check_ins
from mentoring.scheduling.usecases.book_session import book_session
from mentoring.scheduling.usecases.end_mentorship import end_mentorship
from mentoring.scheduling.usecases.extend_mentorship import extend_mentorship
from mentoring.scheduling.usecases.pause_mentorship import pause_mentorship, resume_mentorship
from mentoring.scheduling.usecases.plan_check_ins import plan_check_ins
from tests.unit.scheduling.builders import ANA, BEN, MENTORSHIP, a_mentorship, a_person, utc
from tests.unit.scheduling.memory import MemoryWork

DUE = [date(2026, 11, 16) + timedelta(days=14 * number) for number in range(6)]


@pytest.fixture
async def planned(work: MemoryWork) -> MemoryWork:
    """Six check-ins, of which two are booked."""
    await work.people.keep([a_person(ANA), a_person(BEN)])
    await plan_check_ins(a_mentorship(), work)
    work.forget_announced()
    return work


def told(work: MemoryWork) -> list[tuple[date, str]]:
    return [(each.due_on, each.state) for each in work.announced(CheckInsState)[-1].check_ins]


async def test_a_pause_cancels_what_lies_in_it_and_check_ins_wait(planned: MemoryWork) -> None:
    await pause_mentorship(MENTORSHIP, None, planned)
    assert ["paused", "paused"] == [each.reason for each in planned.announced(SessionCancelled)]
    assert [(due, "planned") for due in DUE] == told(planned)
    planned.after(timedelta(days=14))
    assert 0 == await book_next_check_ins(planned)
    with pytest.raises(MentorshipPaused):
        await book_session(MENTORSHIP, planned.now() + timedelta(days=1), 30, None, by=BEN, work=planned)


async def test_what_is_booked_for_after_the_pause_stays(planned: MemoryWork) -> None:
    await pause_mentorship(MENTORSHIP, date(2026, 11, 20), planned)
    assert [utc(2026, 11, 11, 8)] == [each.meeting.starts for each in planned.announced(SessionCancelled)]
    assert ["planned", "booked"] == [state for _, state in told(planned)][:2]


async def test_when_it_goes_on_check_ins_come_as_much_later_and_are_booked(planned: MemoryWork) -> None:
    await pause_mentorship(MENTORSHIP, None, planned)
    planned.after(timedelta(days=21))
    await pause_mentorship(MENTORSHIP, None, planned)
    planned.forget_announced()
    await resume_mentorship(MENTORSHIP, planned)
    later = [due + timedelta(days=21) for due in DUE]
    assert later[:4] == [due for due, _ in told(planned)][:4]
    assert ["booked", "booked", "planned", "planned", "cancelled", "cancelled"] == [state for _, state in told(planned)]
    assert 2 == len(planned.announced(SessionBooked))
    await resume_mentorship(MENTORSHIP, planned)
    assert 2 == len(planned.announced(SessionBooked))


async def test_more_time_brings_more_check_ins_in_the_same_rhythm(planned: MemoryWork) -> None:
    await extend_mentorship(MENTORSHIP, date(2027, 3, 1), planned)
    more = [DUE[-1] + timedelta(days=14), DUE[-1] + timedelta(days=28)]
    assert [more] == [each.due_on for each in planned.announced(CheckInsPlanned)]
    assert [(due, "planned") for due in more] == told(planned)[6:]
    planned.forget_announced()
    await extend_mentorship(MENTORSHIP, date(2027, 3, 2), planned)
    assert () == planned.everything_announced()


async def test_after_a_pause_more_time_goes_on_from_the_last_that_still_fits(planned: MemoryWork) -> None:
    await pause_mentorship(MENTORSHIP, None, planned)
    planned.after(timedelta(days=21))
    await resume_mentorship(MENTORSHIP, planned)
    await extend_mentorship(MENTORSHIP, date(2027, 2, 28), planned)
    open_ = [due for due, state in told(planned) if state != "cancelled"]
    assert {14} == {(later - due).days for due, later in pairwise(open_)}
    assert date(2027, 2, 15) == open_[-1]


async def test_what_is_complete_has_nothing_ahead(planned: MemoryWork) -> None:
    await pause_mentorship(MENTORSHIP, date(2026, 11, 20), planned)
    planned.forget_announced()
    await end_mentorship(MENTORSHIP, planned, reason="completed")
    assert ["completed"] == [each.reason for each in planned.announced(SessionCancelled)]
    assert {"cancelled"} == {state for _, state in told(planned)}
    await resume_mentorship(MENTORSHIP, planned)
    await extend_mentorship(MENTORSHIP, date(2028, 1, 1), planned)
    with pytest.raises(MentorshipOver):
        await book_session(MENTORSHIP, planned.now() + timedelta(days=1), 30, None, by=BEN, work=planned)


async def test_what_scheduling_never_heard_of_has_nothing_to_wait(work: MemoryWork) -> None:
    await pause_mentorship(MENTORSHIP, None, work)
    await resume_mentorship(MENTORSHIP, work)
    await extend_mentorship(MENTORSHIP, date(2028, 1, 1), work)
    assert () == work.everything_announced()
