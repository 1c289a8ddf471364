"""A house with a real database: a unit of work is a transaction, what it tells counts once it is committed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from mentoring.postgres import Database
from mentoring.profile.adapters.hr_files.columns import Columns
from mentoring.profile.adapters.hr_files.reader import CsvFiles
from mentoring.profile.adapters.postgres import PostgresViews, PostgresWork
from mentoring.profile.ports import Views, Work
from mentoring.testing.databases import Databases
from mentoring.testing.work import InMemoryWork
from tests.integration.profile.api import Api, opened_api
from tests.unit.profile.house import Hr


class PostgresHouse:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.telling = InMemoryWork()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        async with self.database.transaction() as connection:
            yield PostgresWork(connection, self.telling, CsvFiles(Columns()))

    @asynccontextmanager
    async def views(self) -> AsyncIterator[Views]:
        async with self.database.reading() as connection:
            yield PostgresViews(connection)


@pytest.fixture
async def database(databases: Databases) -> AsyncIterator[Database]:
    async with Database.open(databases("profile"), max_size=4) as database:
        yield database


@pytest.fixture
def house(database: Database) -> PostgresHouse:
    return PostgresHouse(database)


@pytest.fixture
def hr(house: PostgresHouse) -> Hr:
    return Hr(house)


@pytest.fixture
async def api(databases: Databases) -> AsyncIterator[Api]:
    async with opened_api(databases("profile")) as api:
        yield api
