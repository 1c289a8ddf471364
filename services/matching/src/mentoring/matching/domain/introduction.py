"""A warm introduction: one of a pair brings the other together with a third person, if both would like it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.introductions import (
    IntroducedToThemselves,
    IntroductionAnswered,
    IntroductionClosed,
    IntroductionNotMade,
    MessageTooLong,
    NotIntroduced,
    NotTheIntroducer,
    OutcomeTold,
)
from mentoring.matching.domain.errors.proposals import ReasonUnknown

IntroductionId = UUID
State = Literal["asked", "made", "declined", "expired", "withdrawn"]
Outcome = Literal["met", "helped", "nothing-came"]

REFUSALS: Final = ("no-time", "no-fit", "other")
"""Why one of the two would rather not."""
OPEN_FOR: Final = timedelta(days=14)
MOST_OPEN: Final = 10
"""Open introductions of one mentorship."""
LONGEST_MESSAGE: Final = 2000


@dataclass(frozen=True, slots=True)
class Introduction:
    """``by`` introduces ``introduced``, the other of the pair, to a third person; both of these agree or it is none.

    Until it is made neither is told more of the other than their name; what ``by`` wrote is for the three alone.
    """

    id: IntroductionId
    mentorship: UUID
    program: UUID
    by: UUID
    introduced: UUID
    to: UUID
    asked_at: datetime
    open_until: datetime
    state: State = "asked"
    agreed_by: frozenset[UUID] = frozenset()
    made_at: datetime | None = None
    declined_by: UUID | None = None
    reason: str | None = None
    outcome: Outcome | None = None

    def __post_init__(self) -> None:
        if self.to in {self.by, self.introduced}:
            raise IntroducedToThemselves(where="body.to")

    @property
    def people(self) -> tuple[UUID, UUID, UUID]:
        """The three."""
        return (self.by, self.introduced, self.to)

    @property
    def silent(self) -> tuple[UUID, ...]:
        """Whose yes is missing."""
        return tuple(one for one in (self.introduced, self.to) if one not in self.agreed_by)

    def agree(self, by: UUID, at: datetime) -> Self:
        """One of the two says yes; with the second yes it is made."""
        self._must_await(by, at)
        if by in self.agreed_by:
            raise IntroductionAnswered
        agreed = replace(self, agreed_by=self.agreed_by | {by})
        return agreed if agreed.silent else replace(agreed, state="made", made_at=at)

    def decline(self, by: UUID, reason: str, at: datetime) -> Self:
        """One no is enough."""
        self._must_await(by, at)
        if reason not in REFUSALS:
            raise ReasonUnknown(reason=reason, known=", ".join(REFUSALS), where="body.reason")
        return replace(self, state="declined", declined_by=by, reason=reason)

    def withdraw(self, by: UUID) -> Self:
        """Whoever introduces takes it back while it is open."""
        if by != self.by:
            raise NotTheIntroducer
        self._must_be_open()
        return replace(self, state="withdrawn", reason="changed")

    def dissolve(self) -> Self:
        """One of the three is not there any more."""
        return replace(self, state="withdrawn", reason="left") if self.state == "asked" else self

    def expire(self, at: datetime) -> Self:
        """Its time is over and a yes is missing."""
        return replace(self, state="expired") if self.state == "asked" and at >= self.open_until else self

    def came_to(self, outcome: Outcome, by: UUID) -> Self:
        """The introduced person tells what became of it, and may tell more later, but never less."""
        if by != self.introduced:
            raise NotIntroduced
        if self.state != "made":
            raise IntroductionNotMade
        if self.outcome in {outcome, "helped"}:
            raise OutcomeTold(outcome=self.outcome)
        return replace(self, outcome=outcome)

    def _must_await(self, by: UUID, at: datetime) -> None:
        if by not in {self.introduced, self.to}:
            raise NotIntroduced
        self._must_be_open()
        if at >= self.open_until:
            raise IntroductionClosed(state="expired")

    def _must_be_open(self) -> None:
        if self.state != "asked":
            raise IntroductionClosed(state=self.state)


def message_of(text: str) -> str:
    """What whoever introduces writes to the two."""
    if len(text) > LONGEST_MESSAGE:
        raise MessageTooLong(most=LONGEST_MESSAGE, where="body.message")
    return text.strip()
