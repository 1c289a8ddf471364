"""Poison of every kind becomes a dead letter with its bytes, and nothing else suffers."""

from uuid import uuid4

import pytest
from aiokafka.errors import KafkaError

from mentoring.contracts.profile import PersonLeft, PersonState
from mentoring.messaging.dead_letters.letter import unpack
from tests.integration.messaging.inbox.desk import Desk, a_person, envelope_of, eventually
from tests.integration.messaging.inbox.poison import POISON, Poison, header, raw_of

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
