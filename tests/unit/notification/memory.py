"""Notification's memory without a database; it passes the same suite as the real one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.domain.inbox import InboxItem
from mentoring.notification.domain.subjects import Pair, Recipient, Session
from mentoring.notification.ports import PairKind
from mentoring.testing.work import InMemoryWork


class People:
    def __init__(self) -> None:
        self.kept: dict[UUID, Recipient] = {}

    async def keep(self, people: Iterable[Recipient]) -> None:
        self.kept |= {person.id: person for person in people}

    async def forget(self, people: Iterable[UUID]) -> None:
        for person in people:
            self.kept.pop(person, None)

    async def of(self, people: Iterable[UUID]) -> dict[UUID, Recipient]:
        return {person: self.kept[person] for person in people if person in self.kept}


class Programs:
    def __init__(self) -> None:
        self.kept: dict[UUID, str] = {}

    async def keep(self, names: Iterable[tuple[UUID, str]]) -> None:
        self.kept |= dict(names)

    async def forget(self, programs: Iterable[UUID]) -> None:
        for program in programs:
            self.kept.pop(program, None)

    async def names(self, programs: Iterable[UUID]) -> dict[UUID, str]:
        return {program: self.kept[program] for program in programs if program in self.kept}


class Pairs:
    def __init__(self) -> None:
        self.kept: dict[UUID, Pair] = {}

    async def keep(self, kind: PairKind, pairs: Iterable[Pair]) -> None:
        assert kind in {"proposal", "mentorship"}
        self.kept |= {pair.id: pair for pair in pairs}

    async def forget(self, pairs: Iterable[UUID]) -> None:
        for pair in pairs:
            self.kept.pop(pair, None)

    async def of(self, pairs: Iterable[UUID]) -> dict[UUID, Pair]:
        return {pair: self.kept[pair] for pair in pairs if pair in self.kept}


class Sessions:
    def __init__(self) -> None:
        self.kept: dict[UUID, Session] = {}

    async def keep(self, sessions: Iterable[Session]) -> None:
        self.kept |= {session.id: session for session in sessions}

    async def forget(self, sessions: Iterable[UUID]) -> None:
        for session in sessions:
            self.kept.pop(session, None)

    async def of(self, sessions: Iterable[UUID]) -> dict[UUID, Session]:
        return {session: self.kept[session] for session in sessions if session in self.kept}


class Inbox:
    def __init__(self) -> None:
        self.kept: dict[UUID, InboxItem] = {}

    async def add(self, item: InboxItem) -> bool:
        if any((kept.event, kept.person) == (item.event, item.person) for kept in self.kept.values()):
            return False
        self.kept[item.id] = item
        return True

    async def hold(self, item: UUID) -> InboxItem | None:
        return self.kept.get(item)

    async def save(self, item: InboxItem) -> None:
        self.kept[item.id] = item


class Deliveries:
    def __init__(self) -> None:
        self.kept: dict[UUID, Delivery] = {}

    async def add(self, delivery: Delivery) -> bool:
        if any((kept.event, kept.person) == (delivery.event, delivery.person) for kept in self.kept.values()):
            return False
        self.kept[delivery.id] = delivery
        return True

    async def claim(self, at: datetime, most: int) -> Sequence[Delivery]:
        due = [
            kept
            for kept in self.kept.values()
            if (kept.state == "waiting" and kept.not_before <= at)
            or (kept.state == "sending" and kept.lease_until is not None and kept.lease_until <= at)
        ]
        return sorted(due, key=lambda delivery: delivery.not_before)[:most]

    async def hold_leased(self, delivery: UUID, attempts: int) -> Delivery | None:
        kept = self.kept.get(delivery)
        return kept if kept and (kept.state, kept.attempts) == ("sending", attempts) else None

    async def save(self, delivery: Delivery) -> None:
        self.kept[delivery.id] = delivery


class MemoryWork(InMemoryWork):
    def __init__(self) -> None:
        super().__init__()
        self.people = People()
        self.programs = Programs()
        self.pairs = Pairs()
        self.sessions = Sessions()
        self.inbox = Inbox()
        self.deliveries = Deliveries()
