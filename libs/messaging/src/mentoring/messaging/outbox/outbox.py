"""What one transaction announces, until it is written with it."""

import asyncio
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Final, NamedTuple, cast

from uuid_utils import uuid7

from mentoring.contracts import FACTS, TOPICS, Event, State, Tombstone
from mentoring.kernel import Announceable, Broken
from mentoring.messaging.outbox.shards import hash_of, shard_of
from mentoring.postgres import Connection, Queries, queries
from mentoring.telemetry import Context, current

FEW: Final = 64
"""Up to so many facts go in one statement; more are copied."""
_HEADERS: Final = 420
"""Bytes of an envelope's headers, with room to spare, without what the context adds."""
_COLUMNS: Final = (
    *("shard", "hash", "id", "topic", "key", "type", "version", "told_at"),
    *("actor", "correlation", "causation", "traceparent", "value"),
)


class UnregisteredFact(Broken):
    """{fact} cannot be announced on {topic}: {why}."""

    code = "unregistered-fact"


class FactTooLarge(Broken):
    """{fact} of {key} has {size} bytes; {topic} takes {largest}."""

    code = "fact-too-large"


class Change(NamedTuple):
    """What a transaction changed, as readers will see it: they can wait for this version."""

    topic: str
    key: str
    version: int


class _Place(NamedTuple):
    """Where facts of one type are told."""

    topic: str
    aggregate: str
    type: str
    largest: int
    snapshot: bool


class _Told(NamedTuple):
    place: _Place
    key: str
    value: bytes | None


class Outbox:
    """The facts of one transaction. Announce while it runs; flush once, last, before it is committed."""

    def __init__(self, at: datetime, context: Context | None = None) -> None:
        """``at`` is the business time of all facts; ``context`` is by default what is at hand when they are written."""
        self._at = at
        self._context = context
        self._told: dict[object, _Told] = {}
        self._events = 0
        self._versions: dict[tuple[str, str], int] | None = None
        """Of each aggregate and key, once they are written."""

    def announce(self, fact: Announceable) -> None:
        """Encode a fact now, so that what cannot be told fails the transaction that made it.

        Of several snapshots of one key the last is told: they would carry one version, and readers drop the second.

        Raises:
            UnregisteredFact: the registry does not know it, its topic, or the two together.
            FactTooLarge: key, value and headers are more than the topic allows.
        """
        if self._versions is not None:
            raise UnregisteredFact(fact=type(fact).__name__, topic=fact.message_topic, why="the outbox was flushed")
        place = _place(type(fact), getattr(fact, "ce_type", ""), fact.message_topic)
        key, value = fact.message_key, cast("Event | State | Tombstone", fact).encoded()
        size = len(key) * 2 + len(value or b"") + _HEADERS
        if size > place.largest:
            raise FactTooLarge(fact=place.type, key=key, size=size, topic=place.topic, largest=place.largest)
        if place.snapshot:
            self._told.pop((place.topic, key), None)
            self._told[place.topic, key] = _Told(place, key, value)
        else:
            self._events += 1
            self._told[self._events] = _Told(place, key, value)

    async def flush(self, connection: Connection) -> None:
        """Write what was announced, in its order.

        First the row of each key in ``outbox_versions`` is locked, in one order everywhere so that two transactions
        cannot wait for each other, and raised by one; only then are the rows numbered. A transaction that changes the
        same key waits here until this one has ended: numbers are in commit order per key.
        """
        if self._versions is not None:
            return
        told = list(self._told.values())
        if len(told) > FEW:
            self._versions = await self._write_many(connection, told)
        else:
            self._versions = await self._write_few(connection, told) if told else {}

    @property
    def changes(self) -> list[Change]:
        """What was written, once per topic and key; nothing before the flush."""
        versions = self._versions or {}
        if not versions:
            return []
        distinct = {(place.topic, key): versions[place.aggregate, key] for place, key, _ in self._told.values()}
        return [Change(topic, key, version) for (topic, key), version in distinct.items()]

    async def _write_few(self, connection: Connection, told: list[_Told]) -> dict[tuple[str, str], int]:
        context = self._context or current()
        row = await _sql().announce_few(
            connection,
            ids=[uuid7() for _ in told],
            shards=[shard_of(one.place.aggregate, one.key) for one in told],
            hashes=[hash_of(one.key.encode()) for one in told],
            topics=[one.place.topic for one in told],
            aggregates=[one.place.aggregate for one in told],
            keys=[one.key for one in told],
            types=[one.place.type for one in told],
            bodies=[one.value for one in told],
            told_at=self._at,
            actor=context.actor,
            correlation=context.correlation_id,
            causation=context.causation_id,
            traceparent=context.traceparent,
        )
        return {(aggregate, key): int(version) for aggregate, key, version in row["versions"]}

    async def _write_many(self, connection: Connection, told: list[_Told]) -> dict[tuple[str, str], int]:
        context = self._context or current()
        # Keys mostly come in their order; a set would shuffle them, and sorting would take longer than encoding.
        locks = sorted(dict.fromkeys((place.aggregate, key) for place, key, _ in told))
        raising = asyncio.ensure_future(
            _sql().raise_versions(
                connection, aggregates=list(map(itemgetter(0), locks)), keys=list(map(itemgetter(1), locks))
            )
        )
        await asyncio.sleep(0)  # it is sent, and the database works while we do
        belongs = {(aggregate, key): (shard_of(aggregate, key), hash_of(key.encode())) for aggregate, key in locks}
        versions = {(aggregate, key): version for aggregate, key, version in await raising}
        tail = (self._at, context.actor, context.correlation_id, context.causation_id, context.traceparent)
        records = (
            (
                *belongs[place.aggregate, key],
                uuid7(),
                place.topic,
                key,
                place.type,
                versions[place.aggregate, key],
                *tail,
                value,
            )
            for place, key, value in told
        )
        await connection.copy_records_to_table("outbox", columns=_COLUMNS, records=records)
        await _sql().hint(connection)
        return versions


@cache
def _place(kind: type, ce_type: str, topic: str) -> _Place:
    """Where a fact is told, looked up once per type: an import announces hundreds of thousands of three types."""
    snapshot = issubclass(kind, State | Tombstone)
    if not snapshot and not issubclass(kind, Event):
        raise UnregisteredFact(fact=kind.__name__, topic=topic, why="it is no contract's fact")
    found = TOPICS.get(topic)
    if found is None or (found.kind == "state") is not snapshot or ce_type not in FACTS:
        raise UnregisteredFact(fact=ce_type, topic=topic, why="the registry has no such pair")
    return _Place(found.name, found.aggregate, ce_type, found.largest_message, snapshot)


def _sql() -> Queries:
    return queries("mentoring.messaging.outbox")
