"""What shape a program gives to mentoring: who is brought together by whom, how many, in which phases."""

from dataclasses import dataclass
from typing import Final, Literal

from mentoring.matching.domain.errors.terms import GroupSizeOutOfBounds, PhasesTooMany, PhaseUnreadable
from mentoring.matching.domain.terms.rhythm import AnswerTime

Kind = Literal["formal", "informal", "peer", "reverse", "group", "flash"]
KINDS: Final[tuple[Kind, ...]] = ("formal", "informal", "peer", "reverse", "group", "flash")
Mode = Literal["cohort", "self-service", "suggested", "roulette"]
"""How people are brought together: by match runs, by asking one another, by offers of the best for each, by lot."""
Answers = Literal["both", "mentor", "mentee"]
"""Whose yes a proposal of the suite needs. Whoever asks somebody has said yes by asking."""
CheckIns = Literal["asked", "free"]
"""Whether the cadence asks a pair for check-ins, or they meet as they like."""

LONGEST_PHASE_NAME: Final = 60
MOST_PHASES: Final = 12
LARGEST_GROUP: Final = 50
CIRCLE: Final = (3, 8)
"""Members of a circle of peers, least and most."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of each mentorship: its name and how long it lasts, ISO 8601 in days or weeks."""

    name: str
    lasts: str

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_PHASE_NAME:
            raise PhaseUnreadable(phase=self.name, most=LONGEST_PHASE_NAME, where="body.phases")
        AnswerTime.read(self.lasts, where="body.phases")

    @property
    def days(self) -> int:
        """Whole days that it lasts."""
        return AnswerTime.read(self.lasts, where="body.phases").days


@dataclass(frozen=True, slots=True)
class GroupSize:
    """People in one mentorship, all of them counted: two make a pair."""

    least: int = 2
    most: int = 2

    def __post_init__(self) -> None:
        if not 2 <= self.least <= self.most <= LARGEST_GROUP:  # noqa: PLR2004 - nobody is mentored alone
            raise GroupSizeOutOfBounds(
                least=self.least, most=self.most, fewest=2, largest=LARGEST_GROUP, where="body.group_size"
            )

    @property
    def pairs(self) -> bool:
        """Whether there are pairs alone."""
        return self.most == 2  # noqa: PLR2004


def must_be_few(phases: tuple[Phase, ...]) -> None:
    """A program has a handful of phases."""
    if len(phases) > MOST_PHASES:
        raise PhasesTooMany(phases=len(phases), most=MOST_PHASES, where="body.phases")
