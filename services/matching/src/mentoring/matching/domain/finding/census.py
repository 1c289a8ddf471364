"""Everybody: who is above whom in the whole company, and the portraits of those who have a place somewhere."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from mentoring.matching.domain.finding.portrait import Portrait


class Census:
    """``portraits`` by person; ``managers`` of everybody who has one."""

    def __init__(self) -> None:
        self.portraits: dict[UUID, Portrait] = {}
        self.managers: dict[UUID, UUID] = {}
        self._reports: dict[UUID, set[UUID]] = {}
        self._chains: dict[UUID, frozenset[UUID]] = {}

    def open(self, managers: Iterable[tuple[UUID, UUID]]) -> None:
        """All pairs of (person, manager) at once."""
        for person, manager in managers:
            self.managers[person] = manager
            self._reports.setdefault(manager, set()).add(person)

    def move(self, person: UUID, manager: UUID | None) -> set[UUID]:
        """Put a person under a manager, or under nobody; everybody whose managers above are others now."""
        before = self.managers.get(person)
        if before == manager:
            return set()
        moved = {person, *self._below(person)}
        if before is not None:
            self._reports[before].discard(person)
            del self.managers[person]
        if manager is not None:
            self.managers[person] = manager
            self._reports.setdefault(manager, set()).add(person)
        moved |= {person, *self._below(person)}
        self._chains.clear()
        return moved

    def chain(self, person: UUID) -> frozenset[UUID]:
        """All managers above, to the top; a cycle ends where it began. Those under one manager share it."""
        manager = self.managers.get(person)
        if manager is None:
            return frozenset()
        found = self._chains.get(manager)
        if found is None:
            above: dict[UUID, None] = {}
            one: UUID | None = manager
            while one is not None and one not in above:
                above[one] = None
                one = self.managers.get(one)
            found = self._chains[manager] = frozenset(above)
        return found

    def _below(self, person: UUID) -> Iterator[UUID]:
        seen, waiting = {person}, [person]
        while waiting:
            for one in self._reports.get(waiting.pop(), ()):
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
                    yield one
