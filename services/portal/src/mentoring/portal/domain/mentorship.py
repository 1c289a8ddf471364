"""An agreed relationship, its meetings and the check-ins that its program asks for."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from mentoring.portal.domain.person import Person

MentorshipState = Literal["active", "paused", "completed", "ended"]
SessionState = Literal["booked", "cancelled", "held", "missed"]
CheckInState = Literal["planned", "booked", "unbooked", "cancelled", "done"]


@dataclass(frozen=True, slots=True)
class Mentorship:
    """A pair that agreed."""

    id: UUID
    program: UUID
    program_name: str
    mentor: Person
    mentee: Person
    state: MentorshipState
    started_at: datetime
    ends_on: date | None = None
    minutes: int = 45
    """How long a meeting of its cadence is."""
    reason: str | None = None
    next_session: datetime | None = None
    peers: bool = False
    group: UUID | None = None
    """The group or circle that the pair is part of."""
    phase: str | None = None
    paused_until: date | None = None
    paused_because: str | None = None
    flags: tuple[str, ...] = ()
    """Rules that the pair broke since it began, not answered yet."""
    health: str | None = None
    """good, watch, at-risk; None until it is judged."""
    health_reasons: tuple[tuple[str, int], ...] = ()
    goals_agreed: int = 0
    confirmed_by: frozenset[UUID] = frozenset()
    """Who of the two has confirmed the agreement."""
    rematch_for: frozenset[UUID] = frozenset()
    """Who of the two may ask for somebody else, and has not."""
    settling: bool = False

    def concerns(self, person: UUID) -> bool:
        """Whether the person is one of the pair."""
        return person in {self.mentor.id, self.mentee.id}

    def side(self, reader: UUID) -> Literal["mentor", "mentee"]:
        """The place of the reader in the pair."""
        return "mentor" if reader == self.mentor.id else "mentee"

    def other(self, reader: UUID) -> Person:
        """The one across from the reader."""
        return self.mentee if reader == self.mentor.id else self.mentor

    @property
    def running(self) -> bool:
        """Whether sessions can be booked in it."""
        return self.state == "active" and not self.settling

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a pair. Instants are aware; pages turn them into the reader's zone."""

    id: UUID
    mentorship: UUID
    mentor: Person
    mentee: Person
    kind: Literal["session", "check-in"]
    state: SessionState
    starts: datetime
    ends: datetime
    zone: str
    reason: str | None = None
    settling: bool = False

    def concerns(self, person: UUID) -> bool:
        """Whether the person is one of the pair."""
        return person in {self.mentor.id, self.mentee.id}

    def other(self, reader: UUID) -> Person:
        """The one across from the reader."""
        return self.mentee if reader == self.mentor.id else self.mentor

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return round((self.ends - self.starts).total_seconds() / 60)

    def ahead(self, now: datetime) -> bool:
        """Whether it is booked and not over."""
        return self.state == "booked" and now < self.ends

    def settles(self) -> Self:
        """The same, with its old time no longer shown as if it were new."""
        return replace(self, settling=True)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in that the cadence asks for."""

    mentorship: UUID
    number: int
    due_on: date
    state: CheckInState
    other: Person
    session: UUID | None = None

    def asks(self, today: date, within: int = 14) -> bool:
        """Whether the pair should find a time now: unbooked, and due within that many days."""
        return self.state == "unbooked" and (self.due_on - today).days <= within
