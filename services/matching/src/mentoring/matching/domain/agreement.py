"""What the two want of their mentorship, and how they work together: theirs alone, and on no topic."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self
from uuid import UUID

from mentoring.matching.domain.errors.mentorships import (
    AgreementEmpty,
    AgreementMovedOn,
    AgreementTooLong,
    AlreadyConfirmed,
    NoAgreement,
)

MOST_GOALS: Final = 10
LONGEST_GOAL: Final = 300
LONGEST_TEXT: Final = 2000


@dataclass(frozen=True, slots=True)
class Agreement:
    """The words: goals, how often they meet, what stays between them and what does not."""

    goals: tuple[str, ...]
    frequency: str
    boundaries: str
    set_by: UUID
    set_at: datetime

    def __post_init__(self) -> None:
        if not self.goals or not all(goal.strip() for goal in self.goals):
            raise AgreementEmpty(where="body.goals")
        if len(self.goals) > MOST_GOALS or any(len(goal) > LONGEST_GOAL for goal in self.goals):
            raise AgreementTooLong(goals=MOST_GOALS, goal=LONGEST_GOAL, text=LONGEST_TEXT, where="body.goals")
        for name, text in (("frequency", self.frequency), ("boundaries", self.boundaries)):
            if len(text) > LONGEST_TEXT:
                raise AgreementTooLong(goals=MOST_GOALS, goal=LONGEST_GOAL, text=LONGEST_TEXT, where=f"body.{name}")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the two are with it: who confirmed the words of this ``revision``, which has so many goals."""

    revision: int
    goals: int
    confirmed_by: frozenset[UUID]

    @classmethod
    def of(cls, before: Self | None, goals: int, by: UUID) -> Self:
        """New words: whoever sets them has confirmed them, the other one has not."""
        return cls(1 if before is None else before.revision + 1, goals, frozenset({by}))

    def confirm(self, by: UUID, revision: int) -> Self:
        """The other side agrees to the words that they have read."""
        if revision != self.revision:
            raise AgreementMovedOn(revision=self.revision)
        if by in self.confirmed_by:
            raise AlreadyConfirmed
        return replace(self, confirmed_by=self.confirmed_by | {by})


def must_be(standing: Standing | None) -> Standing:
    """Nothing is confirmed before it is set."""
    if standing is None:
        raise NoAgreement
    return standing
