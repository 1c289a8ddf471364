"""A week of common times, on two clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mentoring.portal.domain.week import bounds, monday_of, week_of

BERLIN, NEW_YORK, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


def times(*starts: datetime, minutes: int = 45) -> list[tuple[datetime, datetime]]:
    return [(start, start + timedelta(minutes=minutes)) for start in starts]


def at(day: int, hour: int, minute: int = 0, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=zone).astimezone(UTC)


def test_times_stand_on_the_readers_day() -> None:
    week = week_of(MONDAY, times(at(24, 23)), TOKYO, BERLIN, NOW, date(2027, 2, 1))
    assert [day.date for day in week.days if day.slots] == [date(2026, 11, 25)]


def test_workdays_stand_always_and_weekends_only_with_times() -> None:
    assert [day.date.isoweekday() for day in week_of(MONDAY, [], BERLIN, BERLIN, NOW, MONDAY).days] == [1, 2, 3, 4, 5]
    weekend = week_of(MONDAY, times(at(29, 10)), BERLIN, BERLIN, NOW, MONDAY)
    assert [day.date.isoweekday() for day in weekend.days] == [1, 2, 3, 4, 5, 7]


def test_good_for_both_is_said_only_where_it_tells_something() -> None:
    all_good = week_of(MONDAY, times(at(24, 15), at(24, 16)), BERLIN, NEW_YORK, NOW, MONDAY)
    assert not all_good.marked
    mixed = week_of(MONDAY, times(at(24, 14), at(24, 15), at(24, 16, 30)), BERLIN, NEW_YORK, NOW, MONDAY)
    [day] = [day for day in mixed.days if day.slots]
    assert [slot.best for slot in day.slots] == [False, True, False]
    assert mixed.zones_differ


def test_a_crowded_day_is_thinned_to_half_hours() -> None:
    starts = [at(24, 9) + timedelta(minutes=15 * n) for n in range(24)]
    week = week_of(MONDAY, times(*starts), BERLIN, BERLIN, NOW, MONDAY)
    [day] = [day for day in week.days if day.slots]
    assert {slot.starts.minute for slot in day.slots} == {0}
    assert len(day.slots) == 6


def test_there_is_no_way_into_the_past_nor_beyond_the_horizon() -> None:
    this = week_of(MONDAY, [], BERLIN, BERLIN, NOW, date(2026, 11, 30))
    assert this.before is None
    assert this.after == date(2026, 11, 30)
    last = week_of(date(2026, 11, 30), [], BERLIN, BERLIN, NOW, date(2026, 12, 1))
    assert last.before == MONDAY
    assert last.after is None


def test_a_week_has_an_hour_less_in_march() -> None:
    since, until = bounds(date(2026, 3, 23), BERLIN)
    assert until.astimezone(UTC) - since.astimezone(UTC) == timedelta(days=7) - timedelta(hours=1)
    assert monday_of(date(2026, 3, 29)) == date(2026, 3, 23)
