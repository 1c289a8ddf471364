"""How much room a mentor has, and how soon they answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerHours:
    """When an answer may be expected; hours, from behaviour."""

    expected: float
    low: float
    """With four chances in five the answer comes between this and ``high``."""
    high: float
    answers: int
    """How many answers of their own it rests on."""


@dataclass(frozen=True, slots=True)
class Room:
    """A mentor as they can be asked just now."""

    places: int
    taken: int
    open_requests: int
    answer_hours: AnswerHours | None = None
    frozen: bool = False
    away: str | None = None

    @property
    def free(self) -> int:
        """Places that nobody has."""
        return max(0, self.places - self.taken)
