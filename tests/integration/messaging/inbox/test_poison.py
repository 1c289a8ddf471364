"""Poison of every kind becomes a dead letter with its bytes, and nothing else suffers."""

import struct
from collections.abc import Sequence
from uuid import uuid4

import pytest
from aiokafka.errors import KafkaError
from aiokafka.record.util import calc_crc32c

from mentoring.contracts.profile import PersonLeft, PersonState
from mentoring.messaging.dead_letters.letter import unpack
from tests.integration.messaging.inbox.desk import Desk, a_person, envelope_of, eventually
from tests.integration.messaging.inbox.poison import POISON, Poison, Raw, header, raw_of

EVENTS, STATES = "profile.people", "profile.people.state"


async def letters(desk: Desk) -> list[tuple[str, int]]:
    return [(letter["reason"], letter["offset"]) for letter in await desk.letters()]


@pytest.mark.parametrize("poison", POISON, ids=lambda one: one.name)
async def test_poison_on_an_event_topic_is_put_aside_with_its_bytes(desk: Desk, poison: Poison) -> None:
    ana, ben = uuid4(), uuid4()
    key, value, headers = poison.spoil(raw_of(PersonLeft(person=ana)))
    offset = await desk.send(EVENTS, key, value, headers, partition=0)
    after = await desk.tell(PersonLeft(person=ben), 1)
    async with desk.worker():
        await eventually(lambda: desk.effects(ben), [after])
        await eventually(lambda: letters(desk), [(poison.reason, offset)])

    (letter,) = await desk.letters("open")
    assert (EVENTS, 0) == (letter["topic"], letter["partition"])
    assert (key, value, tuple(headers)) == (letter["key"], letter["value"], unpack(letter["headers"]))
    assert poison.keyed is (letter["readable_key"] is not None)
    assert ["dead-lettered"] == await desk.announced()
    assert [] == await desk.effects(ana)


@pytest.mark.parametrize("poison", [one for one in POISON if one.reason != "missing-key"], ids=lambda one: one.name)
async def test_poison_on_a_state_topic_leaves_the_rest_of_its_poll_untouched(desk: Desk, poison: Poison) -> None:
    ana, ben, eve = uuid4(), uuid4(), uuid4()
    for version in (1, 2):
        await desk.send(STATES, *raw_of(a_person(ana, f"a{version}"), version), partition=0)
    offset = await desk.send(STATES, *poison.spoil(raw_of(a_person(eve))), partition=0)
    await desk.send(STATES, *raw_of(a_person(ben, "b")), partition=0)
    async with desk.worker():
        await eventually(lambda: letters(desk), [(poison.reason, offset)])
        await eventually(lambda: desk.value("SELECT string_agg(name, ',' ORDER BY name) FROM kept"), "a2,b")

    assert ["dead-lettered"] == await desk.announced()


async def test_a_null_key_does_not_even_reach_a_state_topic(desk: Desk) -> None:
    """A compacted topic has no place for it; on event topics, and if a broker ever let it in, it is put aside."""
    _, value, headers = raw_of(a_person(uuid4()))
    with pytest.raises(KafkaError):
        await desk.send(STATES, None, value, headers)


async def test_a_null_value_is_no_event(desk: Desk) -> None:
    ana = uuid4()
    key, _, headers = raw_of(PersonLeft(person=ana))
    offset = await desk.send(EVENTS, key, None, headers)
    async with desk.worker():
        await eventually(lambda: letters(desk), [("no-value", offset)])


async def test_a_tombstone_of_what_is_no_id_is_put_aside(desk: Desk) -> None:
    headers = envelope_of(PersonState.gone(uuid4()), 1).headers(tombstone=True)
    offset = await desk.send(STATES, b"everybody", None, headers)
    async with desk.worker():
        await eventually(lambda: letters(desk), [("bad-key", offset)])


async def test_a_fact_of_another_topic_is_put_aside(desk: Desk) -> None:
    offset = await desk.send(EVENTS, *raw_of(a_person(uuid4())))
    async with desk.worker():
        await eventually(lambda: letters(desk), [("wrong-topic", offset)])


async def test_an_unknown_type_is_skipped_even_where_its_key_waits(desk: Desk) -> None:
    ana = uuid4()
    offset = await desk.send(EVENTS, str(ana).encode(), b"{}", [])
    unknown = header("ce_type", b"mentoring.profile.person-promoted.v1")
    await desk.send(EVENTS, *unknown(raw_of(PersonLeft(person=ana))))
    await desk.send(EVENTS, *header("ce_type", b"com.example.other")(raw_of(PersonLeft(person=ana))))
    behind = await desk.tell(PersonLeft(person=ana), 2)
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT event_id FROM dead_letters WHERE state = 'parked'"), behind)

    assert [("missing-header", offset)] == [
        (letter["reason"], letter["offset"]) for letter in await desk.letters("open")
    ]
    assert 2 == await desk.value("SELECT count(*) FROM inbox")


async def test_a_zero_byte_in_the_actor_harms_nobody(desk: Desk) -> None:
    await desk.send(EVENTS, *header("ce_actor", b"a\x00b")(raw_of(PersonLeft(person=uuid4()))))
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT count(*) FROM effects"), 1)


async def test_the_same_poison_read_again_is_one_letter(desk: Desk) -> None:
    await desk.send(EVENTS, None, b"{}", [], partition=0)
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT count(*) FROM dead_letters"), 1)
    await desk.rewind("matching.people-events")
    after = await desk.tell(PersonLeft(person=uuid4()), 1)
    async with desk.worker():
        await eventually(desk.effects, [after])

    assert 1 == await desk.value("SELECT count(*) FROM dead_letters")


async def test_a_header_whose_name_is_not_text_does_not_stop_the_partition(desk: Desk) -> None:
    """The client library cannot read it, nor what shares its batch; no client of ours can even send it."""
    ana, ben, eve = uuid4(), uuid4(), uuid4()
    raw = [raw_of(PersonLeft(person=person)) for person in (ana, ben)]
    sent = await send_with_odd_name(desk, raw)
    assert 0 == sent
    after = await desk.tell(PersonLeft(person=eve), 1)
    async with desk.worker():
        await eventually(lambda: desk.effects(eve), [after])
        await eventually(lambda: desk.value("SELECT count(*) FROM effects"), 3)

    assert [] == await desk.letters()


async def send_with_odd_name(desk: Desk, records: Sequence[Raw]) -> int:
    """One batch whose first record has a header with a name of two bytes that are no UTF-8."""
    topic = desk.kafka.physical(EVENTS)
    await desk.producer.partitions_for(topic)
    batch = desk.producer.create_batch()
    for number, (key, value, headers) in enumerate(records):
        odd = [("odd-name", b"x")] if number == 0 else []
        batch.append(key=key, value=value, timestamp=None, headers=[*odd, *headers])
    batch.close()
    batch._build()
    patched = bytearray(batch._buffer)
    at = patched.find(b"odd-name")
    patched[at : at + 2] = b"\xff\xfe"
    struct.pack_into(">I", patched, 17, calc_crc32c(bytes(patched[21:])))
    batch._buffer = patched
    sent = await (await desk.producer.send_batch(batch, topic, partition=0))
    return int(sent.offset)
