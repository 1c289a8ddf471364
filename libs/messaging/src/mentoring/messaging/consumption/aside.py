"""Putting a record aside: its mark, its bytes and the fact for operators in one transaction."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mentoring.messaging.consumption.counting import Outcome
from mentoring.messaging.dead_letters.putting import put
from mentoring.messaging.facts import Projection
from mentoring.messaging.inbox.marks import lock_together, mark, sql
from mentoring.messaging.inbox.reading import context_of, envelope_of
from mentoring.telemetry import Context, bound, new_correlation_id

if TYPE_CHECKING:
    from mentoring.contracts import Envelope
    from mentoring.messaging.facts import AnyConsumer
    from mentoring.messaging.inbox.faults import Reason
    from mentoring.messaging.inbox.records import Record
    from mentoring.messaging.unit import Unit, Units


async def put_aside(
    units: "Units[Any]", consumer: "AnyConsumer", record: "Record", reason: "Reason", *, gate: bool
) -> Outcome:
    """Make a dead letter of a record, unless it is known already, older than what is kept, or old news."""
    envelope = envelope_of(record)
    context = Context(correlation_id=new_correlation_id()) if envelope is None else context_of(envelope)
    key = record.readable_key
    at = datetime.now(UTC)
    with bound(context):
        async with units.open(context=context) as unit:
            await lock_together(unit.connection, consumer.name, [] if key is None else [key], gate=gate)
            needless = await _needless(unit, consumer, record, envelope)
            state = "dead" if needless is None else "done"
            if not await mark(unit.connection, consumer.name, [record.event_id], state, at=at):
                return "duplicate"
            if needless is not None:
                return needless
            await put(unit, consumer.name, record, reason, parked=False)
    return "dead"


async def _needless(
    unit: "Unit[Any]", consumer: "AnyConsumer", record: "Record", envelope: "Envelope | None"
) -> Outcome | None:
    key = record.readable_key
    if isinstance(consumer, Projection):
        if key is None or envelope is None:
            return None
        kept = await sql().kept_version(unit.connection, consumer=consumer.name, key=key)
        return "stale" if kept is not None and kept >= envelope.version else None
    told_at = record.at if envelope is None else envelope.time
    return "forgotten" if is_old_news(consumer.forget_after, told_at, unit.work.now()) else None


def is_old_news(forget_after: Any, told_at: datetime, now: datetime) -> bool:
    """Whether a reaction does not care any more; an event projection cares for ever."""
    return forget_after is not None and now - told_at > forget_after
