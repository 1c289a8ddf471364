"""The envelope is CloudEvents 1.0 in Kafka's binary mode, judged by the CloudEvents SDK; bad ones say what is wrong."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from mentoring.contracts import Envelope, UnknownType, Unreadable, decode, profile

ANA = UUID("0199a5c0-0000-7000-8000-000000000001")
LEFT = profile.PersonLeft(person=ANA)
ENVELOPE = Envelope(
    id="0199a5c0-0000-7000-8000-000000000900",
    type=profile.PersonLeft.ce_type,
    source="/mentoring/profile",
    subject=str(ANA),
    time=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    version=7,
    actor="Zoë",
    correlation="c-1",
    causation="m-1",
    traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
)


def test_the_sdk_reads_what_we_write() -> None:
    message = KafkaMessage(headers=dict(ENVELOPE.headers()), key=LEFT.message_key, value=LEFT.encoded())

    read = from_binary(message, JSONFormat())

    assert isinstance(read, CloudEvent)
    assert (ENVELOPE.id, ENVELOPE.type, ENVELOPE.source) == (read.get_id(), read.get_type(), read.get_source())
    assert (ENVELOPE.subject, ENVELOPE.time) == (read.get_subject(), read.get_time())
    assert ("7", "Zoë") == (read.get_extension("aggregateversion"), read.get_extension("actor"))
    assert json.loads(LEFT.encoded()) == read.get_data()


def test_we_read_what_the_sdk_writes() -> None:
    event = from_binary(
        KafkaMessage(headers=dict(ENVELOPE.headers()), key=LEFT.message_key, value=LEFT.encoded()), JSONFormat()
    )

    written = to_binary(event, JSONFormat())
    envelope = Envelope.read(written.headers.items())

    assert envelope == replace(ENVELOPE, traceparent=None)
    assert decode(envelope, str(written.key).encode(), written.value) == LEFT


def test_attribute_names_hold_only_lower_case_letters_and_digits() -> None:
    for name, _ in ENVELOPE.headers():
        if name.startswith("ce_"):
            assert name.removeprefix("ce_").isalnum()
            assert name == name.lower()


@pytest.mark.parametrize("missing", ["ce_id", "ce_type", "ce_source", "ce_time", "ce_aggregateversion"])
def test_a_missing_header_is_named(missing: str) -> None:
    with pytest.raises(Unreadable, match=missing) as refused:
        Envelope.read([pair for pair in ENVELOPE.headers() if pair[0] != missing])
    assert refused.value.code == "missing-header"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ce_id", b"\xff\xfe"),
        ("ce_type", None),
        ("ce_time", b"yesterday"),
        ("ce_time", b"2026-11-23T09:30:00"),
        ("ce_aggregateversion", b"seven"),
        ("ce_specversion", b"0.3"),
        ("ce_actor", b"\xff"),
    ],
)
def test_a_malformed_header_is_named(name: str, raw: bytes | None) -> None:
    headers = [pair if pair[0] != name else (name, raw) for pair in ENVELOPE.headers()]
    with pytest.raises(Unreadable, match=name) as refused:
        Envelope.read(headers)
    assert refused.value.code == "bad-header"


@pytest.mark.parametrize(
    ("code", "type_", "key", "value"),
    [
        ("unknown-type", "mentoring.profile.person-sang.v1", str(ANA).encode(), LEFT.encoded()),
        ("unknown-major", "mentoring.profile.person-left.v9", str(ANA).encode(), LEFT.encoded()),
        ("missing-key", ENVELOPE.type, None, LEFT.encoded()),
        ("bad-key", ENVELOPE.type, b"\xff", LEFT.encoded()),
        ("bad-key", ENVELOPE.type, b"another", LEFT.encoded()),
        ("no-value", ENVELOPE.type, str(ANA).encode(), None),
        ("schema", ENVELOPE.type, str(ANA).encode(), b"{}"),
        ("schema", ENVELOPE.type, str(ANA).encode(), b"\x00\xff not json"),
    ],
)
def test_a_record_that_cannot_be_used_says_why(code: str, type_: str, key: bytes | None, value: bytes | None) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(replace(ENVELOPE, type=type_), key, value)
    assert refused.value.code == code
    assert isinstance(refused.value, UnknownType) == (code == "unknown-type")


def test_a_field_that_a_newer_producer_added_is_ignored() -> None:
    newer = json.dumps({**json.loads(LEFT.encoded()), "last_day": "2026-11-30"}).encode()
    assert decode(ENVELOPE, LEFT.message_key.encode(), newer) == LEFT
