"""A row of the outbox as a record of Kafka."""

from functools import lru_cache
from typing import Any, Final

from mentoring.contracts import TOPICS
from mentoring.contracts.envelope import CONTENT_TYPE, SPECVERSION, Headers

ROOM: Final = 420
"""Bytes that a record's headers take, with room to spare."""
_LARGEST: Final = 256 * 1024
_CONTENT_TYPE: Final = ("content-type", CONTENT_TYPE.encode())


def headers_of(row: Any) -> Headers:
    """What ``Envelope.headers()`` says, at a third of its time: this is the relay's hottest line."""
    version, source, kind = _fixed(row["topic"], row["type"])
    headers: Headers = [
        version,
        ("ce_id", row["id"].encode()),
        source,
        kind,
        ("ce_subject", row["key"].encode()),
        ("ce_time", row["told_at"].isoformat().encode()),
        ("ce_aggregateversion", b"%d" % row["version"]),
    ]
    if (actor := row["actor"]) is not None:
        headers.append(("ce_actor", actor.encode()))
    if (correlation := row["correlation"]) is not None:
        headers.append(("ce_correlationid", correlation.encode()))
    if (causation := row["causation"]) is not None:
        headers.append(("ce_causationid", causation.encode()))
    if row["value"] is not None:
        headers.append(_CONTENT_TYPE)
    if (traceparent := row["traceparent"]) is not None:
        headers.append(("traceparent", traceparent.encode()))
    return headers


def size_of(row: Any) -> int:
    """Bytes of the record, from above."""
    return len(row["value"] or b"") + len(row["key"]) * 2 + ROOM


def largest_batch(topic: str) -> int:
    """Bytes of one batch: below what the broker takes on the topic, since it measures batches, not records."""
    known = TOPICS.get(topic)
    return known.largest_message if known else _LARGEST


def source_of(topic: str) -> str:
    """The ``ce_source`` of a topic's facts: the service that owns it."""
    return f"/mentoring/{topic.split('.', maxsplit=1)[0]}"


@lru_cache(maxsize=4096)
def _fixed(topic: str, kind: str) -> tuple[tuple[str, bytes], tuple[str, bytes], tuple[str, bytes]]:
    return (
        ("ce_specversion", SPECVERSION.encode()),
        ("ce_source", source_of(topic).encode()),
        ("ce_type", kind.encode()),
    )
