"""What every use case is given, whatever door it was called through."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Announceable(Protocol):
    """A fact, a snapshot or a tombstone of the contracts: it knows its topic and its key."""

    @property
    def message_topic(self) -> str:
        """The logical name of the topic that it belongs to."""
        ...

    @property
    def message_key(self) -> str:
        """The id that the topic is keyed by."""
        ...


class Work(Protocol):
    """One unit of work: all of it is committed with its facts, or nothing is. Services add their repositories."""

    def announce(self, fact: Announceable) -> None:
        """Tell a fact when, and only when, this work is committed."""
        ...

    def now(self) -> datetime:
        """The business time, aware, in UTC; one instant per unit of work."""
        ...

    def new_id(self) -> UUID:
        """A new id (UUIDv7)."""
        ...
