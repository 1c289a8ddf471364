"""A week of common free times, on two clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

WEEK: Final = timedelta(days=7)
GOOD_FROM, GOOD_TO = 9, 17
"""O'clock, on both clocks."""
CROWDED: Final = 10
"""More times than this in a day are thinned out to half hours."""
HALF_HOUR: Final = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which both are free."""

    starts: datetime
    """Aware, as the owner gave it."""
    ends: datetime
    best: bool = False
    """Within the usual hours of both, in a week that has others too."""
    theirs: str = ""
    """What the other's clock shows, where it differs."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the reader's calendar."""

    date: date
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday of the reader; days without any time at the weekend are left out."""

    monday: date
    days: tuple[Day, ...]
    before: date | None
    """The Monday before, unless it is over."""
    after: date | None
    """The Monday after, unless nothing can be booked then."""
    zones_differ: bool

    @property
    def some(self) -> bool:
        """Whether there is any time at all."""
        return any(day.slots for day in self.days)

    @property
    def marked(self) -> bool:
        """Whether some times are marked as the better ones."""
        return any(slot.best for day in self.days for slot in day.slots)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def bounds(monday: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first and the last instant of the reader's week."""
    start = datetime.combine(monday, datetime.min.time(), zone)
    return start, datetime.combine(monday + WEEK, datetime.min.time(), zone)


def week_of(
    monday: date, times: Iterable[tuple[datetime, datetime]], mine: tzinfo, theirs: tzinfo, now: datetime, horizon: date
) -> Week:
    """The week's times by the reader's days. Whoever crosses midnight stands on the day on which it starts."""
    spans = sorted(times)
    by_day: dict[date, list[tuple[datetime, datetime]]] = {monday + timedelta(days=n): [] for n in range(7)}
    for starts, ends in spans:
        day = starts.astimezone(mine).date()
        if day in by_day:
            by_day[day].append((starts, ends))
    good = {starts for starts, ends in spans if _good(starts, ends, mine) and _good(starts, ends, theirs)}
    telling = 0 < len(good) < len(spans)
    days = [
        Day(day, tuple(Slot(starts, ends, telling and starts in good) for starts, ends in _thin(found, mine)))
        for day, found in by_day.items()
    ]
    this = monday_of(now.astimezone(mine).date())
    return Week(
        monday=monday,
        days=tuple(day for day in days if day.slots or day.date.weekday() < 5),  # noqa: PLR2004 - Saturday
        before=monday - WEEK if monday > this else None,
        after=monday + WEEK if monday + WEEK <= horizon else None,
        zones_differ=any(_offset(starts, mine) != _offset(starts, theirs) for starts, _ in spans),
    )


def _good(starts: datetime, ends: datetime, zone: tzinfo) -> bool:
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    same_day = first.date() == last.date()
    return same_day and first.hour >= GOOD_FROM and (last.hour < GOOD_TO or (last.hour, last.minute) == (GOOD_TO, 0))


def _thin(found: list[tuple[datetime, datetime]], zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """A day with very many times is easier to read by half hours, and by whole ones where that is not enough."""
    for grain in (HALF_HOUR, 2 * HALF_HOUR):
        if len(found) > CROWDED:
            found = [span for span in found if span[0].astimezone(zone).minute % grain == 0] or found
    return found


def _offset(instant: datetime, zone: tzinfo) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()
