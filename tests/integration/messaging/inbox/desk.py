"""All that a test of reading needs in its hands: a producer of anything, workers, and a look into the tables."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from mentoring.contracts import Envelope, Event, State, Tombstone
from mentoring.contracts.profile import PersonState
from mentoring.messaging import Facts, Kafka, Units
from mentoring.messaging.inbox.faults import Patience
from mentoring.messaging.worker import Terms, Worker
from mentoring.postgres import Database

PATIENCE = Patience(tries=3, first=timedelta(milliseconds=20), longest=timedelta(milliseconds=300))
TERMS = Terms(
    session=timedelta(seconds=6),
    rebalance=timedelta(seconds=6),
    graceful=timedelta(seconds=5),
    status_every=timedelta(milliseconds=300),
    release_every=timedelta(milliseconds=500),
    patience=PATIENCE,
)
Headers = Sequence[tuple[str, bytes | None]]


@dataclass
class Desk:
    """One test's service, topics and database."""

    facts: Facts
    units: Units[Any]
    database: Database
    url: str
    kafka: Kafka
    producer: AIOKafkaProducer

    async def send(
        self, topic: str, key: bytes | None, value: bytes | None, headers: Headers, *, partition: int | None = None
    ) -> int:
        """Put any record on a topic; its offset comes back."""
        sent = await self.producer.send_and_wait(
            self.kafka.physical(topic), value, key=key, headers=list(headers), partition=partition
        )
        return int(sent.offset)

    async def tell(
        self, fact: Event | State | Tombstone, version: int, *, told_as: str | None = None, at: datetime | None = None
    ) -> str:
        """Tell a fact as a relay does; its id comes back."""
        envelope = envelope_of(fact, version, told_as=told_as, at=at)
        tombstone = isinstance(fact, Tombstone)
        await self.send(
            fact.message_topic, fact.message_key.encode(), fact.encoded(), envelope.headers(tombstone=tombstone)
        )
        return envelope.id

    @asynccontextmanager
    async def worker(self, terms: Terms = TERMS) -> AsyncIterator[Worker[Any]]:
        """A worker in this process, stopped at the end."""
        worker = Worker(self.facts, self.units, self.kafka, terms)
        running = asyncio.create_task(worker.run())
        try:
            yield worker
        finally:
            worker.stop()
            await asyncio.wait_for(running, 30)

    async def rewind(self, consumer: str) -> None:
        """Let the consumer's group begin again at the first record; no worker may be running."""
        topic = self.kafka.physical(self.facts.consumers[consumer].topic)
        async with AIOKafkaConsumer(
            bootstrap_servers=self.kafka.bootstrap, group_id=self.kafka.physical(consumer), enable_auto_commit=False
        ) as client:
            everywhere = [TopicPartition(topic, number) for number in range(3)]
            client.assign(everywhere)
            await client.commit(dict.fromkeys(everywhere, 0))

    async def rows(self, sql: str, *arguments: Any) -> list[Any]:
        """Look into the database."""
        async with self.database.session() as connection:
            return list(await connection.fetch(sql, *arguments))

    async def value(self, sql: str, *arguments: Any) -> Any:
        """One value out of the database."""
        async with self.database.session() as connection:
            return await connection.fetchval(sql, *arguments)

    async def do(self, sql: str, *arguments: Any) -> None:
        """Change something behind the service's back."""
        async with self.database.session() as connection:
            await connection.execute(sql, *arguments)

    async def effects(self, person: UUID | None = None) -> list[str]:
        """The ids of events that had an effect, in order."""
        rows = await self.rows(
            "SELECT event_id FROM effects WHERE $1::uuid IS NULL OR person = $1 ORDER BY ordinal", person
        )
        return [row[0] for row in rows]

    async def letters(self, *states: str) -> list[Any]:
        """Dead letters in order."""
        return await self.rows(
            "SELECT * FROM dead_letters WHERE state = ANY($1::text[]) ORDER BY ordinal",
            list(states or ("open", "parked")),
        )

    async def announced(self) -> list[str]:
        """The types that wait in the outbox, in order."""
        rows = await self.rows("SELECT type FROM outbox ORDER BY sequence")
        return [row[0].split(".")[2] for row in rows]


def envelope_of(
    fact: Event | State | Tombstone, version: int, *, told_as: str | None = None, at: datetime | None = None
) -> Envelope:
    """An envelope as the relay writes it."""
    return Envelope(
        id=told_as or str(uuid4()),
        type=fact.ce_type,
        source="/mentoring/profile",
        subject=fact.message_key,
        time=at or datetime.now(UTC),
        version=version,
        correlation="c-1",
    )


def a_person(person: UUID, name: str = "Ana") -> PersonState:
    """A snapshot."""
    return PersonState(person=person, employee_id=str(person)[:8], name=name, given_name=name, family_name="Berg")


async def eventually(look: Callable[[], Awaitable[Any]], expected: Any, *, within: float = 20) -> None:
    """Wait until ``look`` gives ``expected``."""
    deadline = asyncio.get_running_loop().time() + within
    while (seen := await look()) != expected:
        if asyncio.get_running_loop().time() > deadline:
            assert seen == expected
        await asyncio.sleep(0.05)
