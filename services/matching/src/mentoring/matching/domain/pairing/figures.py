"""What a match run found, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Self


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and points (0 to 100). ``histogram``: pairs in ten classes of points: 0-9, 10-19, up to 90-100.

    ``mentees`` are all who look for a mentor, those away included; ``unmatched`` are those of them who got none.
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

    @classmethod
    def of(cls, points: Sequence[int], *, mentees: int, mentors: int, places: int, unmatched: int) -> Self:
        """The figures of a draft whose pairs have these points."""
        histogram = [0] * 10
        for one in points:
            histogram[min(one // 10, 9)] += 1
        return cls(
            mentees=mentees,
            mentors=mentors,
            places=places,
            pairs=len(points),
            unmatched=unmatched,
            total_points=sum(points),
            lowest_points=min(points, default=None),
            median_points=float(median(points)) if points else None,
            histogram=tuple(histogram),
        )
