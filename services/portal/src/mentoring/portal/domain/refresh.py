"""A draft brought up to date: who changed since it was made, and what that does to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from mentoring.portal.domain.edit import PairOf

SHOWN: Final = 50
"""Of those who changed, by name; all are counted."""


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Somebody of the program."""

    person: UUID
    place: str
    what: str
    """came, gone, away, back, freed, filled, changed."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What it would do, or did: `found` and `alone` are mentees who got, and lost, somebody."""

    points: int
    points_before: int
    points_after: int
    people: tuple[PersonChanged, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    gained: tuple[PairOf, ...] = ()
    lost: tuple[PairOf, ...] = ()
    given_up: tuple[PairOf, ...] = ()
    found: tuple[UUID, ...] = ()
    alone: tuple[UUID, ...] = ()
    terms: bool = False

    @property
    def changed(self) -> int:
        """How many people changed."""
        return sum(self.counts.values())

    @property
    def shown(self) -> tuple[PersonChanged, ...]:
        """The first of them."""
        return self.people[:SHOWN]

    @property
    def everybody(self) -> set[UUID]:
        """Of whom the page needs the names."""
        pairs = (*self.gained, *self.lost, *self.given_up)
        moved = {one for pair in pairs for one in (pair.mentor, pair.mentee)}
        return moved | {one.person for one in self.shown} | {*self.found, *self.alone}
