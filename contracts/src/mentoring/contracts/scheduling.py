"""What scheduling tells: availability, sessions, check-ins."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, Part, State

AVAILABILITY_STATE = "scheduling.availability.state"
SESSIONS, SESSIONS_STATE = "scheduling.sessions", "scheduling.sessions.state"
CHECK_INS, CHECK_INS_STATE = "scheduling.check-ins", "scheduling.check-ins.state"


class Hours(Part):
    """A stretch of one weekday in the person's zone."""

    weekday: int = Field(ge=1, le=7)
    """ISO: Monday is 1."""
    starts: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    ends: str = Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")


class AvailabilityState(State, topic=AVAILABILITY_STATE, key="person"):
    """When a person can meet."""

    person: UUID
    zone: str
    hours: list[Hours]
    stated: bool = True
    """False where the person said nothing and the company's working hours are assumed."""


class Meeting(Part):
    """When and how long; instants with the zone in which the time was meant."""

    starts: Instant
    ends: Instant
    zone: str


class SessionState(State, topic=SESSIONS_STATE, key="session"):
    """One meeting as it stands."""

    session: UUID
    mentorship: UUID
    mentor: UUID
    mentee: UUID
    kind: Literal["session", "check-in"]
    state: Literal["booked", "cancelled", "held", "missed"]
    meeting: Meeting
    sequence: int
    """The calendar's revision: 0 when booked, raised by every move and by the cancellation."""
    booked_by: UUID | None = None
    """None where the suite booked it from the cadence."""
    reason: Closed | None = None


class SessionBooked(Event, topic=SESSIONS, key="session"):
    """A time is held for both."""

    session: UUID
    mentorship: UUID
    mentor: UUID
    mentee: UUID
    kind: Literal["session", "check-in"]
    meeting: Meeting
    sequence: int
    by: UUID | None = None


class SessionMoved(Event, topic=SESSIONS, key="session"):
    """The session is at another time."""

    session: UUID
    mentorship: UUID
    mentor: UUID
    mentee: UUID
    before: Meeting
    after: Meeting
    sequence: int
    by: UUID | None = None


class SessionCancelled(Event, topic=SESSIONS, key="session"):
    """The session will not take place."""

    session: UUID
    mentorship: UUID
    mentor: UUID
    mentee: UUID
    meeting: Meeting
    sequence: int
    by: UUID | None = None
    reason: Closed


class CheckIn(Part):
    """One check-in that the cadence asks for."""

    number: int
    due_on: date
    state: Literal["planned", "booked", "unbooked", "cancelled", "done"]
    """Planned: beyond the booking horizon. Unbooked: no common time was found, the pair picks one."""
    session: UUID | None = None


class CheckInsState(State, topic=CHECK_INS_STATE, key="mentorship"):
    """All check-ins of a mentorship."""

    mentorship: UUID
    check_ins: list[CheckIn]


class CheckInsPlanned(Event, topic=CHECK_INS, key="mentorship"):
    """The cadence became due dates."""

    mentorship: UUID
    due_on: list[date]
