"""Agreed relationships."""

from datetime import date
from typing import Literal
from uuid import UUID

from mentoring.contracts.fact import Closed, Event, Instant, State
from mentoring.contracts.matching.programs import Cadence

MENTORSHIPS, MENTORSHIPS_STATE = "matching.mentorships", "matching.mentorships.state"


class MentorshipState(State, topic=MENTORSHIPS_STATE, key="mentorship"):
    """An agreed relationship as it stands."""

    mentorship: UUID
    program: UUID
    proposal: UUID | None = None
    mentor: UUID
    mentee: UUID
    state: Literal["active", "paused", "completed", "ended"]
    started_at: Instant
    ends_on: date | None = None
    """The last day that the program gives it."""
    cadence: Cadence | None = None
    ended_at: Instant | None = None
    reason: Closed | None = None
    peers: bool = False
    """Two peers: which of them stands as the mentor means nothing."""
    group: UUID | None = None
    """The group or circle that the pair is part of."""


class MentorshipStarted(Event, topic=MENTORSHIPS, key="mentorship"):
    """Two people agreed to a mentorship."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    started_at: Instant
    ends_on: date | None = None
    cadence: Cadence | None = None
    peers: bool = False
    group: UUID | None = None


class MentorshipEnded(Event, topic=MENTORSHIPS, key="mentorship"):
    """A mentorship ended before its time."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed
    """left, agreed, no-fit, other."""
