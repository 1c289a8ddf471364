"""What works and views have of the pairs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.introduction import Introduction
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.ports.bonds import Agreements, Behaviours, Introductions, Mentorships, Reflections
from mentoring.matching.ports.outcomes import Careers, Ledger


class BondWork(Protocol):
    """The part of a unit of work."""

    @property
    def mentorships(self) -> Mentorships: ...
    @property
    def agreements(self) -> Agreements: ...
    @property
    def reflections(self) -> Reflections: ...
    @property
    def introductions(self) -> Introductions: ...
    @property
    def behaviours(self) -> Behaviours: ...
    @property
    def careers(self) -> Careers: ...


class BondViews(Protocol):
    """The part of what doors read."""

    @property
    def ledger(self) -> Ledger:
        """What was counted of programs."""
        ...

    def now(self) -> datetime:
        """The business time, aware, in UTC."""
        ...

    async def agreement(self, mentorship: UUID) -> Agreement | None: ...
    async def reflections(self, mentorship: UUID) -> Sequence[Reflection]: ...
    async def introduction(self, introduction: UUID) -> Introduction: ...
    async def introduction_message(self, introduction: UUID) -> str: ...
    async def introductions(self, person: UUID, *, after: UUID | None, most: int) -> Sequence[Introduction]: ...
    async def at_risk(self, program: UUID, *, after: tuple[int, UUID] | None, most: int) -> Sequence[Mentorship]:
        """Pairs that are not well, worst first; ``after`` is the risk and the id of the last one."""
        ...

    async def health(self, program: UUID) -> dict[str, int]:
        """How many run at each level; «paused» and «unjudged» are levels of their own."""
        ...

    async def introductions_of_mentorship(self, mentorship: UUID) -> Sequence[Introduction]: ...
