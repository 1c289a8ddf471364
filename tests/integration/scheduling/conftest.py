"""Scheduling's own database, opened as the service opens it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from mentoring.messaging import Units
from mentoring.postgres import Database
from mentoring.scheduling.adapters.postgres import PostgresViews, PostgresWork
from mentoring.scheduling.ports import Views, Work
from mentoring.testing.databases import Databases
from mentoring.testing.work import A_MONDAY_MORNING
from tests.unit.scheduling.builders import RULES
from tests.unit.scheduling.memory import Memory, MemoryViews, MemoryWork

Works = Callable[[], AbstractAsyncContextManager[Work]]


class Store:
    """Where works are opened, and views, one after the other or side by side."""

    def __init__(self, works: Works, viewing: Callable[[], AbstractAsyncContextManager[Views]]) -> None:
        self.works = works
        self.viewing = viewing


@pytest.fixture
async def database(databases: Databases) -> AsyncIterator[Database]:
    async with Database.open(databases("scheduling"), max_size=20) as opened:
        yield opened


@pytest.fixture
def postgres_store(database: Database) -> Store:
    """Over PostgreSQL, with the outbox behind it."""
    units: Units[PostgresWork] = Units(
        database, lambda connection, work: PostgresWork(connection, work, RULES), lambda: A_MONDAY_MORNING
    )

    @asynccontextmanager
    async def works() -> AsyncIterator[Work]:
        async with units.open() as unit:
            yield unit.work

    @asynccontextmanager
    async def viewing() -> AsyncIterator[Views]:
        async with database.reading() as connection:
            yield PostgresViews(connection, RULES, lambda: A_MONDAY_MORNING)

    return Store(works, viewing)


@pytest.fixture
def memory_store() -> Store:
    """The fake of the unit tests."""
    memory = Memory()

    @asynccontextmanager
    async def works() -> AsyncIterator[Work]:
        yield MemoryWork(memory, RULES)

    @asynccontextmanager
    async def viewing() -> AsyncIterator[Views]:
        yield MemoryViews(memory, lambda: A_MONDAY_MORNING, RULES)

    return Store(works, viewing)


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """Both, one after the other: what the use cases rely on holds for the fake and for the real thing."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
