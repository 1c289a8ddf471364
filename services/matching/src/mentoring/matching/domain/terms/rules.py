"""What no pair of a program may break, as data: the engine compiles it, the slow judge reads it."""

from dataclasses import dataclass, field
from typing import Final, Literal, Self

from mentoring.matching.domain.errors.terms import OverlapOutOfBounds, StageGapBackwards, StageGapOutOfBounds

MOST_OVERLAP: Final = 40 * 60
"""Minutes of a working week."""
FARTHEST: Final = 4
"""Stages between the first and the last."""

Location = Literal["any", "same-site", "same-site-or-remote"]
Department = Literal["any", "same", "different"]
EarlierPartners = Literal["any", "program", "never"]
"""Who may be brought together again: everybody, nobody of this program, nobody who ever had a mentorship together."""


@dataclass(frozen=True, slots=True)
class StageGap:
    """How many career stages the mentor is ahead of the mentee: at least, at most; None sets no bound.

    In a reverse program it is the mentee who is ahead, and among peers it is the distance.
    """

    least: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        for bound, value in (("least", self.least), ("most", self.most)):
            if value is not None and abs(value) > FARTHEST:
                raise StageGapOutOfBounds(bound=value, most=FARTHEST, where=f"body.rules.stage_gap.{bound}")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise StageGapBackwards(least=self.least, most=self.most, where="body.rules.stage_gap")

    @property
    def open(self) -> bool:
        """Whether every gap is allowed."""
        return self.least is None and self.most is None

    def allows(self, gap: int) -> bool:
        """Whether a pair with this gap may be."""
        return (self.least is None or gap >= self.least) and (self.most is None or gap <= self.most)


@dataclass(frozen=True, slots=True)
class Rules:
    """What no pair may break. ``overlap_minutes``: common working minutes in a week at least, 0 for no such rule."""

    not_in_reporting_line: bool = True
    shared_language: bool = True
    overlap_minutes: int = 0
    location: Location = "any"
    stage_gap: StageGap = field(default_factory=StageGap)
    department: Department = "any"
    earlier_partners: EarlierPartners = "program"

    def __post_init__(self) -> None:
        if not 0 <= self.overlap_minutes <= MOST_OVERLAP:
            raise OverlapOutOfBounds(
                minutes=self.overlap_minutes, most=MOST_OVERLAP, where="body.rules.overlap_minutes"
            )

    @classmethod
    def none(cls) -> Self:
        """Everybody may meet everybody; for what-if."""
        return cls(not_in_reporting_line=False, shared_language=False, earlier_partners="any")
