"""Match runs: whole-cohort assignments."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, Part, State

RUNS, RUNS_STATE = "matching.runs", "matching.runs.state"


RunMode = Literal["optimum", "stable", "fair", "preview", "roulette"]
"""The highest total; nobody would rather swap; the worst-off as well off as can be; quick and nearly best; by lot."""


class Certificate(Part):
    """The proof that a total is the highest, or by how much it can fall short of it; whole points, exact."""

    value: int
    bound: int
    """No assignment has more points than this."""
    gap: int
    gap_percent: float
    rounds: int
    audited: int
    """Pairs that were scored and judged again by other code."""
    violations: int
    """Rules that the audit found broken; 0, or there would be no draft."""


class GroupFigures(Part):
    """How one group of mentees fared; groups smaller than the smallest cell are told together as «other»."""

    by: Literal["site", "department", "stage"]
    group: str
    mentees: int
    matched: int
    mean_points: float | None = None


class LoadFigures(Part):
    """How the mentors' places are used."""

    used: int
    """Mentors with at least one pair."""
    full: int
    """Mentors without a free place left."""
    heaviest: int
    """Most pairs of one mentor."""
    shares: list[int] = Field(default_factory=list)
    """Mentors by the share of their free places that is used, in ten classes: 0-9 %, up to 90-100 %."""


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
    certificate: Certificate | None = None
    blocking_pairs: int | None = None
    """Two who both would rather have each other than whom they got."""
    price_of_stability: int | None = None
    """Points that a stable draft falls short of the highest total."""
    floor: int | None = None
    """Points that nobody who can be helped falls below; in fair runs."""
    load: LoadFigures | None = None
    groups: list[GroupFigures] = Field(default_factory=list)
    seconds: float | None = None


class RunState(State, topic=RUNS_STATE, key="run"):
    """A match run as it stands; its pairs stay with matching until they are published."""

    run: UUID
    program: UUID
    state: Literal["started", "drafted", "published", "failed", "cancelled"]
    started_at: Instant
    figures: RunFigures | None = None
    failure: Closed | None = None
    mode: RunMode = "optimum"
    seed: int | None = None
    engine: str | None = None
    """The version of the rules and the solver; with the seed and the kept inputs it gives the same draft again."""
    inputs: str | None = None
    """SHA-256 of the inputs that were kept."""
    phase: Closed | None = None
    """What a started run is at: waiting, gathering, listing, solving, proving, auditing, keeping."""
    by: UUID | None = None
    """Who started it."""


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


class RunCancelled(Event, topic=RUNS, key="run"):
    """Somebody called the run off before its draft was published."""

    run: UUID
    program: UUID
    by: UUID | None = None
