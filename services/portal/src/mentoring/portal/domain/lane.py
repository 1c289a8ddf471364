"""The operator's view of one service."""

from dataclasses import dataclass
from typing import Final

LATE: Final = 30.0
"""Seconds after which something is behind."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One consumer of a service."""

    name: str
    messages: int
    seconds: float
    takes: str = ""
    """Time per message, in words; empty where it is not told."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter that waits for an act."""

    id: str
    consumer: str
    reason: str
    detail: str
    event_type: str | None
    key: str | None
    position: str
    since: str
    waiting: int
    """Messages of its key that wait behind it."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One service, or that it does not answer."""

    service: str
    down: bool = False
    outbox_rows: int = 0
    outbox_age: float = 0.0
    handler: str = ""
    consumers: tuple[Reader, ...] = ()
    letters: tuple[Letter, ...] = ()
    dead: int = 0

    @property
    def lag_seconds(self) -> float:
        """Of the farthest reader."""
        return max((reader.seconds for reader in self.consumers), default=0.0)

    @property
    def lag_messages(self) -> int:
        """Of all readers."""
        return sum(reader.messages for reader in self.consumers)

    @property
    def troubled(self) -> bool:
        """Whether somebody should look."""
        return self.dead > 0 or self.outbox_age > LATE or self.lag_seconds > LATE
