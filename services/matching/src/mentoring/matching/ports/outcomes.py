"""What was counted of a program."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from mentoring.matching.domain.career import Step
from mentoring.matching.domain.outcomes.comparison import Stratum
from mentoring.matching.domain.outcomes.groups import Cell


class Careers(Protocol):
    """Who came, moved, left and came back."""

    async def add(self, steps: Sequence[Step]) -> None: ...
    async def forget(self, people: Collection[UUID]) -> None: ...


class Ledger(Protocol):
    """What a program came to so far, counted; every answer is as small as its kinds are few."""

    async def cells(self, program: UUID) -> Sequence[Cell]:
        """Everybody with a place, or who was matched in one that they gave up; peers are told as mentees."""
        ...

    async def waits(self, program: UUID) -> dict[int | None, int]:
        """Mentees and peers by days from their place to their first mentorship; None: they wait still."""
        ...

    async def first_meetings(self, program: UUID, at: datetime) -> dict[int | None, int]:
        """Mentorships by days from their start to their first meeting; None: not yet, and they run still."""
        ...

    async def load(self, program: UUID) -> dict[tuple[int, int], int]:
        """Mentors by their capacity and the mentorships they run."""
        ...

    async def proposals(self, program: UUID) -> dict[str, int]:
        """By state."""
        ...

    async def mentorships(self, program: UUID) -> dict[tuple[str, str | None], int]:
        """By state and the reason why they ended."""
        ...

    async def check_ins(self, program: UUID, today: date) -> tuple[int, int]:
        """How many were due before today, and how many of these took place or have a time."""
        ...

    async def satisfaction(self, program: UUID) -> dict[int, int]:
        """Answers by number."""
        ...

    async def introductions(self, program: UUID) -> dict[tuple[str, str | None], int]:
        """By state and outcome."""
        ...

    async def strata(self, program: UUID, landmark: datetime, at: datetime) -> Sequence[Stratum]:
        """Everybody who worked here at the landmark: participants, and those without any mentorship by then."""
        ...
