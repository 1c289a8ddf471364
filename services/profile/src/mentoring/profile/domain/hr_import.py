"""An import of an HR file: read and judged whole, then applied chunk by chunk."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, Self
from uuid import UUID

ImportState = Literal["reading", "applying", "finished", "refused"]
RefusalReason = Literal["too-many-leavers"]
MOST_REMARKS: Final = 10_000
"""Kept per import; beyond that only their number grows."""


@dataclass(frozen=True, slots=True)
class Counts:
    """People and rows. Each person counts once: joined, rehired, left, changed in any other way, or unchanged."""

    joined: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    rehired: int = 0
    rejected: int = 0
    """Rows that were not used."""
    warned: int = 0
    """Warnings in the row report."""

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            joined=self.joined + other.joined,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
            left=self.left + other.left,
            rehired=self.rehired + other.rehired,
            rejected=self.rejected + other.rejected,
            warned=self.warned + other.warned,
        )


@dataclass(frozen=True, slots=True)
class Order:
    """How an import is wished."""

    dry_run: bool = False
    """Say what would happen, and do nothing."""
    allow_leavers: bool = False
    """More people may leave by this file than the guard lets pass."""


@dataclass(frozen=True, slots=True)
class HrFile:
    """A file as it was received."""

    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do, once it has been compared with the people."""

    counts: Counts
    employed: int
    """People who have not left, before the file."""
    pending: int
    """People whom applying it touches."""


@dataclass(frozen=True, slots=True)
class Import:
    """One HR file on its way. At most one is being read or applied at a time."""

    id: UUID
    file: HrFile
    order: Order
    by: str
    """Who brought it: a person's id or a machine's name."""
    received_at: datetime
    correlation: str | None = None
    """Of the act that brought it: what follows from it in other services has the same."""
    state: ImportState = "reading"
    reason: RefusalReason | None = None
    rows: int = 0
    """Rows of the file, without its header."""
    expected: Counts = Counts()
    """What the file would do, as it was found when it was read."""
    counts: Counts = Counts()
    """What it did, so far."""
    pending: int = 0
    """People whom it touches in all."""
    applied: int = 0
    """Of these, how many are done."""
    finished_at: datetime | None = None

    def planned(self, rows: int, plan: Plan, largest_share: float, at: datetime) -> Self:
        """Go on, unless more of the people would leave than ``largest_share``, or there is nothing to do."""
        read = replace(self, rows=rows, expected=plan.counts, pending=plan.pending)
        if not self.order.allow_leavers and plan.counts.left > largest_share * plan.employed:
            return replace(read, state="refused", reason="too-many-leavers", finished_at=at)
        if self.order.dry_run:
            return replace(read, state="finished", finished_at=at)
        told = replace(read, counts=replace(plan.counts, joined=0, changed=0, left=0, rehired=0))
        if plan.pending == 0:
            return replace(told, state="finished", finished_at=at)
        return replace(told, state="applying")

    def advanced(self, people: int, counts: Counts, at: datetime) -> Self:
        """A chunk was applied; the last one finishes the import."""
        after = replace(self, applied=self.applied + people, counts=self.counts + counts)
        if after.applied < after.pending:
            return after
        return replace(after, state="finished", finished_at=at)
