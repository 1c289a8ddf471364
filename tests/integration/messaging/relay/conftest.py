"""A database with an outbox, topics of its own, and relays that keep short terms."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from mentoring.contracts import Event
from mentoring.contracts.matching import ProgramDrafted
from mentoring.kernel import Work
from mentoring.messaging import Kafka, Units
from mentoring.messaging.relay import Relay, Terms
from mentoring.postgres import Connection, Database
from mentoring.testing.databases import Databases
from mentoring.testing.topics import Topics

PROGRAMS, PROGRAMS_STATE = "matching.programs", "matching.programs.state"
SHORT = Terms(
    lease=timedelta(seconds=1.5),
    renew=timedelta(seconds=0.3),
    send_life=timedelta(seconds=2),
    settle=timedelta(seconds=0.05),
    stop=timedelta(seconds=2),
    refused_again=timedelta(seconds=1),
)
Record: TypeAlias = Any
"""aiokafka's ConsumerRecord."""


def just_the_work(_connection: Connection, work: Work) -> Work:
    return work


@pytest.fixture
def url(databases: Databases) -> str:
    return databases("matching")


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    async with Database.open(url, max_size=20) as opened:
        yield opened


@pytest.fixture
def units(db: Database) -> Units[Work]:
    return Units(db, just_the_work, lambda: datetime.now(UTC))


@pytest.fixture
async def cluster(kafka: str, topics: Topics, topic_prefix: str) -> Kafka:
    await topics.create(PROGRAMS, PROGRAMS_STATE)
    return Kafka(kafka, prefix=topic_prefix, local=True, request_timeout=timedelta(seconds=2))


@asynccontextmanager
async def relaying(db: Database, kafka: Kafka, terms: Terms = SHORT) -> AsyncIterator[asyncio.Task[None]]:
    """A relay for the length of a block, then a clean stop."""
    task = asyncio.create_task(Relay(db, kafka, terms).run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def everything_on(kafka: Kafka, *names: str) -> list[Record]:
    """All records of some topics, in the order of their partitions and offsets."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka.servers, enable_auto_commit=False)
    await consumer.start()
    try:
        places = [
            TopicPartition(kafka.physical(name), number)
            for name in names
            for number in await consumer._client._wait_on_metadata(kafka.physical(name))
        ]
        consumer.assign(places)
        await consumer.seek_to_beginning(*places)
        ends = await consumer.end_offsets(places)
        records: list[Record] = []
        while any([await consumer.position(place) < ends[place] for place in places]):
            for batch in (await consumer.getmany(timeout_ms=200)).values():
                records += batch
    finally:
        await consumer.stop()
    return sorted(records, key=lambda record: (record.topic, record.partition, record.offset))


async def drained(db: Database, within: float = 20.0, left: int = 0) -> None:
    """Wait until at most so many rows wait."""

    async def enough() -> bool:
        async with db.session() as connection:
            waiting: int = await connection.fetchval("SELECT count(*) FROM outbox")
            return waiting <= left

    await until(enough, within)


async def until(true: Callable[[], Awaitable[bool]], within: float = 20.0) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(within):
        while not await true():  # noqa: ASYNC110 - what is waited for happens in a server
            await asyncio.sleep(0.02)


async def holders(db: Database) -> dict[str | None, int]:
    """How many shards each relay holds."""
    async with db.session() as connection:
        rows = await connection.fetch("SELECT holder::text, count(*) AS held FROM relay_shards GROUP BY holder")
    return {row["holder"]: row["held"] for row in rows}


def drafted(program: object) -> Event:
    return ProgramDrafted.model_validate({"program": program, "kind": "formal"})


def versions(records: list[Record]) -> dict[tuple[str, bytes], list[int]]:
    """The versions of each topic and key in the order in which they lie in the log, first appearances alone."""
    seen: dict[tuple[str, bytes], list[int]] = {}
    for record in records:
        version = int(dict(record.headers)["ce_aggregateversion"])
        known = seen.setdefault((record.topic, record.key), [])
        if version not in known:
            known.append(version)
    return seen
