"""The envelope: CloudEvents 1.0 in Kafka's binary mode. Context in headers, JSON in the value, the key as it is.

Source: CloudEvents 1.0.2, «Kafka Protocol Binding», section 3.2. A null value is a tombstone and has no content type.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter, ValidationError

from mentoring.contracts.fact import FACTS, Fact, State, Tombstone

SPECVERSION: Final = "1.0"
CONTENT_TYPE: Final = "application/json"
_instant: Final[TypeAdapter[datetime]] = TypeAdapter(datetime)

Headers = list[tuple[str, bytes]]


class Unreadable(Exception):  # noqa: N818 - a reason for a dead letter, named as what it says
    """A record that cannot be used: ``code`` is stable and tells why, the text says where."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        super().__init__(detail)


class UnknownType(Unreadable):
    """A type that this reader does not know: newer than the reader, skipped and counted."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The context of one message."""

    id: str
    type: str
    source: str
    subject: str
    time: datetime
    version: int
    """Of the aggregate that the key names; rises, never restarts."""
    actor: str | None = None
    """Who caused it: a person's id or a machine's name."""
    correlation: str | None = None
    causation: str | None = None
    """The id of the message that caused this one."""
    traceparent: str | None = None

    def headers(self, *, tombstone: bool = False) -> Headers:
        """The record's headers; what is not set is absent."""
        pairs: list[tuple[str, str | None]] = [
            ("ce_specversion", SPECVERSION),
            ("ce_id", self.id),
            ("ce_source", self.source),
            ("ce_type", self.type),
            ("ce_subject", self.subject),
            ("ce_time", self.time.isoformat()),
            ("ce_aggregateversion", str(self.version)),
            ("ce_actor", self.actor),
            ("ce_correlationid", self.correlation),
            ("ce_causationid", self.causation),
            ("content-type", None if tombstone else CONTENT_TYPE),
            ("traceparent", self.traceparent),
        ]
        return [(name, text.encode()) for name, text in pairs if text is not None]

    @classmethod
    def read(cls, headers: Iterable[tuple[str, bytes | None]]) -> "Envelope":
        """Read the headers of a record from any producer.

        Raises:
            Unreadable: a header is missing, null, not UTF-8 or not of its form.
        """
        texts = dict(_text(name, raw) for name, raw in headers if name.startswith("ce_") or name == "traceparent")
        if texts.get("ce_specversion", SPECVERSION) != SPECVERSION:
            raise Unreadable("bad-header", f"ce_specversion is {texts['ce_specversion']!r}, not {SPECVERSION}")
        for name in ("ce_id", "ce_type", "ce_source"):
            if not texts.get(name):
                raise Unreadable("missing-header", f"the header {name} is missing or empty")
        try:
            time = _instant.validate_python(texts["ce_time"])
            version = int(texts["ce_aggregateversion"])
        except KeyError as missing:
            raise Unreadable("missing-header", f"the header {missing.args[0]} is missing") from None
        except ValueError as wrong:
            raise Unreadable("bad-header", f"ce_time or ce_aggregateversion is malformed: {wrong}") from None
        if time.tzinfo is None:
            raise Unreadable("bad-header", "ce_time has no offset")
        return cls(
            id=texts["ce_id"],
            type=texts["ce_type"],
            source=texts["ce_source"],
            subject=texts.get("ce_subject", ""),
            time=time,
            version=version,
            actor=texts.get("ce_actor"),
            correlation=texts.get("ce_correlationid"),
            causation=texts.get("ce_causationid"),
            traceparent=texts.get("traceparent"),
        )


def _text(name: str, raw: bytes | None) -> tuple[str, str]:
    if raw is None:
        raise Unreadable("bad-header", f"the header {name} is null")
    try:
        return name, raw.decode()
    except UnicodeDecodeError:
        raise Unreadable("bad-header", f"the header {name} is not UTF-8") from None


def decode(envelope: Envelope, key: bytes | None, value: bytes | None) -> Fact | Tombstone:
    """The fact in a record.

    Raises:
        UnknownType: no fact of this name is known here.
        Unreadable: the major is unknown, the key is missing or another than the fact's, or the value does not fit.
    """
    fact = FACTS.get(envelope.type)
    if fact is None:
        name, _, major = envelope.type.rpartition(".v")
        if major.isdigit() and any(known.rpartition(".v")[0] == name for known in FACTS):
            raise Unreadable("unknown-major", f"version {major} of {name} is not known here")
        raise UnknownType("unknown-type", f"{envelope.type} is not known here")
    if key is None:
        raise Unreadable("missing-key", "the record has no key")
    try:
        text = key.decode()
    except UnicodeDecodeError:
        raise Unreadable("bad-key", "the key is not UTF-8") from None
    if value is None:
        if not issubclass(fact, State):
            raise Unreadable("no-value", f"{envelope.type} is an event and cannot be null")
        return Tombstone(fact, text)
    try:
        read = fact.model_validate_json(value)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "value"
        raise Unreadable("schema", f"{where}: {first['msg']} ({wrong.error_count()} faults)") from None
    if read.message_key != text:
        raise Unreadable("bad-key", f"the key is not the {fact.key_field} of the value")
    return read
