"""How much each soft criterion counts."""

from dataclasses import dataclass
from typing import Final, Literal

from mentoring.matching.domain.errors.terms import CriterionUnknown, WeightOutOfBounds, WeightsAllZero

Criterion = Literal["skills", "goals", "transitions", "interests", "stage", "function", "location", "zone", "style"]
CRITERIA: Final[tuple[Criterion, ...]] = (
    "skills", "goals", "transitions", "interests", "stage", "function", "location", "zone", "style",
)  # fmt: skip
"""In the order in which they are told."""
Different = Literal["function", "location", "style"]
DIFFERENCES: Final[tuple[Different, ...]] = ("function", "location", "style")
"""Criteria of which a program may prefer that the two differ."""
HEAVIEST: Final = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each soft criterion counts, 0 to 100; shares of their sum. What is not weighed gives no points.

    ``prefer_different``: of these, a pair whose two differ gets the points that others get for being alike.
    """

    skills: int = 60
    interests: int = 20
    stage: int = 10
    zone: int = 10
    goals: int = 0
    transitions: int = 0
    function: int = 0
    location: int = 0
    style: int = 0
    prefer_different: tuple[Different, ...] = ()

    def __post_init__(self) -> None:
        for criterion, weight in self.by_criterion().items():
            if not 0 <= weight <= HEAVIEST:
                raise WeightOutOfBounds(criterion=criterion, weight=weight, where=f"body.weights.{criterion}")
        if not any(self.by_criterion().values()):
            raise WeightsAllZero(where="body.weights")
        if strange := [one for one in self.prefer_different if one not in DIFFERENCES]:
            raise CriterionUnknown(
                criterion=strange[0], known=", ".join(DIFFERENCES), where="body.weights.prefer_different"
            )

    def by_criterion(self) -> dict[Criterion, int]:
        """The weights by name, in the order in which they are told."""
        return {criterion: getattr(self, criterion) for criterion in CRITERIA}
