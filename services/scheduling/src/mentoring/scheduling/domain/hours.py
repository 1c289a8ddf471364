"""Weekly hours: when a person can meet, on their own clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self
from uuid import UUID

from mentoring.scheduling.domain.errors import HoursEmpty, HoursOverlap
from mentoring.scheduling.domain.zones import DAY, day_of, midnights, reached

Span = tuple[int, int]
"""From a minute to a minute, the end not included."""

SUNDAY: Final = 7


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of one weekday: ISO weekday 1 to 7, minutes of the day 0 to 1440."""

    weekday: int
    starts: int
    ends: int

    @classmethod
    def parse(cls, weekday: int, starts: str, ends: str) -> Self:
        """From the contracts' form: ``1, "09:00", "17:00"``; only an end may be ``24:00``."""
        return cls(weekday, _minutes(starts), _minutes(ends))

    def clock(self) -> tuple[str, str]:
        """Start and end in the contracts' form."""
        return _text(self.starts), _text(self.ends)


Week = tuple[Stretch, ...]
"""Sorted stretches that do not overlap; those that touch are one."""


def week(stretches: Iterable[Stretch]) -> Week:
    """Weekly hours in order.

    Raises:
        HoursEmpty: a stretch ends where it starts, or earlier.
        HoursOverlap: two stretches share a minute; people who say the same hour twice mean something else.
    """
    found: list[Stretch] = []
    for stretch in sorted(stretches):
        if stretch.ends <= stretch.starts:
            starts, ends = stretch.clock()
            raise HoursEmpty(starts=starts, ends=ends, where="body.hours", mend="End each stretch after its start.")
        last = found[-1] if found and found[-1].weekday == stretch.weekday else None
        if last is not None and stretch.starts < last.ends:
            raise HoursOverlap(weekday=stretch.weekday, where="body.hours", mend="Give each hour once.")
        if last is not None and stretch.starts == last.ends:
            found[-1] = Stretch(last.weekday, last.starts, stretch.ends)
        else:
            found.append(stretch)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Availability:
    """When a person can meet. Not stated: the company's working hours on the person's clock."""

    person: UUID
    zone: str
    hours: Week
    stated: bool
    version: int = 0
    """Raised each time the person says something else; 0 where they never did."""

    def between(self, start: int, end: int) -> list[Span]:
        """The minutes from ``start`` to ``end`` in which the person can meet: sorted, apart, clipped."""
        if end <= start or not self.hours:
            return []
        first = day_of(start, self.zone)
        days = midnights(self.zone, first, day_of(end - 1, self.zone) - first + 1)
        by_weekday: list[list[Stretch]] = [[] for _ in range(SUNDAY + 1)]
        for stretch in self.hours:
            by_weekday[stretch.weekday].append(stretch)
        found: list[Span] = []
        weekday = (first - 1) % SUNDAY + 1
        for number, (dawn, dusk) in enumerate(pairwise(days)):
            regular = dusk - dawn == DAY
            for stretch in by_weekday[weekday]:
                if regular:
                    begins, ends = dawn + stretch.starts, dawn + stretch.ends
                else:
                    begins = reached(self.zone, first + number, stretch.starts)
                    ends = reached(self.zone, first + number, stretch.ends)
                begins, ends = max(begins, start), min(ends, end)
                if begins >= ends:
                    continue
                if found and found[-1][1] == begins:
                    found[-1] = (found[-1][0], ends)
                else:
                    found.append((begins, ends))
            weekday = weekday % SUNDAY + 1
        return found


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person said of when they can meet. ``hours`` none: they said nothing, or took it back."""

    person: UUID
    zone: str | None
    """None: the HR system's."""
    hours: Week | None
    version: int


@dataclass(frozen=True, slots=True)
class Assumed:
    """The company's hours as they were told last."""

    hours: Week
    told_up_to: UUID | None = None
    """The last person who was told of them, by id; None when everybody was."""


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
