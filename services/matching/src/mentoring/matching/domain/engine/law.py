"""What a program's rules and weights come to, as the numbers that the kernel works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

CRITERIA: Final = ("skills", "goals", "transitions", "interests", "stage", "function", "location", "zone", "style")
"""Columns of ``Law.shares``."""

STAGES: Final = 6
"""Five career stages and, as 0, an unknown one."""

BITS: Final[Mapping[str, int]] = {
    name: bit
    for bit, name in enumerate(
        (
            "same-person",
            "reporting-line",
            "shared-language",
            "overlap",
            "location",
            "stage-gap",
            "department",
            "topic",
            "declined",
            "proposed",
            "together",
            "paired",
            "paired-elsewhere",
            "excluded",
        )
    )
}
"""The bit of each rule in a pair's mask of broken rules."""

MARKS: Final = tuple(BITS)[8:]
"""What may stand between two single people, by its code."""


@dataclass(frozen=True, slots=True)
class Law:
    """Everything of a program that decides admission and points.

    ``shares`` (variants x criteria) whole points, 100 in each row; ``variants`` gives the row of a mentee's top
    criterion, that of None for everybody else. ``ahead`` (mentee's stage x mentor's stage, 0 unknown) is credit of 60,
    ``gap_kept`` the same for the rule. ``marks`` are the marks that bar. ``topics`` admit mentors who offer one.
    """

    shares: NDArray[np.int64]
    variants: Mapping[str | None, int]
    ahead: NDArray[np.int64]
    gap_kept: NDArray[np.bool_]
    not_in_reporting_line: bool = True
    shared_language: bool = True
    overlap_minutes: int = 0
    location: Literal["any", "same-site", "same-site-or-remote"] = "any"
    department: Literal["any", "same", "different"] = "any"
    marks: frozenset[str] = frozenset(MARKS)
    topics: frozenset[str] = frozenset()
    different: frozenset[str] = field(default_factory=frozenset)

    def share(self, variant: int, criterion: str) -> int:
        """The most points that a criterion can give."""
        return int(self.shares[variant, CRITERIA.index(criterion)])
