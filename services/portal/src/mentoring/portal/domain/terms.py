"""What a program sets: the rules that no pair may break, and how much each criterion counts."""

from dataclasses import dataclass, field
from typing import Final

CRITERIA: Final = (
    "skills", "goals", "transitions", "interests", "stage", "function", "location", "zone", "style",
)  # fmt: skip
"""In the order in which pages show them."""
DIFFERENCES: Final = ("function", "location", "style")
"""Criteria of which a program may prefer that the two differ."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What no pair may break."""

    not_in_reporting_line: bool = True
    shared_language: bool = True
    overlap_minutes: int = 0
    """Common working minutes in a week at least; 0: no such rule."""
    location: str = "any"
    """any, same-site, same-site-or-remote."""
    least: int | None = None
    """Career stages that the mentor is ahead, at least."""
    most: int | None = None
    department: str = "any"
    """any, same, different."""
    earlier_partners: str = "program"
    """Who may be brought together again: any, program, never."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of each mentorship of a program."""

    name: str
    lasts: str
    """ISO 8601."""


@dataclass(frozen=True, slots=True)
class Terms:
    """All of it."""

    rules: Rules = field(default_factory=Rules)
    weights: tuple[tuple[str, int], ...] = ()
    """Criterion and weight, in the order of CRITERIA."""
    prefer_different: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    topics: tuple[str, ...] = ()
    """What a reverse program is about."""
    answers: str = "both"
    """Whose yes an offer needs: both, mentor, mentee."""
    check_ins: str = "asked"
    """asked, free."""
    group: tuple[int, int] = (2, 2)
    """People in one mentorship, least and most."""
    open_requests: int = 3

    @property
    def counting(self) -> tuple[tuple[str, int], ...]:
        """The criteria that count at all."""
        return tuple((code, weight) for code, weight in self.weights if weight)
