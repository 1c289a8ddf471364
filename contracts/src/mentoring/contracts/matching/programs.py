"""Programs and the places of people in them."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Part, State
from mentoring.contracts.words import Criterion, Place, ProgramKind

PROGRAMS, PROGRAMS_STATE = "matching.programs", "matching.programs.state"
ENROLLMENTS, ENROLLMENTS_STATE = "matching.enrollments", "matching.enrollments.state"


class Timeline(Part):
    """When a program runs; both days included."""

    starts: date
    ends: date


class Cadence(Part):
    """How often a pair checks in."""

    every: str = Field(pattern=r"^P[1-9]\d{0,2}[DWM]$")
    """ISO 8601: P14D, P2W, P1M; never nothing."""
    minutes: int = Field(ge=15, le=240)


class StageGap(Part):
    """How many career stages the mentor is ahead: at least, at most; null sets no bound."""

    least: int | None = Field(default=None, ge=-4, le=4)
    most: int | None = Field(default=None, ge=-4, le=4)


class Rules(Part):
    """What no pair may break."""

    not_in_reporting_line: bool = True
    shared_language: bool = True
    overlap_minutes: int = Field(default=0, ge=0, le=2400)
    """Common working minutes in a week at least; 0 for no such rule."""
    location: Literal["any", "same-site", "same-site-or-remote"] = "any"
    stage_gap: StageGap = StageGap()
    """In a reverse program the mentee is the one ahead; among peers it is the distance."""
    department: Literal["any", "same", "different"] = "any"
    earlier_partners: Literal["any", "program", "never"] = "program"
    """Who may be brought together again: anybody, nobody of this program, nobody who ever had a mentorship."""


class Weights(Part):
    """How much each soft criterion counts; shares of their sum."""

    skills: int = Field(default=60, ge=0, le=100)
    interests: int = Field(default=20, ge=0, le=100)
    stage: int = Field(default=10, ge=0, le=100)
    zone: int = Field(default=10, ge=0, le=100)
    goals: int = Field(default=0, ge=0, le=100)
    transitions: int = Field(default=0, ge=0, le=100)
    function: int = Field(default=0, ge=0, le=100)
    location: int = Field(default=0, ge=0, le=100)
    style: int = Field(default=0, ge=0, le=100)
    prefer_different: list[Literal["function", "location", "style"]] = Field(default_factory=list)
    """Criteria of which those who differ get the points."""


class Phase(Part):
    """A stretch of each mentorship of the program."""

    name: str
    lasts: str
    """ISO 8601 in days or weeks."""


class GroupSize(Part):
    """People in one mentorship, all of them counted; two make a pair."""

    least: int = Field(default=2, ge=2, le=50)
    most: int = Field(default=2, ge=2, le=50)


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
    mode: Literal["cohort", "self-service", "suggested", "roulette"] = "cohort"
    """How people are brought together."""
    answers: Literal["both", "mentor", "mentee"] = "both"
    """Whose yes an offer needs."""
    check_ins: Literal["asked", "free"] = "asked"
    """Whether the cadence asks pairs for check-ins, or is a suggestion."""
    phases: list[Phase] = Field(default_factory=list)
    group_size: GroupSize = GroupSize()
    topics: list[str] = Field(default_factory=list)
    """What a reverse program is about: skills, one of which each mentor offers."""
    open_requests: int = Field(default=3, ge=1, le=20)
    """How many unanswered requests a person may have."""


class ProgramDrafted(Event, topic=PROGRAMS, key="program"):
    """A program was written down; nobody can enroll yet."""

    program: UUID
    kind: ProgramKind


class ProgramOpened(Event, topic=PROGRAMS, key="program"):
    """People can be enrolled and matched."""

    program: UUID


class ProgramRevised(Event, topic=PROGRAMS, key="program"):
    """The terms of a program changed; what was agreed under the old ones stays."""

    program: UUID
    changed: list[Closed]
    """name, objectives, timeline, cadence, rules, weights, managers, answer-within, mode, answers, check-ins, phases,
    group-size, topics, open-requests."""


class ProgramClosed(Event, topic=PROGRAMS, key="program"):
    """Nobody is enrolled or matched in it any more."""

    program: UUID
    reason: Closed
    """over, stopped."""


class EnrollmentState(State, topic=ENROLLMENTS_STATE, key="enrollment"):
    """A person's place in a program as it stands."""

    enrollment: UUID
    program: UUID
    person: UUID
    place: Place
    capacity: int = 1
    """How many mentorships at once the person takes in this program."""
    state: Literal["waiting", "placed", "withdrawn"]
    top: Criterion | None = None
    """The criterion that counts double for this person."""


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


class EnrollmentRestored(Event, topic=ENROLLMENTS, key="enrollment"):
    """A place that was given up because its person left is theirs again: they are back."""

    enrollment: UUID
    program: UUID
    person: UUID
    place: Place
