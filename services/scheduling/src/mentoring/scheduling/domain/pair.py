"""The people and the mentorship as scheduling knows them, from what profile and matching told."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Self
from uuid import UUID

from mentoring.scheduling.domain.errors import MentorshipOver, MentorshipPaused, NotYourMentorship, PersonNotHere


@dataclass(frozen=True, slots=True)
class Person:
    """What scheduling needs of a person. An unknown zone was taken as UTC when it came."""

    id: UUID
    employee_id: str
    name: str
    email: str | None
    zone: str
    status: Literal["active", "on-leave", "left"] = "active"

    def require_here(self) -> None:
        """Nobody books the time of one who left.

        Raises:
            PersonNotHere: they left.
        """
        if self.status == "left":
            raise PersonNotHere


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a pair checks in: ISO 8601 (P14D, P2W, P1M), and for how many minutes."""

    every: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Mentorship:
    """A pair and what their program asks of their time."""

    id: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    started_on: date
    ends_on: date | None
    cadence: Cadence | None
    state: Literal["active", "paused", "ended"] = "active"
    paused_on: date | None = None

    @property
    def pair(self) -> tuple[UUID, UUID]:
        """Mentor, mentee."""
        return (self.mentor, self.mentee)

    def require_member(self, person: UUID) -> None:
        """Only the two may see and plan their time.

        Raises:
            NotYourMentorship: somebody else.
        """
        if person not in self.pair:
            raise NotYourMentorship

    def require_active(self) -> None:
        """Nothing is booked in a mentorship that is over or paused.

        Raises:
            MentorshipOver: it ended.
            MentorshipPaused: it goes on later.
        """
        if self.state == "paused":
            raise MentorshipPaused
        if self.state != "active":
            raise MentorshipOver

    def paused(self, today: date) -> Self:
        """Nothing is booked from now on, until it goes on."""
        return replace(self, state="paused", paused_on=today)
