"""A desk on real parts: a fresh database and fresh topics for each test."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest_asyncio
from aiokafka import AIOKafkaProducer

from mentoring.messaging import Kafka, Units
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from mentoring.testing.topics import Topics
from tests.integration.messaging.inbox.desk import Desk
from tests.integration.messaging.inbox.reading import MIGRATIONS, ReadingWork, make_facts


@pytest_asyncio.fixture
async def desk(databases: Databases, topics: Topics, kafka: str) -> AsyncIterator[Desk]:
    await topics.create("profile.people", "profile.people.state")
    url = databases("reading", migrations=[Path(str(files("mentoring.messaging"))) / "migrations", MIGRATIONS])
    async with (
        Database.open(url, max_size=8) as database,
        AIOKafkaProducer(bootstrap_servers=kafka) as producer,
    ):
        yield Desk(
            facts=make_facts(),
            units=Units(database, ReadingWork, lambda: datetime.now(UTC)),
            database=database,
            url=url,
            kafka=Kafka(kafka, prefix=topics.prefix, local=True),
            producer=producer,
        )
