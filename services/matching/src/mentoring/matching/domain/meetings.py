"""What scheduling tells of a pair: when they meet, and which check-ins the program asks of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

MeetingState = Literal["booked", "cancelled", "held", "missed"]
DONE: Final = ("booked", "done")
"""States of a check-in that has a time, or took place."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session as it stands."""

    session: UUID
    mentorship: UUID
    state: MeetingState
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class AskedCheckIn:
    """One check-in that the cadence asks for."""

    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of a pair since they began or since their last pause."""

    last_met: datetime | None = None
    met_before: datetime | None = None
    ahead: bool = False
    missed: int = 0
    overdue: int = 0


NEXT_LOOK: Final = timedelta(days=1)
"""Silence grows by the day."""
