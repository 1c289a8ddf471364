"""A dead letter: what could not be used, why, and where it lay."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from mentoring.messaging.inbox.records import Headers, Record

State = Literal["open", "parked", "superseded", "replayed", "discarded"]
WAITING: tuple[State, ...] = ("open", "parked")
STATES: tuple[State, ...] = ("open", "parked", "superseded", "replayed", "discarded")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter without its bytes."""

    id: UUID
    ordinal: int
    """Of arrival; within a key, the order of the events."""
    consumer: str
    event_id: str
    event_type: str | None
    version: int | None
    readable_key: str | None
    """None where the key is missing or not text: such a letter parks nothing."""
    topic: str
    partition: int
    offset: int
    recorded_at: datetime
    state: State
    reason: str
    """A stable code."""
    detail: str
    """Words for operators; they may hold data of the message and go when the letter is closed."""
    put_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    closed_because: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Letter":
        """The letter in a row of the table."""
        return cls(**{name: row[name] for name in cls.__slots__})

    @property
    def waits(self) -> bool:
        """Whether it still wants an act, its own or that of the one before it."""
        return self.state in WAITING


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a letter as they came; all are gone once it is closed."""

    key: bytes | None
    headers: Headers
    value: bytes | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Contents":
        """The bytes in a row of the table."""
        return cls(row["key"], unpack(row["headers"]), row["value"])


def record_of(letter: Letter, contents: Contents) -> Record:
    """The record as the broker gave it."""
    return Record(
        topic=letter.topic,
        partition=letter.partition,
        offset=letter.offset,
        at=letter.recorded_at,
        key=contents.key,
        value=contents.value,
        headers=contents.headers,
    )


def pack(headers: Headers) -> bytes:
    """Headers as one column: JSON of ``[name, base64 or null]``."""
    return json.dumps(
        [[name, None if raw is None else base64.b64encode(raw).decode()] for name, raw in headers]
    ).encode()


def unpack(packed: bytes | None) -> Headers:
    """The headers again."""
    if packed is None:
        return ()
    return tuple((name, None if raw is None else base64.b64decode(raw)) for name, raw in json.loads(packed))
