"""A mentoring scheme and its match runs, seen by those who run it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Self
from uuid import UUID

from mentoring.portal.domain.person import Person
from mentoring.portal.domain.terms import Terms


@dataclass(frozen=True, slots=True)
class Program:
    """A program as its page shows it."""

    id: UUID
    name: str
    kind: str
    state: Literal["drafted", "open", "closed"]
    objectives: tuple[str, ...]
    starts: date
    ends: date
    every: str
    """ISO 8601."""
    minutes: int
    managers: tuple[Person, ...]
    answer_within: str
    terms: Terms
    mode: str = "cohort"
    """How people are brought together: cohort, self-service, suggested, roulette."""
    settling: bool = False

    def run_by(self, person: UUID | None) -> bool:
        """Whether the person is one of its managers."""
        return any(manager.id == person for manager in self.managers)

    @property
    def asked(self) -> bool:
        """Whether its people ask one another."""
        return self.mode in {"self-service", "suggested"}

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)


@dataclass(frozen=True, slots=True)
class Places:
    """How many are enrolled, by place."""

    mentors: int = 0
    mentees: int = 0
    peers: int = 0
    capacity: int = 0
    """How many mentees the mentors take together."""

    @property
    def all(self) -> int:
        """Everybody."""
        return self.mentors + self.mentees + self.peers
