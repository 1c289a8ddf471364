"""A session: one meeting of a pair, held in both calendars."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, Self
from uuid import UUID

from mentoring.scheduling.domain.errors import SessionBegun, SessionNotBooked
from mentoring.scheduling.domain.hours import Span
from mentoring.scheduling.domain.zones import minute_of

Kind = Literal["session", "check-in"]
SessionState = Literal["booked", "cancelled", "held", "missed"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """When: two instants in UTC, and the zone in which the time was meant."""

    starts: datetime
    ends: datetime
    zone: str

    @classmethod
    def at(cls, starts: datetime, minutes: int, zone: str) -> Self:
        """``minutes`` from ``starts``."""
        return cls(starts, starts + timedelta(minutes=minutes), zone)

    @property
    def minutes(self) -> int:
        """How long."""
        return int((self.ends - self.starts).total_seconds()) // 60

    @property
    def span(self) -> Span:
        """In minutes since 1970."""
        return (minute_of(self.starts), minute_of(self.ends))


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting as it stands. ``sequence`` is the calendar's revision: 0 when booked, raised by each change."""

    id: UUID
    mentorship: UUID
    mentor: UUID
    mentee: UUID
    kind: Kind
    meeting: Meeting
    booked_by: UUID | None
    """None where the suite booked it from the cadence."""
    changed_at: datetime
    sequence: int = 0
    state: SessionState = "booked"
    reason: str | None = None

    @property
    def pair(self) -> tuple[UUID, UUID]:
        """Mentor, mentee."""
        return (self.mentor, self.mentee)

    def move(self, to: Meeting, at: datetime) -> Self:
        """The same session at another time; to the time that it has, it stays as it is."""
        self._require_ahead(at)
        if to.span == self.meeting.span:
            return self
        return replace(self, meeting=to, sequence=self.sequence + 1, changed_at=at)

    def cancel(self, reason: str, at: datetime) -> Self:
        """It will not take place."""
        self._require_ahead(at)
        return replace(self, state="cancelled", reason=reason, sequence=self.sequence + 1, changed_at=at)

    def _require_ahead(self, at: datetime) -> None:
        if self.state != "booked":
            raise SessionNotBooked(state=self.state)
        if self.meeting.starts <= at:
            raise SessionBegun
