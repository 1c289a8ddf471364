"""The relay writes headers by a shorter way than the envelope does; both say the same."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mentoring.contracts import Envelope
from mentoring.messaging.relay.records import ROOM, headers_of

texts = st.text(min_size=1, max_size=40)
instants = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))


@given(
    told_at=instants,
    version=st.integers(1, 2**63 - 1),
    value=st.none() | st.binary(),
    others=st.tuples(*[st.none() | texts] * 4),
    key=texts,
)
def test_a_row_has_the_headers_of_its_envelope(
    told_at: datetime, version: int, value: bytes | None, others: tuple[str | None, ...], key: str
) -> None:
    row: dict[str, Any] = {
        "topic": "profile.people.state",
        "type": "mentoring.profile.person-state.v1",
        "id": "0199a5c0-0000-7000-8000-000000000900",
        "key": key,
        "told_at": told_at,
        "version": version,
        "value": value,
        **dict(zip(("actor", "correlation", "causation", "traceparent"), others, strict=True)),
    }
    actor, correlation, causation, traceparent = others
    envelope = Envelope(
        id=row["id"],
        type=row["type"],
        source="/mentoring/profile",
        subject=key,
        time=told_at,
        version=version,
        actor=actor,
        correlation=correlation,
        causation=causation,
        traceparent=traceparent,
    )

    assert envelope.headers(tombstone=value is None) == headers_of(row)
    assert envelope == Envelope.read(headers_of(row))


def test_there_is_room_for_the_headers() -> None:
    longest = {
        "topic": "notification.deliveries",
        "type": "mentoring.notification.delivery-accepted.v1",
        "id": "0199a5c0-0000-7000-8000-000000000900",
        "key": "0199a5c0-0000-7000-8000-000000000900",
        "told_at": datetime(2026, 11, 2, 9, 0, 0, 123456, tzinfo=UTC),
        "version": 2**63 - 1,
        "value": b"{}",
        "actor": "0199a5c0-0000-7000-8000-000000000900",
        "correlation": "0199a5c0-0000-7000-8000-000000000900",
        "causation": "0199a5c0-0000-7000-8000-000000000900",
        "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    }
    assert sum(len(name) + len(value) + 4 for name, value in headers_of(longest)) < ROOM + 200
