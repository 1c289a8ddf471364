"""A record as it came from the broker: bytes, untouched, and where it lay."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

Headers = tuple[tuple[str, bytes | None], ...]

LONGEST_ID: Final = 200
"""Characters of an id that the inbox takes; ours have 36."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a topic."""

    topic: str
    """The logical name."""
    partition: int
    offset: int
    at: datetime
    """The broker's time of it."""
    key: bytes | None
    value: bytes | None
    headers: Headers

    @classmethod
    def of(cls, raw: Any, topic: str) -> "Record":
        """The record in aiokafka's form, under its logical topic."""
        at = datetime.fromtimestamp(max(raw.timestamp, 0) / 1000, UTC)
        return cls(topic, raw.partition, raw.offset, at, raw.key, raw.value, tuple(raw.headers))

    @property
    def position(self) -> str:
        """What stands for its id where it has no readable one."""
        return f"position:{self.topic}/{self.partition}/{self.offset}"

    @property
    def event_id(self) -> str:
        """The id that its sender gave it, or else its position."""
        return _text(dict(self.headers).get("ce_id")) or self.position

    @property
    def readable_key(self) -> str | None:
        """The key as text; None where it is missing or no text that a database can hold."""
        return _text(self.key)


def clean(text: str | None) -> str | None:
    """The text, where a database and a header can hold it and it is of a sane length."""
    return text if text and "\0" not in text and len(text) <= LONGEST_ID else None


def _text(raw: bytes | None) -> str | None:
    try:
        return clean(raw.decode()) if raw else None
    except UnicodeDecodeError:
        return None
