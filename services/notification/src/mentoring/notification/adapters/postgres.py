"""Notification's memory: rows to nouns and back."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from mentoring import kernel
from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.domain.inbox import InboxItem
from mentoring.notification.domain.subjects import Pair, Recipient, Session
from mentoring.notification.ports import DeliveryRow, InboxRow, PairKind
from mentoring.postgres import Connection, queries

_SQL: Final = queries("mentoring.notification.adapters")


class People:
    """Recipients."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, people: Iterable[Recipient]) -> None:
        """Store what the people topic says."""
        rows = [_row(person) for person in people]
        await _SQL.keep_people(self._connection, rows=rows)

    async def forget(self, people: Iterable[UUID]) -> None:
        """Delete erased people."""
        await _SQL.forget_people(self._connection, ids=list(people))

    async def of(self, people: Iterable[UUID]) -> dict[UUID, Recipient]:
        """Those that are known."""
        found = await _SQL.people_of(self._connection, ids=list(people))
        return {row["id"]: Recipient(**row) for row in found}


class Programs:
    """Names of programs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, names: Iterable[tuple[UUID, str]]) -> None:
        """Store names."""
        await _SQL.keep_programs(self._connection, rows=[{"id": program, "name": name} for program, name in names])

    async def forget(self, programs: Iterable[UUID]) -> None:
        """Delete programs that are gone."""
        await _SQL.forget_programs(self._connection, ids=list(programs))

    async def names(self, programs: Iterable[UUID]) -> dict[UUID, str]:
        """Those that are known."""
        return {row["id"]: row["name"] for row in await _SQL.names_of_programs(self._connection, ids=list(programs))}


class Pairs:
    """Proposals and mentorships."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, kind: PairKind, pairs: Iterable[Pair]) -> None:
        """Store what the topics say."""
        rows = [_row(pair) | {"kind": kind, "accepted_by": list(pair.accepted_by)} for pair in pairs]
        for row in rows:
            del row["introduces"]
        await _SQL.keep_pairs(self._connection, rows=rows)

    async def forget(self, pairs: Iterable[UUID]) -> None:
        """Delete what is gone."""
        await _SQL.forget_pairs(self._connection, ids=list(pairs))

    async def of(self, pairs: Iterable[UUID]) -> dict[UUID, Pair]:
        """Those that are known."""
        found = await _SQL.pairs_of(self._connection, ids=list(pairs))
        return {row["id"]: Pair(**{**row, "accepted_by": frozenset(row["accepted_by"])}) for row in found}


class Sessions:
    """Sessions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, sessions: Iterable[Session]) -> None:
        """Store what the sessions topic says."""
        await _SQL.keep_sessions(self._connection, rows=[_row(session) for session in sessions])

    async def forget(self, sessions: Iterable[UUID]) -> None:
        """Delete what is gone."""
        await _SQL.forget_sessions(self._connection, ids=list(sessions))

    async def of(self, sessions: Iterable[UUID]) -> dict[UUID, Session]:
        """Those that are known."""
        found = await _SQL.sessions_of(self._connection, ids=list(sessions))
        return {row["id"]: Session(**row) for row in found}


class Inbox:
    """In-app inbox items."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, item: InboxItem) -> bool:
        """Once per event and person."""
        values = {name: value for name, value in _row(item).items() if name != "read_at"}
        return await _SQL.add_inbox_item(self._connection, **values) is not None

    async def hold(self, item: UUID) -> InboxItem | None:
        """Held until the transaction ends."""
        row = await _SQL.hold_inbox_item(self._connection, id=item)
        return InboxItem(**row) if row else None

    async def save(self, item: InboxItem) -> None:
        """Store that it was read."""
        await _SQL.save_inbox_item(self._connection, id=item.id, read_at=item.read_at)


class Deliveries:
    """Messages to be sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, delivery: Delivery) -> bool:
        """Once per event, person and channel."""
        unused = {"lease_until", "reason"}
        values = {name: value for name, value in _row(delivery).items() if name not in unused}
        return await _SQL.add_delivery(self._connection, **values) is not None

    async def claim(self, at: Any, most: int) -> Sequence[Delivery]:
        """Due deliveries; what another sender holds is passed over."""
        return [Delivery(**row) for row in await _SQL.claim_deliveries(self._connection, at=at, most=most)]

    async def hold_leased(self, delivery: UUID, attempts: int) -> Delivery | None:
        """The delivery, if it still is in this attempt."""
        row = await _SQL.hold_leased_delivery(self._connection, id=delivery, attempts=attempts)
        return Delivery(**row) if row else None

    async def save(self, delivery: Delivery) -> None:
        """Store what became of it."""
        kept = {"id", "state", "attempts", "not_before", "lease_until", "reason"}
        values = {name: value for name, value in _row(delivery).items() if name in kept}
        await _SQL.save_delivery(self._connection, **values)


class PostgresWork:
    """A unit of work on one connection."""

    def __init__(self, connection: Connection, work: kernel.Work) -> None:
        self.announce, self.now, self.new_id = work.announce, work.now, work.new_id
        self.people = People(connection)
        self.programs = Programs(connection)
        self.pairs = Pairs(connection)
        self.sessions = Sessions(connection)
        self.inbox = Inbox(connection)
        self.deliveries = Deliveries(connection)


class PostgresViews:
    """What doors read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def inbox(self, person: UUID, *, after: UUID | None, most: int) -> Sequence[InboxRow]:
        """A page of a person's inbox, newest first."""
        found = await _SQL.inbox_of(self._connection, person=person, after=after, most=most)
        return [InboxRow(**row) for row in found]

    async def deliveries(self, *, state: str | None, after: UUID | None, most: int) -> Sequence[DeliveryRow]:
        """A page of deliveries, newest first."""
        found = await _SQL.list_deliveries(self._connection, state=state, after=after, most=most)
        return [DeliveryRow(**row) for row in found]


class PostgresDirectory:
    """From a token to a person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def person_of(self, field: str, value: str) -> UUID | None:
        """The person with this employee id or address."""
        query = _SQL.person_by_email if field == "email" else _SQL.person_by_employee_id
        row = await query(self._connection, value=value)
        return row["id"] if row else None


def _row(noun: Any) -> dict[str, Any]:
    """The fields of a noun; names of columns are the names of fields."""
    return {name: getattr(noun, name) for name in noun.__dataclass_fields__}
