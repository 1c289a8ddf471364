"""From a cadence to days."""

from datetime import date

import pytest

from mentoring.scheduling.domain.cadence import days_around, due_dates
from mentoring.scheduling.domain.check_in import CheckIn, check_ins_of, days_for
from mentoring.scheduling.domain.errors import CadenceUnreadable, CheckInTaken
from tests.unit.scheduling.builders import MENTORSHIP, a_mentorship

MONDAY_TO_FRIDAY = frozenset(range(1, 6))


def test_days_and_weeks_follow_each_other_until_the_last_day() -> None:
    start = date(2026, 11, 2)
    assert due_dates("P14D", start, date(2026, 11, 30)) == [date(2026, 11, 16), date(2026, 11, 30)]
    assert due_dates("P2W", start, date(2026, 11, 30)) == due_dates("P14D", start, date(2026, 11, 30))
    assert due_dates("P14D", start, date(2026, 11, 15)) == []


def test_months_count_from_the_start_so_that_the_31st_comes_back() -> None:
    found = due_dates("P1M", date(2026, 10, 31), date(2027, 3, 31))
    assert [day.day for day in found] == [30, 31, 31, 28, 31]


def test_without_an_end_a_year_is_laid_out() -> None:
    assert len(due_dates("P1M", date(2026, 11, 2), None)) == 12
    assert due_dates("P9999M", date(2026, 11, 2), None) == []
    assert due_dates("P9999M", date(2026, 11, 2), date(9999, 12, 30)) != []


@pytest.mark.parametrize("every", ["P0D", "P1Y", "14D", "P", "PT1H", "P-1D", "P1D "])
def test_what_is_no_cadence_is_refused(every: str) -> None:
    with pytest.raises(CadenceUnreadable):
        due_dates(every, date(2026, 11, 2), None)


def test_three_working_days_reach_over_a_weekend() -> None:
    monday = date(2026, 11, 16)
    assert days_around(monday, 3, MONDAY_TO_FRIDAY) == (date(2026, 11, 11), date(2026, 11, 19))
    assert days_around(monday, 0, MONDAY_TO_FRIDAY) == (monday, monday)
    assert days_around(monday, 3, frozenset()) == (date(2026, 11, 13), date(2026, 11, 19))


def test_a_check_in_stays_behind_the_one_before_it_and_inside_the_mentorship() -> None:
    mentorship = a_mentorship(ends_on=date(2026, 11, 17))
    check_in = CheckIn(2, date(2026, 11, 16))
    found = days_for(check_in, mentorship, date(2026, 11, 13), 3, MONDAY_TO_FRIDAY)
    assert found == (date(2026, 11, 14), date(2026, 11, 17))


def test_a_mentorship_without_a_cadence_asks_for_nothing() -> None:
    assert check_ins_of(a_mentorship(cadence=None)) == []


def test_a_check_in_gets_one_time_only() -> None:
    booked = CheckIn(1, date(2026, 11, 16)).book(MENTORSHIP)
    with pytest.raises(CheckInTaken, match="is booked"):
        booked.book(MENTORSHIP)
    with pytest.raises(CheckInTaken, match="is cancelled"):
        booked.cancel().book(MENTORSHIP)
    assert booked.leave_to_pair().book(MENTORSHIP) == booked
