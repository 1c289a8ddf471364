"""Matching's own database, opened as the service opens it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from mentoring.matching.adapters.postgres import PostgresViews, PostgresWork
from mentoring.matching.ports import Views, Work
from mentoring.messaging import Units
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from mentoring.testing.work import A_MONDAY_MORNING
from tests.unit.matching.memory.store import Memory
from tests.unit.matching.memory.views import MemoryViews
from tests.unit.matching.memory.work import MemoryWork

Works = Callable[[], AbstractAsyncContextManager[Work]]


@dataclass
class Store:
    """Where works are opened, and views, one after the other or side by side; the clock is the test's."""

    works: Works = field(init=False)
    viewing: Callable[[], AbstractAsyncContextManager[Views]] = field(init=False)
    at: datetime = A_MONDAY_MORNING

    def after(self, span: timedelta) -> None:
        self.at += span


@pytest.fixture
def address(databases: Databases) -> str:
    """Of the test's own database."""
    return databases("matching")


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    async with Database.open(address, max_size=20) as opened:
        yield opened


@pytest.fixture
def postgres_store(database: Database) -> Store:
    """Over PostgreSQL, with the outbox behind it."""
    store = Store()
    units: Units[PostgresWork] = Units(database, PostgresWork, lambda: store.at)

    @asynccontextmanager
    async def works() -> AsyncIterator[Work]:
        async with units.open() as unit:
            yield unit.work

    @asynccontextmanager
    async def viewing() -> AsyncIterator[Views]:
        async with database.reading() as connection:
            yield PostgresViews(connection, lambda: store.at)

    store.works, store.viewing = works, viewing
    return store


@pytest.fixture
def memory_store() -> Store:
    """The fake of the unit tests."""
    store, memory = Store(), Memory()
    ids = MemoryWork(memory)

    @asynccontextmanager
    async def works() -> AsyncIterator[Work]:
        work = MemoryWork(memory, store.at)
        work.new_id = ids.new_id  # type: ignore[method-assign]  # one source for all
        yield work

    @asynccontextmanager
    async def viewing() -> AsyncIterator[Views]:
        yield MemoryViews(memory, lambda: store.at)

    store.works, store.viewing = works, viewing
    return store


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """Both, one after the other: what the use cases rely on holds for the fake and for the real thing."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
