"""What profile tells reaches a real broker, whole, in order and under its key."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer

from mentoring.contracts import Envelope, Event, State, Tombstone, decode
from mentoring.contracts.profile import PEOPLE, PEOPLE_STATE, PersonJoined, PersonLeft, PersonMoved, PersonState
from mentoring.messaging import Kafka
from mentoring.messaging.relay import Relay
from mentoring.testing.topics import Topics
from tests.integration.profile.api import Api
from tests.unit.profile.builders import row

TOPICS = ("profile.people", "profile.people.state", "profile.participants.state", "profile.imports")
PATIENCE = 60.0
Told = list[tuple[Envelope, Event | State | Tombstone]]


@asynccontextmanager
async def relaying(api: Api, kafka: Kafka) -> AsyncIterator[None]:
    task = asyncio.create_task(Relay(api.running.database, kafka).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def read(kafka: Kafka, wanted: int) -> dict[str, Told]:
    """Facts by logical topic, until there are so many."""
    logical = {kafka.physical(name): name for name in TOPICS}
    consumer = AIOKafkaConsumer(*logical, bootstrap_servers=kafka.servers, auto_offset_reset="earliest", group_id=None)
    found: dict[str, Told] = defaultdict(list)
    await consumer.start()
    try:
        async with asyncio.timeout(PATIENCE):
            for _ in range(wanted):
                record = await consumer.getone()
                envelope = Envelope.read(record.headers)
                fact = decode(envelope, record.key, record.value)
                assert isinstance(fact, Event | State | Tombstone)
                found[logical[record.topic]].append((envelope, fact))
    finally:
        await consumer.stop()
    return found


async def test_an_import_arrives_with_keys_headers_and_versions(
    api: Api, kafka: str, topics: Topics, topic_prefix: str
) -> None:
    await topics.create(*TOPICS)
    broker = Kafka(kafka, prefix=topic_prefix, local=True)
    rows = [row("E1"), *(row(f"E{number}", manager="E1") for number in range(2, 40))]
    async with relaying(api, broker):
        await api.bring(*rows)
        await api.bring(*rows[:-2], row("E38", manager="E2"))
        told = 3 * 39 + 2 + (2 + 2 + 2)
        assert len(await api.outbox()) <= told
        found = await read(broker, told)

    assert {
        "profile.people": 41,
        "profile.people.state": 41,
        "profile.participants.state": 39,
        "profile.imports": 4,
    } == {name: len(facts) for name, facts in found.items()}
    events = found[PEOPLE]
    assert {PersonJoined: 39, PersonMoved: 1, PersonLeft: 1} == {
        kind: sum(isinstance(fact, kind) for _, fact in events) for kind in (PersonJoined, PersonMoved, PersonLeft)
    }
    last: dict[str, tuple[int, PersonState]] = {}
    for envelope, fact in found[PEOPLE_STATE]:
        assert isinstance(fact, PersonState)
        assert envelope.subject == fact.message_key == str(fact.person)
        assert envelope.version == last.get(fact.employee_id, (0, fact))[0] + 1, "versions rise by one, in order"
        assert (envelope.actor, envelope.type) == ("hr-system", PersonState.ce_type)
        last[fact.employee_id] = (envelope.version, fact)
    assert last["E38"][0] == last["E39"][0] == 2
    assert last["E38"][1].manager == last["E2"][1].person
    assert last["E39"][1].status == "left"
    versions = {(envelope.subject, envelope.version) for envelope, _ in found[PEOPLE_STATE]}
    assert all((envelope.subject, envelope.version) in versions for envelope, _ in events), "event and state share it"
