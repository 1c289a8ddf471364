"""What a message does: the service's own function, called with what was read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from mentoring.contracts import Event
from mentoring.messaging.facts import Projection

if TYPE_CHECKING:
    from mentoring.messaging.facts import AnyConsumer, Reaction
    from mentoring.messaging.inbox.reading import Message


async def react(consumer: "Reaction", message: "Message", work: Any) -> None:
    """Call the function for this type of event."""
    await consumer.handlers[message.fact.ce_type](cast("Event", message.fact), message.told, work)


async def project(consumer: Projection[Any], newer: Sequence["Message"], work: Any) -> None:
    """Keep the snapshots and forget what is gone: one message per key, each newer than what was kept."""
    consumer.check()
    kept = [message.fact for message in newer if not message.erases]
    gone = [UUID(message.key) for message in newer if message.erases]
    if kept and consumer.keeping is not None:
        await consumer.keeping(kept, work)
    if gone and consumer.forgetting is not None:
        await consumer.forgetting(gone, work)


async def apply(consumer: "AnyConsumer", message: "Message", work: Any) -> None:
    """What one message does, whatever its consumer is."""
    if isinstance(consumer, Projection):
        await project(consumer, [message], work)
    else:
        await react(consumer, message, work)
