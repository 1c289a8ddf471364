"""What people say of their hours."""

import pytest

from mentoring.scheduling.domain.errors import HoursEmpty, HoursOverlap
from mentoring.scheduling.domain.hours import Availability, Stretch, week
from mentoring.scheduling.domain.zones import minute_of
from tests.unit.scheduling.builders import ANA, utc


def test_hours_are_sorted_and_those_that_touch_are_one() -> None:
    said = [Stretch.parse(2, "09:00", "12:00"), Stretch.parse(1, "12:00", "24:00"), Stretch.parse(1, "09:00", "12:00")]
    assert week(said) == (Stretch(1, 540, 1440), Stretch(2, 540, 720))
    assert week(said)[0].clock() == ("09:00", "24:00")


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(HoursEmpty, match="09:00"):
        week([Stretch.parse(1, "09:00", "09:00")])


def test_an_hour_said_twice_is_refused() -> None:
    with pytest.raises(HoursOverlap, match="weekday 3"):
        week([Stretch.parse(3, "09:00", "12:00"), Stretch.parse(3, "11:59", "13:00")])


def test_days_without_a_break_between_them_are_one_span() -> None:
    always = Availability(ANA, "Europe/Berlin", week(Stretch(day, 0, 1440) for day in range(1, 8)), stated=True)
    window = (minute_of(utc(2026, 10, 20)), minute_of(utc(2026, 10, 30)))
    assert always.between(*window) == [window]


def test_hours_follow_the_clock_over_a_change() -> None:
    sundays = Availability(ANA, "Europe/Berlin", week([Stretch.parse(7, "01:00", "04:00")]), stated=True)
    spring = sundays.between(minute_of(utc(2026, 3, 28)), minute_of(utc(2026, 3, 30)))
    autumn = sundays.between(minute_of(utc(2026, 10, 24)), minute_of(utc(2026, 10, 26)))
    assert spring == [(minute_of(utc(2026, 3, 29, 0, 0)), minute_of(utc(2026, 3, 29, 2, 0)))]
    assert autumn == [(minute_of(utc(2026, 10, 24, 23, 0)), minute_of(utc(2026, 10, 25, 3, 0)))]


def test_nobody_is_free_in_no_time() -> None:
    always = Availability(ANA, "UTC", week([Stretch(1, 0, 1440)]), stated=True)
    assert always.between(100, 100) == []
    assert always.between(100, 50) == []
