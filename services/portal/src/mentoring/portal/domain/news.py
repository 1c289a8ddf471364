"""Inbox items and imports: what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from mentoring.portal.domain.person import Person


@dataclass(frozen=True, slots=True)
class Item:
    """An inbox item with what it is about, as far as that has arrived."""

    id: UUID
    category: str
    subject: UUID
    """The proposal, mentorship or session."""
    added_at: datetime
    read: bool
    other: Person | None = None
    program_name: str = ""
    starts: datetime | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """One HR file and what it did."""

    id: UUID
    state: Literal["started", "finished", "refused"]
    told_at: datetime
    rows: int | None
    rejected: int | None
    counts: tuple[tuple[str, int], ...]
    """joined, changed, unchanged, left, rehired, rejected, warned."""
    reason: str | None


@dataclass(frozen=True, slots=True)
class Headcount:
    """The people of the company, by employment."""

    active: int = 0
    on_leave: int = 0
    left: int = 0
