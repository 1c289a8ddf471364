"""An edit of a draft by hand: what it would cost, and the log of those that were made."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PairOf:
    """Two people of a draft."""

    mentor: UUID
    mentee: UUID
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Points that the total wins or loses, and the pairs that come and go with it."""

    points: int
    gained: tuple[PairOf, ...] = ()
    lost: tuple[PairOf, ...] = ()
    broken: tuple[str, ...] = ()
    """Rules of the program that the asked pair breaks: codes."""

    @property
    def people(self) -> set[UUID]:
        """Everybody whom it moves."""
        return {one for pair in (*self.gained, *self.lost) for one in (pair.mentor, pair.mentee)}


@dataclass(frozen=True, slots=True)
class Made:
    """One line of the log."""

    edit: str
    """pin, unpin, exclude, unexclude, swap; or refresh, which is about no two people."""
    mentor: UUID | None
    mentee: UUID | None
    why: str
    points: int = 0
    instead: UUID | None = None
    """In a swap: the mentee who gets the mentor."""
    broken: tuple[str, ...] = ()
    by: UUID | None = None
    at: datetime | None = None
