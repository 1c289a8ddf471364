"""An offered pair, seen by one who may answer it."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Literal, Self
from uuid import UUID

from mentoring.portal.domain.person import Person

Side = Literal["mentor", "mentee"]
OfferState = Literal["open", "agreed", "declined", "expired", "withdrawn"]
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Share:
    """What one criterion adds to the points."""

    code: str
    points: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal with the names around it."""

    id: UUID
    program: UUID
    program_name: str
    mentor: Person
    mentee: Person
    state: OfferState
    open_until: datetime
    points: int
    shares: tuple[Share, ...]
    accepted_by: frozenset[UUID] = frozenset()
    declined_by: UUID | None = None
    reason: str | None = None
    mentorship: UUID | None = None
    """What it became, once that has arrived."""
    origin: str = "run"
    """run, request, waterfall, rematch, suggestion, roulette."""
    asked_by: UUID | None = None
    """Who asked for it; they have said yes by asking."""
    answers: str = "both"
    """Whose yes it needs."""
    peers: bool = False
    group: UUID | None = None
    settling: bool = False
    """An answer was given and has not come back through the topics yet: the state here is no longer the truth."""

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """The shares as (code, points), for a stacked bar."""
        return [(share.code, share.points) for share in self.shares]

    def concerns(self, person: UUID) -> bool:
        """Whether the person is one of the pair."""
        return person in {self.mentor.id, self.mentee.id}

    def side(self, reader: UUID) -> Side:
        """The place of the reader in the pair."""
        return "mentor" if reader == self.mentor.id else "mentee"

    def other(self, reader: UUID) -> Person:
        """The one across from the reader."""
        return self.mentee if reader == self.mentor.id else self.mentor

    def answered_by(self, person: UUID) -> bool:
        """Whether the person has accepted already."""
        return person in self.accepted_by

    def open_at(self, now: datetime) -> bool:
        """Whether an answer would still count."""
        return self.state == "open" and now < self.open_until and not self.settling

    def waits_for(self, reader: UUID, now: datetime) -> bool:
        """Whether the reader's answer is asked for."""
        return (
            self.open_at(now)
            and self.concerns(reader)
            and not self.answered_by(reader)
            and self.answers in {"both", self.side(reader)}
        )

    def days_left(self, now: datetime) -> int:
        """Whole days, the begun one counted; 0 when it is over."""
        return max(0, ceil((self.open_until - now).total_seconds() / DAY))

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)
