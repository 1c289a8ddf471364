"""Numbers that were counted, and what they say: medians of days, shares of what was asked, the load of mentors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mentoring.matching.domain.outcomes.groups import SMALLEST
from mentoring.matching.domain.outcomes.intervals import Estimate, share


@dataclass(frozen=True, slots=True)
class Days:
    """How many days something took: in half of the cases at most ``median``, in nine of ten at most ``ninetieth``."""

    counted: int
    open: int
    median: int | None
    ninetieth: int | None


def days(counted: Mapping[int | None, int]) -> Days:
    """Of cases by whole days; None counts those that are still open, which are in no quantile."""
    closed = {day: number for day, number in counted.items() if day is not None}
    return Days(
        counted=sum(closed.values()),
        open=counted.get(None, 0),
        median=_quantile(closed, 0.5),
        ninetieth=_quantile(closed, 0.9),
    )


def _quantile(counted: Mapping[int, int], level: float) -> int | None:
    """The smallest number of days that at least this share of the cases does not exceed."""
    total, reached = sum(counted.values()), 0
    for day in sorted(counted):
        reached += counted[day]
        if reached >= level * total:
            return day
    return None


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many, and how sure the share is; None where nothing was counted."""

    of: int
    number: int
    share: Estimate | None


def rate(number: int, of: int) -> Rate:
    """The share of ``number`` in ``of``."""
    return Rate(of, number, share(number, of) if of else None)


BEST: Final = 5


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How satisfied people were, 1 to 5; nothing but the number of answers where they are few."""

    answers: int
    mean: float | None
    satisfied: Rate | None
    """Who said 4 or 5."""


def satisfaction(counted: Mapping[int, int]) -> Satisfaction:
    """Of answers by their number. Where all but a few say the same, the mean alone is told."""
    answers = sum(counted.values())
    if answers < SMALLEST:
        return Satisfaction(answers, None, None)
    good = sum(number for value, number in counted.items() if value >= BEST - 1)
    tells = 0 < good < SMALLEST or 0 < answers - good < SMALLEST
    mean = sum(value * number for value, number in counted.items()) / answers
    return Satisfaction(answers, round(mean, 2), None if tells else rate(good, answers))


@dataclass(frozen=True, slots=True)
class Load:
    """How the mentors' places are used."""

    mentors: int
    places: int
    taken: int
    used: int
    full: int
    heaviest: int
    by_running: tuple[int, ...]
    """Mentors by how many mentorships they run: none, one, up to nine, ten or more."""


MOST_TOLD: Final = 10


def load(counted: Mapping[tuple[int, int], int]) -> Load:
    """Of mentors by (capacity, running)."""
    by_running = [0] * (MOST_TOLD + 1)
    for (_, running), mentors in counted.items():
        by_running[min(running, MOST_TOLD)] += mentors
    return Load(
        mentors=sum(counted.values()),
        places=sum(capacity * mentors for (capacity, _), mentors in counted.items()),
        taken=sum(running * mentors for (_, running), mentors in counted.items()),
        used=sum(mentors for (_, running), mentors in counted.items() if running),
        full=sum(mentors for (capacity, running), mentors in counted.items() if capacity and running >= capacity),
        heaviest=max((running for _, running in counted), default=0),
        by_running=tuple(by_running),
    )
