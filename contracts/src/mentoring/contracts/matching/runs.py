"""Match runs: whole-cohort assignments."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, Part, State

RUNS, RUNS_STATE = "matching.runs", "matching.runs.state"


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
