"""The sweeps agree with an oracle that goes minute by minute, in every zone where clocks change."""

import time
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.scheduling.domain.hours import Availability, Span, Stretch, Week, week
from mentoring.scheduling.domain.slots import common, common_free, fits, nearest, starts, without
from mentoring.scheduling.domain.zones import instant_of, local, minute_of
from tests.unit.scheduling.builders import ANA, BEN, OFFICE, utc

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Chatham",
    "UTC",
)
CHANGES = (utc(2026, 3, 28), utc(2026, 3, 7), utc(2026, 4, 4), utc(2026, 9, 5), utc(2026, 10, 3), utc(2026, 10, 24))


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    found: list[Stretch] = []
    for weekday in range(1, 8):
        cuts = sorted(draw(st.lists(st.integers(0, 96), max_size=4, unique=True)))
        found += [Stretch(weekday, 15 * a, 15 * b) for a, b in list(pairwise(cuts))[::2]]
    return week(found)


availabilities = st.builds(
    lambda zone, hours: Availability(ANA, zone, hours, stated=True), st.sampled_from(ZONES), weeks()
)
spans = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(1, 400)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=12
).map(sorted)


def apart(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def minutes_in(found: list[Span]) -> set[int]:
    return {minute for start, end in found for minute in range(start, end)}


def oracle(who: Availability, window: Span) -> set[int]:
    """Slow and plain: walk each clock, and open and close every stretch when the clock first reaches its ends.

    The walk begins two days early, so that stretches that began before the window are open in it.
    """
    zone_clock = [(minute, local(minute, who.zone).replace(tzinfo=None, fold=0)) for minute in _around(window)]
    first_reached: dict[datetime, int] = {}
    latest = datetime.min  # noqa: DTZ901 - wall clocks are compared without a zone
    for minute, clock in zone_clock:
        while latest < clock:  # a gap reaches all that it skips at once
            latest = clock if latest == datetime.min else latest + timedelta(minutes=1)  # noqa: DTZ901
            first_reached[latest] = minute
    found: set[int] = set()
    days = sorted({clock.replace(hour=0, minute=0) for clock in first_reached})
    for day in days[1:-1]:
        for stretch in who.hours:
            if stretch.weekday == day.isoweekday():
                begins = first_reached[day + timedelta(minutes=stretch.starts)]
                ends = first_reached[day + timedelta(minutes=stretch.ends)]
                found.update(range(begins, ends))
    return {minute for minute in found if window[0] <= minute < window[1]}


def _around(window: Span) -> range:
    return range(window[0] - 3 * 1440, window[1] + 3 * 1440)


@settings(max_examples=40, deadline=None)
@given(availabilities, st.sampled_from(CHANGES), st.integers(0, 1440), st.integers(1, 3 * 1440))
def test_hours_become_the_minutes_that_the_oracle_finds(
    who: Availability, change: datetime, offset: int, length: int
) -> None:
    start = minute_of(change) + offset
    window = (start, start + length)
    found = who.between(*window)
    assert minutes_in(found) == oracle(who, window)
    assert all(start < end for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@settings(max_examples=300, deadline=None)
@given(spans.map(apart), spans.map(apart), spans)
def test_sweeps_are_set_arithmetic(one: list[Span], other: list[Span], busy: list[Span]) -> None:
    free = without(common(one, other), busy)
    assert minutes_in(free) == (minutes_in(one) & minutes_in(other)) - minutes_in(busy)
    assert all(first[1] <= second[0] for first, second in pairwise(free))


@settings(max_examples=100, deadline=None)
@given(spans.map(apart), st.sampled_from([15, 30]), st.integers(15, 240))
def test_offered_starts_are_all_on_the_grid_where_the_session_fits(free: list[Span], step: int, minutes: int) -> None:
    open_minutes = minutes_in(free)
    expected = [
        start
        for start in range(0, 4400, step)
        if all(minute in open_minutes for minute in range(start, start + minutes))
    ]
    assert list(starts(free, minutes, step)) == expected
    assert all(fits(free, (start, start + minutes)) for start in expected)


def test_the_nearest_starts_are_told_in_order_of_time() -> None:
    assert nearest(iter([0, 60, 120, 600]), 70, 3) == [0, 60, 120]


def test_people_far_apart_share_the_hours_in_which_both_work() -> None:
    berlin = Availability(ANA, "Europe/Berlin", OFFICE, stated=False)
    new_york = Availability(BEN, "America/New_York", OFFICE, stated=False)
    window = (minute_of(utc(2026, 11, 2)), minute_of(utc(2026, 11, 3)))
    free = common_free((berlin, new_york), [], window)
    assert [(instant_of(start).hour, instant_of(end).hour) for start, end in free] == [(14, 16)]


def test_a_pair_and_thirty_days_take_well_under_a_millisecond() -> None:
    """Measured as a median, so that a busy machine does not decide; the bound is twice the aim."""
    berlin = Availability(ANA, "Europe/Berlin", OFFICE, stated=False)
    new_york = Availability(BEN, "America/New_York", OFFICE, stated=False)
    begin = minute_of(utc(2026, 10, 10))
    window = (begin, begin + 30 * 1440)
    busy = [(begin + day * 1440 + 840, begin + day * 1440 + 870) for day in range(30)]
    taken = []
    for _ in range(200):
        before = time.perf_counter()
        found = list(starts(common_free((berlin, new_york), busy, window), 30, 15))
        taken.append(time.perf_counter() - before)
        assert found
    assert sorted(taken)[len(taken) // 2] < 0.001
