"""Units of work: one transaction with its facts, for HTTP, consumers and clock alike."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from uuid_utils.compat import uuid7

from mentoring.kernel import Announceable, Work
from mentoring.messaging.outbox import Change, Outbox
from mentoring.postgres import Connection, Database
from mentoring.telemetry import Context

W = TypeVar("W")


class UnitWork:
    """The kernel's Work over one transaction's outbox; services wrap it and add their repositories."""

    def __init__(self, outbox: Outbox, now: datetime) -> None:
        self._outbox = outbox
        self._now = now

    def announce(self, fact: Announceable) -> None:
        """Tell a fact when, and only when, this work is committed."""
        self._outbox.announce(fact)

    def now(self) -> datetime:
        """The business time at which the unit was opened."""
        return self._now

    def new_id(self) -> UUID:
        """A new UUIDv7."""
        return uuid7()


class Unit(Generic[W]):
    """An open unit of work."""

    def __init__(self, work: W, connection: Connection, outbox: Outbox) -> None:
        self.work = work
        self.connection = connection
        self._outbox = outbox

    async def flush(self) -> list[Change]:
        """Write the facts now, as the last thing before what depends on their versions. The end does it otherwise."""
        await self._outbox.flush(self.connection)
        return self.changes

    @property
    def changes(self) -> list[Change]:
        """What it changed; known from the flush on, true from the commit on."""
        return self._outbox.changes


class Units(Generic[W]):
    """Opens units of work: ``make_work`` is the service's ``PostgresWork(connection, work)``."""

    def __init__(
        self, database: Database, make_work: Callable[[Connection, Work], W], now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._make_work = make_work
        self._now = now

    @asynccontextmanager
    async def open(self, *, context: Context | None = None) -> AsyncIterator[Unit[W]]:
        """A transaction: committed with its facts when the block ends, rolled back when it raises.

        ``context`` says who and what caused it; by default what is at hand when the facts are written.
        """
        async with self._database.transaction() as connection:
            now = self._now()
            outbox = Outbox(now, context)
            unit = Unit(self._make_work(connection, UnitWork(outbox, now)), connection, outbox)
            yield unit
            await outbox.flush(connection)
