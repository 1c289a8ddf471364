"""What the owner of a mentorship tells the two beside its state. Field names are those of its answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the two want, in their own words; for the two alone."""

    goals: tuple[str, ...]
    frequency: str
    boundaries: str
    revision: int
    confirmed_by: frozenset[UUID]
    set_by: UUID
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Reflection:
    """What one of the two made of it; how satisfied somebody was is shown to themselves alone."""

    person: UUID
    at: datetime
    words: str
    satisfaction: int | None = None


@dataclass(frozen=True, slots=True)
class PhaseSeen:
    """A stretch of the program."""

    name: str
    lasts: str
    state: Literal["behind", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule that the pair breaks since it began."""

    rule: str
    open: bool


@dataclass(frozen=True, slots=True)
class Bond:
    """All of it; empty where the owner is away."""

    phases: tuple[PhaseSeen, ...] = ()
    flagged: tuple[Flag, ...] = ()
    words: Agreement | None = None
    reflections: tuple[Reflection, ...] = ()

    def reflected(self, person: UUID) -> bool:
        """Whether the person has looked back already."""
        return any(one.person == person for one in self.reflections)
