"""What other terms would come to, beside the present ones. Field names are those of the owner's answer."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Outcome:
    """A quick assignment of everybody who waits: whole points."""

    mentees: int
    mentors: int
    places: int
    pairs: int
    total: int
    lowest: int
    median: float
    spread: tuple[int, ...]
    """Pairs by points in ten classes: 1 to 10, 11 to 20, up to 91 to 100."""
    unmatched: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Beside each other; mentees who would get somebody or no longer would, the first of them."""

    present: Outcome
    other: Outcome
    gained: tuple[UUID, ...] = ()
    lost: tuple[UUID, ...] = ()
    without: tuple[UUID, ...] = ()
    """Who would be left without anybody, whether or not they have somebody now; the first of them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, in solving or in being published."""

    state: str
    phase: str | None = None
    done: int = 0
    of: int = 0
    """0: unknown."""
    proposals: int | None = None


def spread_classes(number: int) -> list[str]:
    """What the classes of a spread are called: 1-10, 11-20, up to 91-100."""
    width = 100 // number if number else 100
    return [f"{low + 1}\N{EN DASH}{low + width}" for low in range(0, width * number, width)]
