"""Bytes become facts, or a reason; nothing else ever comes out."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from mentoring.contracts import Unreadable
from mentoring.contracts.profile import PersonLeft, PersonState
from mentoring.messaging import Facts, Told
from mentoring.messaging.dead_letters.letter import pack, unpack
from mentoring.messaging.inbox.reading import Message, context_of, envelope_of, read
from mentoring.messaging.inbox.records import Headers, Record
from tests.integration.messaging.inbox.desk import envelope_of as envelope

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def facts() -> Facts:
    made = Facts("matching")
    people = made.projection("matching.people", PersonState)
    events = made.reaction("matching.people-events", "profile.people", forget_after=timedelta(days=30))

    @people.keep
    async def keep(people: Sequence[PersonState], work: object) -> None: ...

    @people.forget
    async def forget(people: Sequence[UUID], work: object) -> None: ...

    @events(PersonLeft)
    async def left(fact: PersonLeft, told: Told, work: object) -> None: ...

    return made


FACTS = facts()
NAMES = st.sampled_from([name for name, _ in envelope(PersonLeft(person=uuid4()), 1).headers()]) | st.text(max_size=8)
VALUES = st.sampled_from([PersonLeft.ce_type.encode(), b"1", b"1.0", NOON.isoformat().encode(), b"\0", b""])
RECORDS = st.builds(
    Record,
    topic=st.just("profile.people"),
    partition=st.integers(0, 11),
    offset=st.integers(0, 2**62),
    at=st.just(NOON),
    key=st.none() | st.binary(max_size=40),
    value=st.none() | st.binary(max_size=60),
    headers=st.lists(st.tuples(NAMES, st.none() | VALUES | st.binary(max_size=20)), max_size=14).map(tuple),
)


@given(record=RECORDS, consumer=st.sampled_from(sorted(FACTS.consumers)))
def test_any_bytes_are_a_message_a_type_nobody_asked_for_or_unreadable(record: Record, consumer: str) -> None:
    try:
        message = read(record, FACTS.consumers[consumer])
    except Unreadable as why:
        assert why.code  # noqa: PT017 - the reason is what is looked at
    else:
        assert message is None or isinstance(message, Message)
    assert 1 <= len(record.event_id) <= 200
    assert "\0" not in record.event_id + (record.readable_key or "")
    known = envelope_of(record)
    if known is not None:
        context = context_of(known)
        assert "\0" not in f"{context.correlation_id}{context.causation_id}{context.actor}{context.traceparent}"


@given(headers=st.lists(st.tuples(st.text(max_size=9), st.none() | st.binary(max_size=9)), max_size=9).map(tuple))
def test_headers_come_back_from_a_letter_as_they_went_in(headers: Headers) -> None:
    assert headers == unpack(pack(headers))


def test_a_good_record_keeps_its_chain() -> None:
    fact = PersonLeft(person=uuid4())
    told = envelope(fact, 7)
    record = Record("profile.people", 0, 1, NOON, fact.message_key.encode(), fact.encoded(), tuple(told.headers()))

    message = read(record, FACTS.consumers["matching.people-events"])

    assert message is not None
    assert fact == message.fact
    assert (told.id, 7, fact.message_key) == (message.told.id, message.told.version, message.told.key)
    assert (told.id, "c-1") == (message.context.causation_id, message.context.correlation_id)
