"""Killed, frozen, cut off, dealt anew: every event still has its effect once, in order per key."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from subprocess import Popen
from uuid import UUID, uuid4

from aiokafka import AIOKafkaProducer

from mentoring.contracts.profile import PersonLeft
from mentoring.local.parts import Kafka as Broker
from mentoring.local.parts import Postgres
from mentoring.messaging import Units
from mentoring.messaging.worker import Worker
from mentoring.postgres import Database, migrate
from mentoring.testing.topics import Topics
from tests.integration.messaging.inbox.desk import TERMS, Desk, a_person, eventually
from tests.integration.messaging.inbox.reading import MIGRATIONS, SLOW, ReadingWork

ROOT = Path(__file__).parents[4]


@contextmanager
def worker_process(desk: Desk) -> Iterator[Popen[bytes]]:
    command = [sys.executable, "-m", "tests.integration.messaging.inbox.worker_process"]
    with Popen([*command, desk.url, desk.kafka.bootstrap, desk.kafka.prefix], cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


async def in_the_handler(desk: Desk) -> int:
    """How many transactions are open in the slow handler."""
    return int(
        await desk.value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in tr%'"
        )
    )


async def tell_many(desk: Desk, people: list[UUID], rounds: int) -> dict[UUID, list[str]]:
    told: dict[UUID, list[str]] = {person: [] for person in people}
    for version in range(1, rounds + 1):
        for person in people:
            told[person].append(await desk.tell(PersonLeft(person=person), version))
    return told


async def effects_of(desk: Desk, people: list[UUID]) -> dict[UUID, list[str]]:
    return {person: await desk.effects(person) for person in people}


async def test_a_worker_killed_in_the_handler_leaves_nothing_half_done(desk: Desk) -> None:
    ana = uuid4()
    await desk.do("INSERT INTO faults VALUES ($1, $2, 1)", ana, SLOW)
    told = [await desk.tell(PersonLeft(person=ana), 1), await desk.tell(PersonLeft(person=ana), 2)]
    with worker_process(desk) as process:
        await eventually(lambda: in_the_handler(desk), 1)
        process.kill()
    await desk.do("DELETE FROM faults")
    assert [] == await desk.effects()

    async with desk.worker():
        await eventually(desk.effects, told, within=30)
    assert [] == await desk.letters()


async def test_a_worker_frozen_in_the_handler_is_followed_and_harms_nobody_when_it_wakes(desk: Desk) -> None:
    ana = uuid4()
    await desk.do("INSERT INTO faults VALUES ($1, $2, 1)", ana, SLOW)
    told = [await desk.tell(PersonLeft(person=ana), version) for version in (1, 2, 3)]
    with worker_process(desk) as process:
        await eventually(lambda: in_the_handler(desk), 1)
        os.kill(process.pid, signal.SIGSTOP)
        await desk.do("DELETE FROM faults")
        async with desk.worker():
            await eventually(desk.effects, told, within=40)
            os.kill(process.pid, signal.SIGCONT)
            more = [await desk.tell(PersonLeft(person=ana), version) for version in (4, 5)]
            await eventually(desk.effects, told + more, within=40)
        after = await desk.tell(PersonLeft(person=ana), 6)
        await eventually(desk.effects, [*told, *more, after], within=40)
    assert [] == await desk.letters()


async def test_partitions_dealt_anew_lose_and_repeat_nothing(desk: Desk) -> None:
    people = [uuid4() for _ in range(12)]
    telling = asyncio.create_task(tell_many(desk, people, 40))
    async with desk.worker():
        for _ in range(2):
            async with desk.worker():
                await asyncio.sleep(1.5)
            await asyncio.sleep(0.5)
        told = await telling
        await eventually(lambda: effects_of(desk, people), told, within=40)
    counts = Counter(await desk.effects())
    assert {1} == set(counts.values())
    assert [] == await desk.letters()


async def test_every_member_of_the_group_reads_its_share(desk: Desk) -> None:
    async with desk.worker() as first, desk.worker() as second:
        first.name, second.name = "first", "second"
        first._reporting._worker, second._reporting._worker = "first", "second"
        seen = "SELECT count(DISTINCT worker) FROM consumer_status WHERE consumer = 'matching.people-events'"
        await eventually(lambda: desk.value(seen), 2, within=30)


@asynccontextmanager
async def on_its_own_database(desk: Desk, postgres: Postgres) -> AsyncIterator[Desk]:
    url = postgres.make_database("reading")
    await migrate(url, Path(str(files("mentoring.messaging"))) / "migrations", MIGRATIONS)
    async with Database.open(url, max_size=6, connect_within=timedelta(seconds=3)) as database:
        units = Units(database, ReadingWork, lambda: datetime.now(UTC))
        yield replace(desk, database=database, url=url, units=units)


async def test_a_database_that_is_away_is_waited_for_in_the_group(desk: Desk, own_postgres: Postgres) -> None:
    people = [uuid4() for _ in range(5)]
    # The broker would take a member for dead that does not poll for five seconds; the outage is four times as long.
    terms = replace(TERMS, longest_handler=timedelta(seconds=5))
    async with on_its_own_database(desk, own_postgres) as here, here.worker(terms) as worker:
        told = await tell_many(here, people, 3)
        await eventually(lambda: effects_of(here, people), told)
        epochs = epochs_of(worker)

        await asyncio.to_thread(own_postgres.kill)
        more = await tell_many(here, people, 3)
        for person in people:
            await here.tell(a_person(person), 1)
        await asyncio.sleep(20)
        await asyncio.to_thread(own_postgres.start)

        expected = {person: told[person] + more[person] for person in people}
        await eventually(lambda: effects_of(here, people), expected, within=40)
        await eventually(lambda: here.value("SELECT count(*) FROM kept"), 5)
        assert epochs == epochs_of(worker)
        assert [] == await here.letters("open", "parked", "superseded", "replayed", "discarded")


def epochs_of(worker: Worker[ReadingWork]) -> list[int]:
    return [reader.progress.epoch for reader in worker._readers.values()]


async def test_a_broker_that_is_killed_is_waited_for(desk: Desk, own_kafka: Broker) -> None:
    people = [uuid4() for _ in range(6)]
    topics = Topics(own_kafka.address, desk.kafka.prefix)
    await topics.create("profile.people", "profile.people.state")
    async with AIOKafkaProducer(bootstrap_servers=own_kafka.address, enable_idempotence=True) as producer:
        here = replace(desk, kafka=replace(desk.kafka, bootstrap=own_kafka.address), producer=producer)
        async with here.worker():
            told = await tell_many(here, people, 5)
            for _ in range(2):
                telling = asyncio.create_task(tell_many(here, people, 30))
                await asyncio.sleep(0.3)
                await asyncio.to_thread(own_kafka.kill)
                await asyncio.sleep(1)
                await asyncio.to_thread(own_kafka.start)
                more = await telling
                told = {person: told[person] + more[person] for person in people}
            await eventually(lambda: effects_of(here, people), told, within=60)
        assert [] == await here.letters()


async def test_a_worker_waits_for_its_topic_and_stops_while_it_waits(desk: Desk) -> None:
    lonely = replace(desk, kafka=replace(desk.kafka, prefix=f"{desk.kafka.prefix}none."))
    async with lonely.worker() as worker:
        await asyncio.sleep(1)
        assert ["matching.people has not joined its group", "matching.people-events has not joined its group"] == (
            worker.unready()
        )
