"""What a match run found, in numbers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.engine.certificate import Certificate as Proof
from mentoring.matching.domain.pairing.cohort import Candidate
from mentoring.matching.domain.person import STAGES

SMALLEST_CELL: Final = 5
"""Nobody is told of fewer people than this in one figure of a group."""
By = Literal["site", "department", "stage"]
OTHER: Final = "other"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Certificate:
    """``value`` of the draft and the ``bound`` that no assignment exceeds, in points; see `engine.certificate`."""

    value: int
    bound: int
    gap: int
    gap_percent: float
    rounds: int
    audited: int
    violations: int = 0

    @classmethod
    def of(cls, proof: Proof, *, pinned: int, audited: int) -> Self:
        """The engine's, with the points of required pairs, which nothing can better."""
        value = proof.value + pinned
        return cls(
            value=value,
            bound=proof.bound + pinned,
            gap=proof.gap,
            gap_percent=100 * proof.gap / value if value else 0.0,
            rounds=proof.rounds,
            audited=audited,
        )


@dataclass(frozen=True, slots=True)
class Load:
    """How the mentors' places are used. ``shares``: mentors by the percent of their places used, 0-9 up to 90-100."""

    used: int
    full: int
    heaviest: int
    shares: tuple[int, ...]

    @classmethod
    def of(cls, mentors: Sequence[Candidate], held: Mapping[UUID, int]) -> Self:
        """Of mentors with a place; ``held`` are pairs by enrollment."""
        counts = [(held.get(one.enrollment, 0), one.places) for one in mentors]
        return cls(
            used=sum(has > 0 for has, _ in counts),
            full=sum(has >= places for has, places in counts),
            heaviest=max((has for has, _ in counts), default=0),
            shares=_tenths(100 * has // places for has, places in counts),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """How a group of mentees fared. The mean is kept back where it would be of fewer than the smallest cell."""

    by: By
    group: str
    mentees: int
    matched: int
    mean_points: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and points (0 to 100). ``histogram``: pairs in ten classes of points: 0-9, 10-19, up to 90-100.

    ``mentees`` are all who look for a mentor, those away included; ``unmatched`` are those of them who got none.
    ``price_of_stability`` is of stable drafts, ``floor`` of fair ones; a preview has no certificate. ``seconds`` is how
    long it took, and no part of what a cohort decides.
    """

    mentees: int
    mentors: int
    places: int
    pairs: int
    unmatched: int
    total_points: int
    lowest_points: int | None
    median_points: float | None
    histogram: tuple[int, ...]
    certificate: Certificate | None = None
    blocking_pairs: int | None = None
    price_of_stability: int | None = None
    floor: int | None = None
    load: Load | None = None
    groups: tuple[Group, ...] = ()
    seconds: float | None = field(default=None, compare=False)

    @classmethod
    def of(cls, points: Sequence[int], *, mentees: int, mentors: int, places: int, unmatched: int) -> Self:
        """The figures of a draft whose pairs have these points."""
        return cls(
            mentees=mentees,
            mentors=mentors,
            places=places,
            pairs=len(points),
            unmatched=unmatched,
            total_points=sum(points),
            lowest_points=min(points, default=None),
            median_points=float(median(points)) if points else None,
            histogram=_tenths(points),
        )


def _tenths(percents: Iterable[int]) -> tuple[int, ...]:
    counts = Counter(min(one // 10, 9) for one in percents)
    return tuple(counts[tenth] for tenth in range(10))


_GROUPS: Final[Mapping[By, Callable[[Candidate], str | None]]] = {
    "site": lambda one: one.site,
    "department": lambda one: one.department,
    "stage": lambda one: None if one.stage is None else STAGES[one.stage],
}


def group_of(by: By, one: Candidate) -> str | None:
    """Where somebody belongs; None where that is not known."""
    return _GROUPS[by](one)


def groups(mentees: Sequence[Candidate], points: Mapping[UUID, Sequence[int]]) -> tuple[Group, ...]:
    """How the groups fared; ``points`` of each one's pairs by enrollment.

    Small groups are told together, with the next larger ones where they alone would still be too few.
    """
    return tuple(_group(by, name, those, points) for by, of in _GROUPS.items() for name, those in _cells(mentees, of))


def _cells(mentees: Sequence[Candidate], of: Callable[[Candidate], str | None]) -> list[tuple[str, list[Candidate]]]:
    members: dict[str, list[Candidate]] = {}
    for one in mentees:
        members.setdefault(of(one) or UNKNOWN, []).append(one)
    told: list[tuple[str, list[Candidate]]] = []
    other: list[Candidate] = []
    for name, those in sorted(members.items(), key=lambda cell: (len(cell[1]), cell[0])):
        if len(those) < SMALLEST_CELL or 0 < len(other) < SMALLEST_CELL:
            other += those
        else:
            told.append((name, those))
    told.sort()
    return [*told, (OTHER, other)] if len(other) >= SMALLEST_CELL else told


def _group(by: By, name: str, those: Sequence[Candidate], points: Mapping[UUID, Sequence[int]]) -> Group:
    got = [points[one.enrollment] for one in those if one.enrollment in points]
    all_points = [each for one in got for each in one]
    mean = round(sum(all_points) / len(all_points), 1) if len(got) >= SMALLEST_CELL else None
    return Group(by, name, len(those), len(got), mean)
