"""A whole-cohort assignment."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.runs import (
    CapOutOfBounds,
    ClaimLost,
    FairnessMisplaced,
    ModeMisplaced,
    RunBeingPublished,
    RunNotCancellable,
    RunNotDrafted,
)
from mentoring.matching.domain.pairing.figures import Figures
from mentoring.matching.domain.program import Program

RunId = UUID
State = Literal["started", "drafted", "published", "failed", "cancelled"]
Mode = Literal["optimum", "stable", "fair", "preview", "roulette"]
"""The highest total; nobody would rather swap; the worst-off as well off as can be; quick and nearly best; by lot."""
Phase = Literal["waiting", "gathering", "listing", "solving", "proving", "auditing", "keeping"]

LEASE: Final = timedelta(minutes=1)
"""How long a claim stands without a sign of life; after that another copy takes the run over."""
MOST_ATTEMPTS: Final = 5
"""A run whose worker dies this often is given up: it would take the next ones down as well."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """What a fair run keeps besides its floor: at most ``cap`` pairs for the mentees of one group."""

    by: Literal["site", "department"]
    cap: int

    def __post_init__(self) -> None:
        if self.cap < 1:
            raise CapOutOfBounds(cap=self.cap, where="body.fair.cap")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run at work is: steps done of its phase, of how many (0: unknown), and when that was told."""

    phase: Phase
    at: datetime
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Publication:
    """How far a draft has become proposals: ``reached`` is the last rank that was looked at."""

    by: UUID | None
    began_at: datetime
    reached: int = 0
    proposals: int = 0
    passed_over: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that a worker holds for a while; ``at`` is the time by which it judges who is away."""

    run: RunId
    id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a solver brings back: the draft itself is kept already. ``engine`` is the version of rules and solver."""

    figures: Figures
    inputs: str
    engine: str


@dataclass(frozen=True, slots=True)
class Run:
    """One match run. Whoever works on it holds its claim until ``claimed_until``; ``seed`` decides ties."""

    id: RunId
    program: UUID
    started_at: datetime
    seed: int
    state: State = "started"
    figures: Figures | None = None
    failure: str | None = None
    claim: UUID | None = None
    claimed_until: datetime | None = None
    attempts: int = 0
    mode: Mode = "optimum"
    fair: Fairness | None = None
    started_by: UUID | None = None
    progress: Progress | None = None
    publication: Publication | None = None
    inputs: str | None = None
    engine: str | None = None

    def __post_init__(self) -> None:
        if self.fair is not None and self.mode != "fair":
            raise FairnessMisplaced(mode=self.mode, where="body.fair")

    def claimed(self, claim: UUID, at: datetime) -> Self:
        """A worker takes it, because nobody has or whoever had has gone silent."""
        began = Progress("gathering", at)
        return replace(self, claim=claim, claimed_until=at + LEASE, attempts=self.attempts + 1, progress=began)

    def renewed(self, at: datetime, progress: Progress | None = None) -> Self:
        """The worker is still at it, and so far."""
        return replace(self, claimed_until=at + LEASE, progress=progress or self.progress)

    def held_by(self, claim: UUID) -> bool:
        """Whether this claim still counts: a worker that was frozen past its lease has lost it."""
        return self.state == "started" and self.claim == claim

    def must_be_held_by(self, claim: UUID) -> None:
        """Nothing is kept for a run that went to another worker or was called off."""
        if not self.held_by(claim):
            raise ClaimLost(run=self.id)

    @property
    def worn_out(self) -> bool:
        """Whether too many workers have died over it."""
        return self.attempts >= MOST_ATTEMPTS

    @property
    def phase(self) -> Phase | None:
        """What a started run is at."""
        if self.state != "started":
            return None
        return "waiting" if self.progress is None else self.progress.phase

    def drafted(self, found: Drafted) -> Self:
        """The draft is ready for review."""
        return replace(
            self,
            state="drafted",
            figures=found.figures,
            inputs=found.inputs,
            engine=found.engine,
            claim=None,
            claimed_until=None,
            progress=None,
        )

    def failed(self, reason: str) -> Self:
        """It ends without a draft."""
        return replace(self, state="failed", failure=reason, claim=None, claimed_until=None, progress=None)

    def cancelled(self) -> Self:
        """Called off before anything of it was published."""
        if self.state not in {"started", "drafted"}:
            raise RunNotCancellable(state=self.state)
        self._must_not_be_in_publication()
        return replace(self, state="cancelled", claim=None, claimed_until=None, progress=None)

    def must_be_drafted(self) -> None:
        """A draft can be edited and published until its publication begins."""
        if self.state != "drafted":
            raise RunNotDrafted(state=self.state)
        self._must_not_be_in_publication()

    def edited(self, figures: Figures) -> Self:
        """Its draft was changed by hand."""
        self.must_be_drafted()
        return replace(self, figures=figures)

    def refreshed(self, figures: Figures, inputs: str) -> Self:
        """Its draft was brought up to date: it is of these inputs now."""
        self.must_be_drafted()
        return replace(self, figures=figures, inputs=inputs)

    def publishing(self, by: UUID | None, at: datetime) -> Self:
        """From now on its pairs become proposals; once."""
        self.must_be_drafted()
        return replace(self, publication=Publication(by, at))

    def further(self, reached: int, proposals: int, passed_over: Mapping[str, int]) -> Self:
        """So many more of its pairs became proposals or were passed over."""
        was = self.began
        told = dict(Counter(was.passed_over) + Counter(passed_over))
        return replace(
            self,
            publication=replace(was, reached=reached, proposals=was.proposals + proposals, passed_over=told),
        )

    def published(self) -> Self:
        """All of the draft's pairs were looked at."""
        return replace(self, state="published")

    @property
    def began(self) -> Publication:
        """The publication that has begun."""
        if self.publication is None:
            raise RunNotDrafted(state=self.state)
        return self.publication

    def _must_not_be_in_publication(self) -> None:
        if self.state == "drafted" and self.publication is not None:
            raise RunBeingPublished(proposals=self.publication.proposals)


def mode_of(program: Program, wanted: Mode | None) -> Mode:
    """How a run of this program decides: by lot where the program does, else as wanted, else for the highest total."""
    possible: tuple[Mode, ...] = ("optimum", "stable", "fair", "preview")
    if program.mode == "roulette":
        possible = ("roulette",)
    elif program.kind in {"peer", "group"}:
        possible = ("optimum", "preview")
    if wanted is not None and wanted not in possible:
        raise ModeMisplaced(mode=wanted, kind=program.kind, possible=", ".join(possible), where="body.mode")
    return wanted or possible[0]
