"""Agreed relationships."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, Part, State
from mentoring.contracts.matching.programs import Cadence

MENTORSHIPS, MENTORSHIPS_STATE = "matching.mentorships", "matching.mentorships.state"

Health = Literal["good", "watch", "at-risk"]
"""How a mentorship is doing, from what the two do."""


class HealthReason(Part):
    """Why a mentorship is not in good health: a code and its number."""

    code: Closed
    """never-met (days), silent (days), overdue (check-ins), missed (sessions), drifting (days between meetings),
    nothing-ahead (days), unanswered (days), goals-slipping (goals)."""
    value: int


class AgreementFigures(Part):
    """How far the two are with their agreement; its words stay with matching."""

    goals: int
    confirmed_by: list[UUID]
    """With both of them it stands."""


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
    """None where the pair meets as it likes."""
    ended_at: Instant | None = None
    reason: Closed | None = None
    peers: bool = False
    """Two peers: which of them stands as the mentor means nothing."""
    group: UUID | None = None
    """The group or circle that the pair is part of."""
    phase: str | None = None
    """The stretch of the program that the pair is in, by its name."""
    paused_until: date | None = None
    paused_because: Closed | None = None
    """on-leave, workload, absence, other."""
    flags: list[Closed] = Field(default_factory=list)
    """Rules that the pair broke since it began and that nobody has answered yet: reporting-line, stage-gap, location,
    department."""
    health: Health | None = None
    """None until it is judged for the first time."""
    health_reasons: list[HealthReason] = Field(default_factory=list)
    agreement: AgreementFigures | None = None
    rematch_for: list[UUID] = Field(default_factory=list)
    """Who of the two is offered somebody else and has not asked yet."""


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


class AgreementReached(Event, topic=MENTORSHIPS, key="mentorship"):
    """Both confirmed what they want of the mentorship and how they work together; its words stay with matching."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    goals: int


class MentorshipPhaseBegun(Event, topic=MENTORSHIPS, key="mentorship"):
    """A mentorship reached the next stretch of its program."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    phase: str
    """Its name; the company's text."""
    number: int = Field(ge=1)


class MentorshipPaused(Event, topic=MENTORSHIPS, key="mentorship"):
    """Nothing is asked of the pair until it goes on."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed
    """on-leave, workload, absence, other."""
    until: date | None = None
    """The first day on which it goes on; None: when somebody says so, or the leave ends."""
    by: UUID | None = None


class MentorshipResumed(Event, topic=MENTORSHIPS, key="mentorship"):
    """A paused mentorship goes on."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed
    """asked, returned, due."""
    days: int = Field(ge=0)
    """How many days it was paused."""
    ends_on: date | None = None
    by: UUID | None = None


class MentorshipExtended(Event, topic=MENTORSHIPS, key="mentorship"):
    """A mentorship goes on beyond the day on which it was to end."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    before: date
    ends_on: date
    cadence: Cadence | None = None
    by: UUID | None = None


class MentorshipFlagged(Event, topic=MENTORSHIPS, key="mentorship"):
    """The pair broke a rule of its program after it began: it is asked whether it goes on."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed
    """reporting-line, stage-gap, location, department."""
    managers: list[UUID] = Field(default_factory=list)
    """Who runs the program, and is asked beside the two."""


class MentorshipFlagSettled(Event, topic=MENTORSHIPS, key="mentorship"):
    """Somebody answered, or the rule is kept again."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed
    answer: Closed
    """keep, end, mended."""
    by: UUID | None = None


class MentorshipHealthChanged(Event, topic=MENTORSHIPS, key="mentorship"):
    """What the two do, or leave undone, changed how the mentorship is doing."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    before: Health | None = None
    health: Health
    reasons: list[HealthReason]


class MentorshipCompleted(Event, topic=MENTORSHIPS, key="mentorship"):
    """A mentorship came to its end as it was meant to."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    by: UUID | None = None
    """None: its last day is over."""


class MentorshipEnded(Event, topic=MENTORSHIPS, key="mentorship"):
    """A mentorship ended before its time."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed
    """left, agreed, no-fit, no-time, moved, other."""


class RematchOffered(Event, topic=MENTORSHIPS, key="mentorship"):
    """Somebody whose mentorship ended early may have another person: nothing happens unless they ask."""

    mentorship: UUID
    program: UUID
    person: UUID
    reason: Closed
    """Why the mentorship ended."""
