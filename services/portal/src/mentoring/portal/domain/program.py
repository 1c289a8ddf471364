"""A mentoring scheme and its match runs, seen by those who run it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from mentoring.portal.domain.person import Person


@dataclass(frozen=True, slots=True)
class Program:
    """A program as its page shows it."""

    id: UUID
    name: str
    kind: str
    state: Literal["drafted", "open", "closed"]
    objectives: tuple[str, ...]
    starts: date
    ends: date
    every: str
    """ISO 8601."""
    minutes: int
    not_in_reporting_line: bool
    shared_language: bool
    weights: tuple[tuple[str, int], ...]
    """Criterion and weight, in the order that pages show."""
    managers: tuple[Person, ...]
    answer_within: str
    settling: bool = False

    def run_by(self, person: UUID | None) -> bool:
        """Whether the person is one of its managers."""
        return any(manager.id == person for manager in self.managers)

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)


@dataclass(frozen=True, slots=True)
class Places:
    """How many are enrolled, by place."""

    mentors: int = 0
    mentees: int = 0
    peers: int = 0
    capacity: int = 0
    """How many mentees the mentors take together."""

    @property
    def all(self) -> int:
        """Everybody."""
        return self.mentors + self.mentees + self.peers


@dataclass(frozen=True, slots=True)
class Figures:
    """What a match run found; points are 0 to 100."""

    mentees: int
    mentors: int
    places: int
    pairs: int
    unmatched: int
    total_points: int
    lowest_points: int | None
    median_points: float | None
    histogram: tuple[int, ...]


def classes(number: int, highest: int = 100) -> list[str]:
    """What the classes of a distribution of points are called: 0-9, 10-19 and so on, the last up to ``highest``."""
    width = highest // number if number else highest
    lows = range(0, width * number, width)
    return [f"{low}\N{EN DASH}{highest if low == lows[-1] else low + width - 1}" for low in lows]


@dataclass(frozen=True, slots=True)
class Run:
    """One whole-cohort assignment."""

    id: UUID
    program: UUID
    state: Literal["started", "drafted", "published", "failed", "cancelled"]
    started_at: datetime
    figures: Figures | None = None
    failure: str | None = None
    settling: bool = False

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)
