"""What every service tells operators: what it could not use, and what became of it. No payload, no personal data."""

from typing import Literal
from uuid import UUID

from mentoring.contracts.fact import Closed, Event, Part
from mentoring.contracts.topics import Service

DEAD_LETTERS = "{service}.dead-letters"


class Position(Part):
    """Where the record lies."""

    topic: str
    partition: int
    offset: int


class DeadLettered(Event, topic=DEAD_LETTERS, key="consumer"):
    """A message could not be used and was put aside."""

    service: Service
    consumer: str
    dead_letter: UUID
    position: Position
    reason: Closed


class MessageParked(Event, topic=DEAD_LETTERS, key="consumer"):
    """A message waits behind a dead letter of its key."""

    service: Service
    consumer: str
    dead_letter: UUID
    position: Position


class DeadLetterSuperseded(Event, topic=DEAD_LETTERS, key="consumer"):
    """A newer snapshot of the key made the dead letter needless."""

    service: Service
    consumer: str
    dead_letter: UUID


class DeadLetterReplayed(Event, topic=DEAD_LETTERS, key="consumer"):
    """The message had its effect after all."""

    service: Service
    consumer: str
    dead_letter: UUID


class DeadLetterDiscarded(Event, topic=DEAD_LETTERS, key="consumer"):
    """An operator decided that the message shall have no effect."""

    service: Service
    consumer: str
    dead_letter: UUID
    reason_given: Literal[True] = True
    """The words stay with the service."""
