"""A whole-cohort assignment."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.runs import RunNotDrafted
from mentoring.matching.domain.pairing.figures import Figures

RunId = UUID
State = Literal["started", "drafted", "published", "failed", "cancelled"]

LEASE: Final = timedelta(minutes=1)
"""How long a claim stands without a sign of life; after that another copy takes the run over."""
MOST_ATTEMPTS: Final = 5
"""A run whose worker dies this often is given up: it would take the next ones down as well."""


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

    def claimed(self, claim: UUID, at: datetime) -> Self:
        """A worker takes it, because nobody has or whoever had has gone silent."""
        return replace(self, claim=claim, claimed_until=at + LEASE, attempts=self.attempts + 1)

    def renewed(self, at: datetime) -> Self:
        """The worker is still at it."""
        return replace(self, claimed_until=at + LEASE)

    def held_by(self, claim: UUID) -> bool:
        """Whether this claim still counts: a worker that was frozen past its lease has lost it."""
        return self.state == "started" and self.claim == claim

    @property
    def worn_out(self) -> bool:
        """Whether too many workers have died over it."""
        return self.attempts >= MOST_ATTEMPTS

    def drafted(self, figures: Figures) -> Self:
        """The draft is ready for review."""
        return replace(self, state="drafted", figures=figures, claim=None, claimed_until=None)

    def failed(self, reason: str) -> Self:
        """It ends without a draft."""
        return replace(self, state="failed", failure=reason, claim=None, claimed_until=None)

    def published(self) -> Self:
        """The draft's pairs became proposals; once."""
        if self.state != "drafted":
            raise RunNotDrafted(state=self.state)
        return replace(self, state="published")
