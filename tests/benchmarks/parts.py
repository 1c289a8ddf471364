"""The parts that benchmarks run on: a durable PostgreSQL and a real broker, as the local run starts them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from mentoring.contracts import TOPICS
from mentoring.local.parts import Kafka as Broker
from mentoring.local.parts import Postgres
from mentoring.messaging import Kafka
from mentoring.postgres import Database, migrate

LONGEST = 120.0
"""Seconds that anything is waited for."""


@dataclass(frozen=True)
class Parts:
    """What a section needs; everything it makes has a name of its own."""

    postgres: Postgres
    broker: Broker
    folder: Path
    """For files; thrown away at the end."""
    log: TextIO
    say: Callable[[str], None]
    """Tells a line of progress."""

    @property
    def bootstrap(self) -> str:
        """The broker's address."""
        return self.broker.address

    async def topic(self, name: str) -> Kafka:
        """A fresh topic of the registry under a prefix of its own; the answer is how to reach it."""
        kafka = Kafka(self.bootstrap, prefix=f"b{uuid4().hex[:8]}.", local=True)
        admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap)
        await admin.start()
        try:
            physical = kafka.physical(name)
            await admin.create_topics([NewTopic(physical, TOPICS[name].partitions, 1)])
            await until(lambda: _led(admin, physical), f"{physical} has leaders")
        finally:
            await admin.close()
        return kafka

    @asynccontextmanager
    async def database(self, *lineages: str | Path, max_size: int = 10) -> AsyncIterator[Database]:
        """A fresh database with the tables of these packages or folders, as a role without further rights."""
        async with self.fresh(*lineages) as url, Database.open(url, max_size=max_size) as database:
            yield database

    @asynccontextmanager
    async def fresh(self, *lineages: str | Path) -> AsyncIterator[str]:
        """The address of a fresh database; gone afterwards."""
        name = f"bench_{uuid4().hex[:8]}"
        url = await asyncio.to_thread(self.postgres.make_database, name, role="bench")
        try:
            await migrate(url, *lineages)
            # What one competitor has left in memory must not be written out in the time of the next.
            await asyncio.to_thread(self.postgres.sql, "CHECKPOINT")
            yield url
        finally:
            await asyncio.to_thread(self.postgres.drop_database, name)


async def until(
    asked: Callable[[], Awaitable[object]], what: str, *, within: float = LONGEST, every: float = 0.02
) -> None:
    """Ask again and again.

    Raises:
        TimeoutError: the answer was still no; the text says what was waited for.
    """
    try:
        async with asyncio.timeout(within):
            while not await asked():  # noqa: ASYNC110 - what is asked is another process
                await asyncio.sleep(every)
    except TimeoutError:
        raise TimeoutError(f"waited {within:.0f} s in vain until {what}") from None


async def _led(admin: AIOKafkaAdminClient, topic: str) -> bool:
    """Whether every partition has its leader, so that no round begins with retries."""
    (described,) = await admin.describe_topics([topic])
    return bool(described["partitions"]) and all(part["leader"] >= 0 for part in described["partitions"])
