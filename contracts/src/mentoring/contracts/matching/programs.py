"""Programs and the places of people in them."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Part, State
from mentoring.contracts.words import Place, ProgramKind

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
