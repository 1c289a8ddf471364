"""Every way in which a record can be of no use."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from mentoring.contracts import Event, State
from tests.integration.messaging.inbox.desk import Headers, envelope_of

Raw = tuple[bytes | None, bytes | None, Headers]
Spoil = Callable[[Raw], Raw]


@dataclass(frozen=True)
class Poison:
    """A good record and how it is spoiled; ``keyed``: whether its key still parks what follows."""

    name: str
    reason: str
    spoil: Spoil
    keyed: bool = True


def raw_of(fact: Event | State, version: int = 1) -> Raw:
    """A record as a relay sends it."""
    return fact.message_key.encode(), fact.encoded(), envelope_of(fact, version).headers()


def header(name: str, raw: bytes | None) -> Spoil:
    def spoil(record: Raw) -> Raw:
        key, value, headers = record
        return key, value, [*(pair for pair in headers if pair[0] != name), (name, raw)]

    return spoil


def no_header(name: str) -> Spoil:
    return lambda record: (record[0], record[1], [pair for pair in record[2] if pair[0] != name])


def value(raw: bytes) -> Spoil:
    return lambda record: (record[0], raw, record[2])


def key(raw: bytes | None) -> Spoil:
    return lambda record: (raw, record[1], record[2])


def later_major(record: Raw) -> Raw:
    ce_type = dict(record[2])["ce_type"] or b""
    return header("ce_type", ce_type.replace(b".v1", b".v7"))(record)


POISON = [
    Poison(
        "random bytes everywhere",
        "missing-header",
        lambda _: (b"\x00\xff\xfe", b"\x80\x81\x00", [("\x00odd", b"\xff"), ("ce_id", b"\x00")]),
        keyed=False,
    ),
    Poison("no headers at all", "missing-header", lambda record: (record[0], record[1], [])),
    Poison("a value that is not JSON", "schema", value(b"{not json")),
    Poison("a value that is not UTF-8", "schema", value(b'{"person":"\xff\xfe"}')),
    Poison("a value of another shape", "schema", value(b'["person"]')),
    Poison("an empty value", "schema", value(b"")),
    Poison("a header that is not UTF-8", "bad-header", header("ce_subject", b"\xff\xfe")),
    Poison("an id that is not UTF-8", "bad-header", header("ce_id", b"\xff\xfe")),
    Poison("an id with a zero byte", "bad-header", header("ce_id", b"a\x00b")),
    Poison("an id that is endless", "bad-header", header("ce_id", b"x" * 5000)),
    Poison("a null header", "bad-header", header("ce_type", None)),
    Poison("a null header of a trace", "bad-header", header("traceparent", None)),
    Poison("a null key", "missing-key", key(None), keyed=False),
    Poison("a key that is not UTF-8", "bad-key", key(b"\xff\xfe\xfd"), keyed=False),
    Poison("another key than the value's", "bad-key", key(str(uuid4()).encode())),
    Poison("no ce_id", "missing-header", no_header("ce_id")),
    Poison("no ce_type", "missing-header", no_header("ce_type")),
    Poison("no version", "missing-header", no_header("ce_aggregateversion")),
    Poison("a version beyond all bounds", "bad-header", header("ce_aggregateversion", b"9" * 40)),
    Poison("a version that is no number", "bad-header", header("ce_aggregateversion", b"one")),
    Poison("a time without an offset", "bad-header", header("ce_time", b"2026-11-02T10:00:00")),
    Poison("another envelope", "bad-header", header("ce_specversion", b"0.3")),
    Poison("an unknown major", "unknown-major", later_major),
]
