"""What matching tells: programs, enrollments, match runs, proposals, mentorships."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, Part, State
from mentoring.contracts.words import Place, ProgramKind, Side

PROGRAMS, PROGRAMS_STATE = "matching.programs", "matching.programs.state"
ENROLLMENTS, ENROLLMENTS_STATE = "matching.enrollments", "matching.enrollments.state"
RUNS, RUNS_STATE = "matching.runs", "matching.runs.state"
PROPOSALS, PROPOSALS_STATE = "matching.proposals", "matching.proposals.state"
MENTORSHIPS, MENTORSHIPS_STATE = "matching.mentorships", "matching.mentorships.state"


class Timeline(Part):
    """When a program runs; both days included."""

    starts: date
    ends: date


class Cadence(Part):
    """How often a pair checks in."""

    every: str = Field(pattern=r"^P\d+[DWM]$")
    """ISO 8601: P14D, P2W, P1M."""
    minutes: int = Field(ge=15, le=240)


class Rules(Part):
    """What no pair may break."""

    not_in_reporting_line: bool = True
    shared_language: bool = True


class Weights(Part):
    """How much each soft criterion counts; shares of their sum."""

    skills: int = Field(default=60, ge=0, le=100)
    interests: int = Field(default=20, ge=0, le=100)
    stage: int = Field(default=10, ge=0, le=100)
    zone: int = Field(default=10, ge=0, le=100)


class ProgramState(State, topic=PROGRAMS_STATE, key="program"):
    """A mentoring scheme as it stands."""

    program: UUID
    name: str
    kind: ProgramKind
    state: Literal["drafted", "open", "closed"]
    objectives: list[str]
    timeline: Timeline
    cadence: Cadence
    rules: Rules
    weights: Weights
    managers: list[UUID]
    """The people who run it."""
    answer_within: str = "P7D"
    """How long a proposal stays open, ISO 8601."""


class ProgramDrafted(Event, topic=PROGRAMS, key="program"):
    """A program was written down; nobody can enroll yet."""

    program: UUID
    kind: ProgramKind


class ProgramOpened(Event, topic=PROGRAMS, key="program"):
    """People can be enrolled and matched."""

    program: UUID


class EnrollmentState(State, topic=ENROLLMENTS_STATE, key="enrollment"):
    """A person's place in a program as it stands."""

    enrollment: UUID
    program: UUID
    person: UUID
    place: Place
    capacity: int = 1
    """How many mentorships at once the person takes in this program."""
    state: Literal["waiting", "placed", "withdrawn"]


class PersonEnrolled(Event, topic=ENROLLMENTS, key="enrollment"):
    """A person has a place in a program."""

    enrollment: UUID
    program: UUID
    person: UUID
    place: Place


class EnrollmentPlaced(Event, topic=ENROLLMENTS, key="enrollment"):
    """The person has their first mentorship in this program."""

    enrollment: UUID
    program: UUID
    person: UUID
    mentorship: UUID


class EnrollmentWithdrawn(Event, topic=ENROLLMENTS, key="enrollment"):
    """The place was given up."""

    enrollment: UUID
    program: UUID
    person: UUID
    reason: Closed


class RunFigures(Part):
    """What a match run found. Points are 0 to 100."""

    mentees: int
    mentors: int
    places: int
    """Sum of the mentors' free places."""
    pairs: int
    unmatched: int
    total_points: int
    lowest_points: int | None = None
    median_points: float | None = None
    histogram: list[int] = Field(default_factory=list)
    """Pairs by score in ten classes: 0-9, 10-19, up to 90-100."""


class RunState(State, topic=RUNS_STATE, key="run"):
    """A match run as it stands; its pairs stay with matching until they are published."""

    run: UUID
    program: UUID
    state: Literal["started", "drafted", "published", "failed", "cancelled"]
    started_at: Instant
    figures: RunFigures | None = None
    failure: Closed | None = None


class RunStarted(Event, topic=RUNS, key="run"):
    """A whole-cohort assignment began."""

    run: UUID
    program: UUID


class RunDrafted(Event, topic=RUNS, key="run"):
    """The draft is ready for review."""

    run: UUID
    program: UUID
    figures: RunFigures


class RunPublished(Event, topic=RUNS, key="run"):
    """The draft's pairs became proposals."""

    run: UUID
    program: UUID
    proposals: int


class RunFailed(Event, topic=RUNS, key="run"):
    """The run ended without a draft."""

    run: UUID
    program: UUID
    reason: Closed


class Reason(Part):
    """One part of why a pair was proposed: a code and what it adds to the score."""

    code: Closed
    """skills, interests, stage, zone."""
    points: int


class ProposalState(State, topic=PROPOSALS_STATE, key="proposal"):
    """An offered pair as it stands."""

    proposal: UUID
    program: UUID
    run: UUID | None = None
    mentor: UUID
    mentee: UUID
    state: Literal["open", "agreed", "declined", "expired", "withdrawn"]
    open_until: Instant
    accepted_by: list[UUID] = Field(default_factory=list)
    declined_by: UUID | None = None
    points: int
    reasons: list[Reason]
    reason: Closed | None = None
    """Why it was declined or withdrawn."""


class ProposalMade(Event, topic=PROPOSALS, key="proposal"):
    """A pair was offered to both sides."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    open_until: Instant
    points: int
    reasons: list[Reason]


class ProposalAnswered(Event, topic=PROPOSALS, key="proposal"):
    """One side accepted; the other side's answer is awaited or this was the second."""

    proposal: UUID
    by: UUID
    side: Side
    answer: Literal["accepted"]


class ProposalAgreed(Event, topic=PROPOSALS, key="proposal"):
    """Both sides accepted."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID


class ProposalDeclined(Event, topic=PROPOSALS, key="proposal"):
    """One side said no."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    by: UUID
    side: Side
    reason: Closed


class ProposalExpired(Event, topic=PROPOSALS, key="proposal"):
    """Nobody, or one side only, answered in time."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    silent: list[UUID]


class ProposalWithdrawn(Event, topic=PROPOSALS, key="proposal"):
    """The offer no longer stands."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed


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


class MentorshipStarted(Event, topic=MENTORSHIPS, key="mentorship"):
    """Two people agreed to a mentorship."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    started_at: Instant
    ends_on: date | None = None
    cadence: Cadence | None = None


class MentorshipEnded(Event, topic=MENTORSHIPS, key="mentorship"):
    """A mentorship ended before its time."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed
    """left, agreed, no-fit, other."""
