"""The inbox in the database: claims, marks, versions, and the locks that workers and replay share."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal
from zlib import crc32

from mentoring.messaging.inbox.reading import Message
from mentoring.postgres import Connection, Queries, queries

Claim = Literal["claimed", "duplicate", "blocked"]
_STRIPES: Final = 64
"""Keys share locks, so that a batch of thousands holds at most so many."""
_GATE: Final = (crc32(b"mentoring.rebuild") - 2**31, 0)


def sql() -> Queries:
    """The queries beside this file."""
    return queries("mentoring.messaging.inbox")


def lock_of(consumer: str, key: str) -> tuple[int, int]:
    """The lock of (consumer, key), as PostgreSQL counts advisory locks: two signed numbers."""
    return crc32(consumer.encode()) - 2**31, crc32(key.encode()) % _STRIPES


async def claim(connection: Connection, consumer: str, event_id: str, key: str | None, *, at: datetime) -> Claim:
    """Mark an event as done by the transaction at hand, unless it was marked before or waits behind another.

    Without ``key`` nobody looks at what waits.
    """
    of, stripe = lock_of(consumer, key or "")
    answer: Claim = await sql().claim(
        connection, consumer=consumer, event_id=event_id, key=key, lock_of=of, stripe=stripe, at=at
    )
    return answer


async def lock_together(connection: Connection, consumer: str, keys: Iterable[str], *, gate: bool) -> None:
    """Hold the keys beside other workers; with ``gate`` also the read model's, which a rebuild takes alone to swap."""
    locks = ([_GATE] if gate else []) + sorted({lock_of(consumer, key) for key in keys})
    if locks:
        await sql().lock_together(connection, locks_of=[of for of, _ in locks], stripes=[stripe for _, stripe in locks])


async def lock_alone(connection: Connection, consumer: str, key: str) -> None:
    """Hold a key alone, as replay does."""
    of, stripe = lock_of(consumer, key)
    await sql().lock_alone(connection, lock_of=of, stripe=stripe)


async def close_gate(connection: Connection) -> None:
    """Hold the read model alone until the transaction ends: its projections wait."""
    await sql().lock_alone(connection, lock_of=_GATE[0], stripe=_GATE[1])


async def mark(
    connection: Connection, consumer: str, event_ids: Iterable[str], state: str, *, at: datetime
) -> set[str]:
    """Mark events; the ids that were not marked before come back."""
    rows = await sql().mark(connection, consumer=consumer, event_ids=sorted(event_ids), state=state, at=at)
    return {row["event_id"] for row in rows}


async def newer(connection: Connection, consumer: str, latest: Sequence[Message]) -> list[Message]:
    """Of one message per key those that are newer than what is kept; their versions are kept from now on."""
    ordered = sorted(latest, key=lambda message: message.key)
    rows = await sql().raise_versions(
        connection,
        consumer=consumer,
        keys=[message.key for message in ordered],
        versions=[message.envelope.version for message in ordered],
        erased=[message.erases for message in ordered],
    )
    raised = {row["key"] for row in rows}
    return [message for message in ordered if message.key in raised]


def latest_per_key(messages: Iterable[Message]) -> list[Message]:
    """The message of the highest version of each key; of equals the first."""
    latest: dict[str, Message] = {}
    for message in messages:
        known = latest.get(message.key)
        if known is None or message.envelope.version > known.envelope.version:
            latest[message.key] = message
    return list(latest.values())
