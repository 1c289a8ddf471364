"""What one of the two makes of a mentorship when it is over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from mentoring.matching.domain.errors.mentorships import NothingReflected, ReflectionTooLong, SatisfactionOutOfBounds

LONGEST_REFLECTION: Final = 4000
BEST: Final = 5


@dataclass(frozen=True, slots=True)
class Reflection:
    """Words for the two alone, and how satisfied the writer is, 1 to 5, which is counted and never shown singly."""

    mentorship: UUID
    person: UUID
    at: datetime
    words: str = ""
    satisfaction: int | None = None

    def __post_init__(self) -> None:
        if not self.words.strip() and self.satisfaction is None:
            raise NothingReflected(where="body.reflection")
        if len(self.words) > LONGEST_REFLECTION:
            raise ReflectionTooLong(most=LONGEST_REFLECTION, where="body.reflection")
        if self.satisfaction is not None and not 1 <= self.satisfaction <= BEST:
            raise SatisfactionOutOfBounds(satisfaction=self.satisfaction, most=BEST, where="body.satisfaction")
