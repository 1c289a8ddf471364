"""Scheduling between a real broker and a real database: what others tell comes in, what it does goes out."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from mentoring.contracts import Envelope, Fact, Tombstone, decode
from mentoring.contracts.matching import Cadence, MentorshipEnded, MentorshipStarted
from mentoring.contracts.profile import PersonLeft, PersonState
from mentoring.contracts.scheduling import AvailabilityState, CheckInsState, SessionState
from mentoring.messaging import Kafka
from mentoring.messaging.relay import Relay
from mentoring.messaging.worker import Worker
from mentoring.runtime.running import Running, opened
from mentoring.scheduling.app import build
from mentoring.scheduling.config import Settings
from mentoring.scheduling.entrypoints.events import facts
from mentoring.scheduling.usecases.book_check_ins import book_next_check_ins
from mentoring.testing.databases import Databases
from mentoring.testing.topics import FEW, Topics
from tests.unit.scheduling.builders import ANA, BEN, CLEO, MENTORSHIP, PROGRAM, a_person_state

PATIENCE = 60.0
NOW = datetime.now(UTC)
STARTED = MentorshipStarted(
    mentorship=MENTORSHIP,
    program=PROGRAM,
    mentor=ANA,
    mentee=BEN,
    started_at=NOW,
    ends_on=(NOW + timedelta(days=60)).date(),
    cadence=Cadence(every="P2W", minutes=30),
)
ENDED = MentorshipEnded(mentorship=MENTORSHIP, program=PROGRAM, mentor=ANA, mentee=BEN, reason="agreed")
BY_STATE = "SELECT state, count(*) FROM check_ins GROUP BY state ORDER BY state"


@dataclass
class Suite:
    """Scheduling with its worker and relay at work, and the others as far as it hears them. Its clock is ours."""

    running: Running
    kafka: Kafka
    producer: AIOKafkaProducer
    versions: dict[str, int]

    async def tell(self, fact: Fact | Tombstone, event: UUID | None = None) -> None:
        """As the owner of the fact would; the same event can be told twice."""
        version = self.versions[fact.message_key] = self.versions.get(fact.message_key, 0) + 1
        envelope = Envelope(str(event or uuid4()), fact.ce_type, "others", fact.message_key, NOW, version)
        topic, key = self.kafka.physical(fact.message_topic), fact.message_key.encode()
        headers = envelope.headers(tombstone=isinstance(fact, Tombstone))
        await self.producer.send_and_wait(topic, fact.encoded(), key=key, headers=headers)

    async def tick(self) -> int:
        async with self.running.works() as work:
            return await book_next_check_ins(work)

    async def ask(self, query: str) -> list[tuple[Any, ...]]:
        async with self.running.database.reading() as connection:
            return [tuple(row) for row in await connection.fetch(query)]

    async def eventually(self, query: str, *expected: tuple[Any, ...]) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while (found := await self.ask(query)) != list(expected):
            if asyncio.get_running_loop().time() > deadline:
                pytest.fail(f"{query}: found {found}, not {list(expected)}")
            await asyncio.sleep(0.05)

    async def told(self, topic: str) -> dict[str, Fact | Tombstone]:
        """The last record of each key, once the outbox is empty."""
        await self.eventually("SELECT count(*) FROM outbox", (0,))
        found: dict[str, Fact | Tombstone] = {}
        for record in await records(self.kafka, topic):
            envelope = Envelope.read(record.headers)
            found[record.key.decode()] = decode(envelope, record.key, record.value)
        return found


async def records(kafka: Kafka, topic: str) -> Sequence[Any]:
    """All of a topic, partition by partition."""
    partitions = [TopicPartition(kafka.physical(topic), number) for number in range(FEW)]
    found: list[Any] = []
    async with AIOKafkaConsumer(bootstrap_servers=kafka.servers, auto_offset_reset="earliest") as consumer:
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        while any([await consumer.position(each) < ends[each] for each in partitions]):
            for batch in (await consumer.getmany(timeout_ms=1000)).values():
                found += batch
    return found


@pytest.fixture
async def suite(databases: Databases, kafka: str, topics: Topics) -> AsyncIterator[Suite]:
    settings = Settings(
        environment="local",
        database_url=databases("scheduling"),
        kafka=kafka,
        topic_prefix=topics.prefix,
        issuer="http://issuer.test",
        audience="mentoring",
    )
    await topics.create()
    broker = Kafka(kafka, prefix=topics.prefix, local=True)
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(opened(build(settings), settings))
        producer = await stack.enter_async_context(AIOKafkaProducer(bootstrap_servers=kafka))
        worker = Worker(facts, running.units, broker)
        tasks = [asyncio.create_task(worker.run()), asyncio.create_task(Relay(running.database, broker).run())]
        yield Suite(running, broker, producer, {})
        worker.stop()
        await tasks[0]
        tasks[1].cancel()
        await asyncio.gather(tasks[1], return_exceptions=True)


async def test_from_people_and_a_mentorship_to_booked_check_ins_told_to_all(suite: Suite) -> None:
    """The mentorship comes first and is told twice; its people come later, then one leaves."""
    started = uuid4()
    await suite.tell(STARTED, started)
    await suite.tell(STARTED, started)
    await suite.eventually(BY_STATE, ("planned", 4))
    assert await suite.tick() == 0

    await suite.tell(a_person_state(ANA))
    await suite.tell(a_person_state(BEN, "Europe/Lisbon"))
    await suite.eventually("SELECT count(*) FROM people", (2,))
    assert await suite.tick() == 2

    told = await suite.told("scheduling.check-ins.state")
    state = told[str(MENTORSHIP)]
    assert isinstance(state, CheckInsState)
    assert [each.state for each in state.check_ins] == ["booked", "booked", "planned", "planned"]
    sessions = await suite.told("scheduling.sessions.state")
    assert {str(each.session) for each in state.check_ins[:2]} == set(sessions)
    availability = await suite.told("scheduling.availability.state")
    assert {key: each.zone for key, each in availability.items() if isinstance(each, AvailabilityState)} == {
        str(ANA): "Europe/Berlin",
        str(BEN): "Europe/Lisbon",
    }

    left = uuid4()
    await suite.tell(PersonLeft(person=BEN), left)
    await suite.tell(PersonLeft(person=BEN), left)
    await suite.eventually("SELECT state, reason, sequence FROM sessions", *[("cancelled", "left", 1)] * 2)
    await suite.eventually("SELECT count(*) FROM holds", (0,))
    sessions = await suite.told("scheduling.sessions.state")
    assert {each.state for each in sessions.values() if isinstance(each, SessionState)} == {"cancelled"}
    events = [Envelope.read(record.headers).type for record in await records(suite.kafka, "scheduling.sessions")]
    assert (
        sorted(events)
        == ["mentoring.scheduling.session-booked.v1"] * 2 + ["mentoring.scheduling.session-cancelled.v1"] * 2
    )


async def test_an_ended_mentorship_takes_its_check_ins_with_it(suite: Suite) -> None:
    for person in (ANA, BEN):
        await suite.tell(a_person_state(person))
    await suite.eventually("SELECT count(*) FROM people", (2,))
    await suite.tell(STARTED)
    await suite.eventually(BY_STATE, ("booked", 2), ("planned", 2))
    await suite.tell(ENDED)
    await suite.eventually(BY_STATE, ("cancelled", 4))
    await suite.eventually("SELECT DISTINCT state, reason FROM sessions", ("cancelled", "ended"))
    assert await suite.ask("SELECT count(*) FROM dead_letters") == [(0,)]


async def test_who_is_erased_is_gone_and_their_hours_with_them(suite: Suite) -> None:
    await suite.tell(a_person_state(CLEO))
    await suite.eventually("SELECT count(*) FROM people", (1,))
    await suite.tell(PersonState.gone(CLEO))
    await suite.eventually("SELECT count(*) FROM people", (0,))
    told = await suite.told("scheduling.availability.state")
    assert isinstance(told[str(CLEO)], Tombstone)


async def test_a_cadence_that_is_none_is_put_aside_and_the_others_go_on(suite: Suite) -> None:
    for person in (ANA, BEN):
        await suite.tell(a_person_state(person))
    await suite.eventually("SELECT count(*) FROM people", (2,))
    other = uuid4()
    await suite.tell(
        STARTED.model_copy(update={"mentorship": other, "cadence": Cadence.model_construct(every="P0D", minutes=30)})
    )
    await suite.tell(STARTED)
    await suite.eventually("SELECT consumer, reason FROM dead_letters", ("scheduling.mentorships", "schema"))
    await suite.eventually(BY_STATE, ("booked", 2), ("planned", 2))
