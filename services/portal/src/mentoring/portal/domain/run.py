"""A match run and what it found. Points are 0 to 100 a pair, whole numbers."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof that a total is the highest, or by how much it can fall short of it."""

    value: int
    bound: int
    """No assignment has more points than this."""
    gap: int
    gap_percent: float
    rounds: int
    audited: int
    """Pairs that other code scored and judged again."""
    violations: int

    @property
    def proved(self) -> bool:
        """Whether nothing better can exist."""
        return self.gap == 0


@dataclass(frozen=True, slots=True)
class Group:
    """How one group of mentees fared."""

    by: str
    """site, department, stage."""
    group: str
    mentees: int
    matched: int
    mean_points: float | None = None

    @property
    def share(self) -> float:
        """Of its mentees, those with a pair; 0 to 1."""
        return self.matched / self.mentees if self.mentees else 0.0


@dataclass(frozen=True, slots=True)
class Load:
    """How the mentors' places are used."""

    used: int
    full: int
    heaviest: int
    shares: tuple[int, ...] = ()
    """Mentors by the share of their free places that is used, in ten classes."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a match run found."""

    mentees: int
    mentors: int
    places: int
    pairs: int
    unmatched: int
    total_points: int
    lowest_points: int | None = None
    median_points: float | None = None
    histogram: tuple[int, ...] = ()
    certificate: Certificate | None = None
    blocking_pairs: int | None = None
    price_of_stability: int | None = None
    floor: int | None = None
    load: Load | None = None
    groups: tuple[Group, ...] = ()
    seconds: float | None = None


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
    mode: str = "optimum"
    phase: str | None = None
    """What a started run is at."""
    seed: int | None = None
    engine: str | None = None
    settling: bool = False

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)
