"""From bytes to a fact, for one consumer; what cannot be read is said, never skipped in silence."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mentoring.contracts import FACTS, Envelope, Event, State, Tombstone, UnknownType, Unreadable, decode
from mentoring.messaging.facts import Projection, Told
from mentoring.messaging.inbox.records import Record, clean
from mentoring.telemetry import Context

if TYPE_CHECKING:
    from mentoring.messaging.facts import AnyConsumer


@dataclass(frozen=True)
class Message:
    """A record that this consumer can use."""

    record: Record
    envelope: Envelope
    fact: Event | State | Tombstone

    @cached_property
    def id(self) -> str:
        """The event's id."""
        return self.envelope.id

    @cached_property
    def key(self) -> str:
        """The key, which is the fact's own."""
        return self.fact.message_key

    @property
    def erases(self) -> bool:
        """Whether it says that the key is gone."""
        return isinstance(self.fact, Tombstone)

    @property
    def told(self) -> Told:
        """The envelope as handlers see it."""
        envelope = self.envelope
        return Told(envelope.id, envelope.time, envelope.version, self.key, envelope.correlation, envelope.actor)

    @property
    def context(self) -> Context:
        """What follows from this message belongs to its chain and is caused by it."""
        return context_of(self.envelope)


def context_of(envelope: Envelope) -> Context:
    """The correlation is kept, the message is the cause, the trace goes on."""
    return Context(
        correlation_id=clean(envelope.correlation) or clean(envelope.id),
        causation_id=clean(envelope.id),
        actor=clean(envelope.actor),
        traceparent=clean(envelope.traceparent),
    )


def envelope_of(record: Record) -> Envelope | None:
    """The envelope, where it can be read."""
    try:
        return Envelope.read(record.headers)
    except Unreadable:
        return None


def read(record: Record, consumer: "AnyConsumer") -> Message | None:
    """The fact in a record, or None where this consumer has no use for its type.

    Raises:
        Unreadable: the record can be of no use to anybody as it is; its code says why.
    """
    envelope = Envelope.read(record.headers)
    if record.event_id != envelope.id:
        raise Unreadable("bad-header", "ce_id is too long, or holds what no text may")
    if not -(2**63) <= envelope.version < 2**63:
        raise Unreadable("bad-header", "ce_aggregateversion is out of range")
    known = FACTS.get(envelope.type)
    if known is not None and known.topic == consumer.topic and not _wanted(consumer, envelope.type):
        return None
    try:
        fact: Any = decode(envelope, record.key, record.value)
    except UnknownType:
        return None
    if known is None or known.topic != consumer.topic:
        raise Unreadable("wrong-topic", f"{envelope.type} does not belong on {consumer.topic}")
    if record.readable_key is None:
        raise Unreadable("bad-key", "the key is too long, or holds what no text may")
    if isinstance(fact, Tombstone):
        _id_of(fact.message_key)
    return Message(record, envelope, fact)


def _wanted(consumer: "AnyConsumer", ce_type: str) -> bool:
    if isinstance(consumer, Projection):
        return bool(consumer.state.ce_type == ce_type)
    return ce_type in consumer.handlers


def _id_of(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise Unreadable("bad-key", "the key of a tombstone is no id") from None
