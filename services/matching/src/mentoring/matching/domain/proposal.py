"""An offered pair."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.proposals import (
    AlreadyAnswered,
    NotOfThePair,
    ProposalClosed,
    ProposalExpired,
    ReasonUnknown,
)
from mentoring.matching.domain.terms import Answers

ProposalId = UUID
Side = Literal["mentor", "mentee"]
State = Literal["open", "agreed", "declined", "expired", "withdrawn"]
Origin = Literal["run", "request", "waterfall", "rematch", "suggestion", "roulette"]

LAST_DAY: Final = timedelta(days=1)
REFUSALS: Final = ("no-time", "no-fit", "conflict", "other")
"""Why a side says no."""
WITHDRAWALS: Final = ("left", "mistake", "changed", "other")
"""Why people take an offer back."""
REROUTED: Final = ("away", "frozen", "filled")
"""Why the suite takes one back: the mentor is not there, answers nobody, or has no room left."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offered pair; ``reasons`` are points by component and sum to ``points``.

    ``answers`` tells whose yes it needs; whoever asked for it (``asked_by``) has accepted by asking. ``step`` counts
    how often the mentee was passed on to the next best before this one. ``nudge_at`` is when whoever is silent is
    reminded. Of two peers the mentor is just one of them.
    """

    id: ProposalId
    program: UUID
    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    made_at: datetime
    open_until: datetime
    points: int
    reasons: Mapping[str, int]
    run: UUID | None = None
    origin: Origin = "run"
    asked_by: UUID | None = None
    answers: Answers = "both"
    peers: bool = False
    group: UUID | None = None
    step: int = 0
    nudge_at: datetime | None = None
    accepted_by: frozenset[UUID] = frozenset()
    declined_by: UUID | None = None
    state: State = "open"
    reason: str | None = None

    def side_of(self, person: UUID | None) -> Side:
        """Which of the two the person is; nobody else answers."""
        if person == self.mentor:
            return "mentor"
        if person == self.mentee:
            return "mentee"
        raise NotOfThePair

    def other(self, person: UUID) -> UUID:
        """The one whom this person would be paired with."""
        return self.mentee if person == self.mentor else self.mentor

    @property
    def needed(self) -> tuple[UUID, ...]:
        """Whose yes it needs."""
        return {"both": (self.mentor, self.mentee), "mentor": (self.mentor,), "mentee": (self.mentee,)}[self.answers]

    @property
    def silent(self) -> tuple[UUID, ...]:
        """Whose yes it needs and does not have."""
        return tuple(person for person in self.needed if person not in self.accepted_by)

    def accept(self, by: UUID, at: datetime) -> Self:
        """One says yes; with the last yes that it needs it is agreed."""
        self._must_await(by, at)
        accepted = replace(self, accepted_by=self.accepted_by | {by})
        return accepted if accepted.silent else replace(accepted, state="agreed")

    def refuse(self, by: UUID, reason: str, at: datetime) -> Self:
        """One no is enough, also of a side whose yes is not needed."""
        self._must_await(by, at)
        if reason not in REFUSALS:
            raise ReasonUnknown(reason=reason, known=", ".join(REFUSALS), where="body.reason")
        return replace(self, state="declined", declined_by=by, reason=reason)

    def expire(self, at: datetime) -> Self:
        """Its time is over and an answer is missing."""
        if self.state == "open" and at >= self.open_until:
            return replace(self, state="expired")
        return self

    def withdraw(self, reason: str) -> Self:
        """The offer no longer stands."""
        if reason not in {*WITHDRAWALS, *REROUTED}:
            raise ReasonUnknown(reason=reason, known=", ".join(WITHDRAWALS), where="body.reason")
        if self.state != "open":
            raise ProposalClosed(state=self.state)
        return replace(self, state="withdrawn", reason=reason)

    def next_nudge(self, after: datetime) -> datetime | None:
        """At half its time and a day before its end; the first of them that is still to come."""
        span = self.open_until - self.made_at
        due = [self.made_at + span / 2, self.open_until - LAST_DAY]
        ahead = [at for at in due if at > after and at >= due[0]]
        return min(ahead, default=None)

    def nudged(self, at: datetime) -> Self:
        """Whoever is silent has been reminded."""
        return replace(self, nudge_at=self.next_nudge(at))

    def _must_await(self, by: UUID, at: datetime) -> None:
        self.side_of(by)
        if self.state == "expired" or (self.state == "open" and at >= self.open_until):
            raise ProposalExpired(open_until=self.open_until.isoformat(timespec="seconds"))
        if self.state != "open":
            raise ProposalClosed(state=self.state)
        if by in self.accepted_by:
            raise AlreadyAnswered
