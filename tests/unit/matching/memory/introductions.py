"""Introductions, in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from mentoring.matching.domain.errors.introductions import IntroductionUnknown
from mentoring.matching.domain.introduction import Introduction
from tests.unit.matching.memory.store import Memory


class MemoryIntroductions:
    """See `ports.bonds.Introductions`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, introduction: Introduction, message: str) -> bool:
        there = [one for one in self._all() if one.state in {"asked", "made"}]
        if any((one.introduced, one.to) == (introduction.introduced, introduction.to) for one in there):
            return False
        self._memory.introductions[introduction.id] = (introduction, message)
        return True

    async def get(self, introduction: UUID) -> Introduction:
        if introduction not in self._memory.introductions:
            raise IntroductionUnknown(introduction=introduction)
        return self._memory.introductions[introduction][0]

    async def hold(self, introduction: UUID) -> Introduction:
        return await self.get(introduction)

    async def hold_expired(self, at: datetime, most: int) -> Sequence[Introduction]:
        due = [one for one in self._all() if one.state == "asked" and one.open_until <= at]
        return sorted(due, key=lambda one: (one.open_until, one.id))[:most]

    async def hold_open_of_person(self, person: UUID) -> Sequence[Introduction]:
        return [one for one in self._all() if one.state == "asked" and person in one.people]

    async def open_in(self, mentorship: UUID) -> int:
        return sum(one.state == "asked" and one.mentorship == mentorship for one in self._all())

    async def save(self, introductions: Sequence[Introduction]) -> None:
        for one in introductions:
            self._memory.introductions[one.id] = (one, self._memory.introductions[one.id][1])

    async def forget(self, people: Collection[UUID]) -> Sequence[UUID]:
        gone = [one.id for one in self._all() if set(people) & set(one.people)]
        for introduction in gone:
            del self._memory.introductions[introduction]
        return gone

    async def message(self, introduction: UUID) -> str:
        return self._memory.introductions[introduction][1] if introduction in self._memory.introductions else ""

    async def of_person(self, person: UUID, after: UUID | None, most: int) -> Sequence[Introduction]:
        theirs = [one for one in self._all()[::-1] if person in one.people]
        return [one for one in theirs if after is None or one.id < after][:most]

    async def of_mentorship(self, mentorship: UUID) -> Sequence[Introduction]:
        return [one for one in self._all()[::-1] if one.mentorship == mentorship]

    def _all(self) -> list[Introduction]:
        return sorted((one for one, _ in self._memory.introductions.values()), key=lambda one: one.id)
