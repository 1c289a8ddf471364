"""An offered pair."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.proposals import (
    AlreadyAnswered,
    NotOfThePair,
    ProposalClosed,
    ProposalExpired,
    ReasonUnknown,
)

ProposalId = UUID
Side = Literal["mentor", "mentee"]
State = Literal["open", "agreed", "declined", "expired", "withdrawn"]

REFUSALS: Final = ("no-time", "no-fit", "conflict", "other")
"""Why a side says no."""
WITHDRAWALS: Final = ("left", "mistake", "changed", "other")
"""Why an offer is taken back."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offered pair, waiting for both sides; ``reasons`` are points by component and sum to ``points``."""

    id: ProposalId
    program: UUID
    run: UUID
    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    open_until: datetime
    points: int
    reasons: Mapping[str, int]
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

    def accept(self, by: UUID, at: datetime) -> Self:
        """One side says yes; the second yes makes it agreed."""
        self._must_await(by, at)
        accepted_by = self.accepted_by | {by}
        agreed = accepted_by == {self.mentor, self.mentee}
        return replace(self, accepted_by=accepted_by, state="agreed" if agreed else "open")

    def refuse(self, by: UUID, reason: str, at: datetime) -> Self:
        """One no is enough."""
        self._must_await(by, at)
        if reason not in REFUSALS:
            raise ReasonUnknown(reason=reason, known=", ".join(REFUSALS), where="body.reason")
        return replace(self, state="declined", declined_by=by, reason=reason)

    def expire(self, at: datetime) -> Self:
        """Its time is over and not both have accepted."""
        if self.state == "open" and at >= self.open_until:
            return replace(self, state="expired")
        return self

    def withdraw(self, reason: str) -> Self:
        """The offer no longer stands."""
        if reason not in WITHDRAWALS:
            raise ReasonUnknown(reason=reason, known=", ".join(WITHDRAWALS), where="body.reason")
        if self.state != "open":
            raise ProposalClosed(state=self.state)
        return replace(self, state="withdrawn", reason=reason)

    @property
    def silent(self) -> tuple[UUID, ...]:
        """Who has not accepted."""
        return tuple(person for person in (self.mentor, self.mentee) if person not in self.accepted_by)

    def _must_await(self, by: UUID, at: datetime) -> None:
        self.side_of(by)
        if self.state == "expired" or (self.state == "open" and at >= self.open_until):
            raise ProposalExpired(open_until=self.open_until.isoformat(timespec="seconds"))
        if self.state != "open":
            raise ProposalClosed(state=self.state)
        if by in self.accepted_by:
            raise AlreadyAnswered
