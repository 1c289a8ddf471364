"""An agreed relationship."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.mentorships import MentorshipOver
from mentoring.matching.domain.errors.proposals import NotOfThePair, ReasonUnknown
from mentoring.matching.domain.terms import Cadence

MentorshipId = UUID
State = Literal["active", "paused", "completed", "ended"]

ENDINGS: Final = ("agreed", "no-fit", "other")
"""Why people end one; «left» is told by the company's facts alone."""


@dataclass(frozen=True, slots=True)
class Mentorship:
    """Two people who agreed; ``ends_on`` is the last day that the program gives them."""

    id: MentorshipId
    program: UUID
    proposal: UUID
    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    started_at: datetime
    ends_on: date
    cadence: Cadence
    state: State = "active"
    ended_at: datetime | None = None
    reason: str | None = None

    def must_be_of(self, person: UUID | None) -> None:
        """Whether the person is one of the two."""
        if person not in {self.mentor, self.mentee}:
            raise NotOfThePair

    def end(self, reason: str, at: datetime) -> Self:
        """It stops before its time."""
        if reason not in {*ENDINGS, "left"}:
            raise ReasonUnknown(reason=reason, known=", ".join(ENDINGS), where="body.reason")
        if self.state not in {"active", "paused"}:
            raise MentorshipOver(state=self.state)
        return replace(self, state="ended", ended_at=at, reason=reason)
