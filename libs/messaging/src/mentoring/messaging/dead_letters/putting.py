"""Putting messages aside, and healing: always in the transaction that decides it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from mentoring.contracts.operations import DeadLettered, DeadLetterSuperseded, MessageParked, Position
from mentoring.contracts.topics import Service
from mentoring.messaging.dead_letters.letter import pack
from mentoring.messaging.inbox.marks import sql as inbox
from mentoring.messaging.inbox.reading import envelope_of
from mentoring.messaging.inbox.records import clean
from mentoring.postgres import Queries, queries
from mentoring.telemetry import metrics

if TYPE_CHECKING:
    from mentoring.messaging.inbox.faults import Reason
    from mentoring.messaging.inbox.reading import Message
    from mentoring.messaging.inbox.records import Record
    from mentoring.messaging.unit import Unit


def sql() -> Queries:
    """The queries beside this file."""
    return queries("mentoring.messaging.dead_letters")


async def put(unit: "Unit[Any]", consumer: str, record: "Record", reason: "Reason", *, parked: bool) -> None:
    """Keep the record and tell operators; its mark is made by the caller, in this transaction."""
    envelope = envelope_of(record)
    work = unit.work
    letter = work.new_id()
    version = None if envelope is None or not -(2**63) <= envelope.version < 2**63 else envelope.version
    await sql().put(
        unit.connection,
        id=letter,
        consumer=consumer,
        event_id=record.event_id,
        event_type=None if envelope is None else clean(envelope.type),
        version=version,
        readable_key=record.readable_key,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        recorded_at=record.at,
        key=record.key,
        headers=pack(record.headers),
        value=record.value,
        state="parked" if parked else "open",
        reason=reason.code,
        detail=reason.detail,
        at=work.now(),
    )
    position = Position(topic=record.topic, partition=record.partition, offset=record.offset)
    told: dict[str, Any] = {"service": service_of(consumer), "consumer": consumer, "dead_letter": letter}
    if parked:
        work.announce(MessageParked(**told, position=position))
    else:
        work.announce(DeadLettered(**told, position=position, reason=reason.code))
        metrics.DEAD_LETTERS.labels(consumer, reason.code).inc()


async def heal(unit: "Unit[Any]", consumer: str, came: Iterable["Message"]) -> int:
    """Close what readable snapshots and tombstones of a state topic made needless; how many that were."""
    versions: Mapping[str, int] = {message.key: message.envelope.version for message in came}
    at = unit.work.now()
    rows = await sql().healed(
        unit.connection, consumer=consumer, keys=list(versions), versions=list(versions.values()), at=at
    )
    if not rows:
        return 0
    await inbox().settle(unit.connection, consumer=consumer, event_ids=[row["event_id"] for row in rows], at=at)
    for row in rows:
        unit.work.announce(DeadLetterSuperseded(service=service_of(consumer), consumer=consumer, dead_letter=row["id"]))
    return len(rows)


def service_of(consumer: str) -> Service:
    """The service that a consumer belongs to: the first word of its name."""
    return cast("Service", consumer.partition(".")[0])
