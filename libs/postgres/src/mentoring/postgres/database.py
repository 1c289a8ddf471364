"""The pool: one transaction per command or message, one read-only snapshot per view."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import asyncpg

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
else:
    Connection = asyncpg.Connection  # the stubs are generic, the classes are not
    Pool = asyncpg.Pool

_JSONB_VERSION: Final = b"\x01"
_FOR_ONE_ANSWER: Final = timedelta(seconds=30)


class DatabaseAway(ConnectionError):  # noqa: N818 - named as what it says
    """The database cannot be reached, or has no connection to spare."""


class Database:
    """A pool of connections to one service's database. Open it once per process, in the composition root."""

    def __init__(self, pool: Pool, url: str, settings: dict[str, str], wait: timedelta) -> None:
        self._pool = pool
        self._url = url
        self._settings = settings
        self._wait = wait.total_seconds()

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        url: str,
        *,
        min_size: int = 1,
        max_size: int = 10,
        name: str = "mentoring",
        abandoned_after: timedelta = timedelta(seconds=20),
        locks_within: timedelta = timedelta(seconds=30),
        connect_within: timedelta = timedelta(seconds=10),
    ) -> AsyncIterator["Database"]:
        """Connect, and close when the block ends.

        ``abandoned_after``: the server ends a transaction whose holder says nothing for so long; a frozen process
        cannot keep others waiting for its locks. ``locks_within``: how long a statement waits for a lock.
        ``connect_within``: how long a caller waits for a free or new connection before the database counts as away.
        """
        settings = session_settings(name, abandoned_after=abandoned_after, locks_within=locks_within)
        pool = asyncpg.create_pool(
            url,
            min_size=min_size,
            max_size=max_size,
            timeout=connect_within.total_seconds(),
            command_timeout=_FOR_ONE_ANSWER.total_seconds() + locks_within.total_seconds(),
            statement_cache_size=300,
            max_inactive_connection_lifetime=300,
            init=speak_json,
            reset=_leave,
            server_settings=settings,
        )
        async with pool:
            yield cls(pool, url, settings, connect_within)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """One transaction, READ COMMITTED: committed when the block ends, rolled back when it raises."""
        async with self._connection() as connection, connection.transaction(isolation="read_committed"):
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """One read-only snapshot: all queries of a view see the same instant."""
        async with (
            self._connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield connection

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Connection]:
        """A connection without a transaction, each statement on its own: for what must be committed piece by piece."""
        async with self._connection() as connection:
            yield connection

    @asynccontextmanager
    async def dedicated(self, **settings: str) -> AsyncIterator[Connection]:
        """A connection of its own beside the pool, with further settings of the server: for relays and listeners."""
        try:
            connection = await asyncpg.connect(
                self._url,
                timeout=self._wait,
                command_timeout=_FOR_ONE_ANSWER.total_seconds(),
                server_settings=self._settings | settings,
                statement_cache_size=300,
            )
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.TooManyConnectionsError) as fault:
            raise DatabaseAway(f"no connection to the database: {fault!r}") from fault
        try:
            await speak_json(connection)
            yield connection
        finally:
            await _closed(connection)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        try:
            connection = await self._pool.acquire(timeout=self._wait)
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.TooManyConnectionsError) as fault:
            raise DatabaseAway(f"no connection to the database: {fault!r}") from fault
        try:
            yield connection
        finally:
            # Shielded by asyncpg: a cancelled task gives its connection back clean, or the pool drops it.
            await self._pool.release(connection)


def session_settings(
    name: str,
    *,
    abandoned_after: timedelta = timedelta(seconds=20),
    locks_within: timedelta = timedelta(seconds=30),
) -> dict[str, str]:
    """What every session of ours is told, so that no setting of a server or role changes how we work."""
    return {
        "application_name": name,
        "timezone": "UTC",
        "jit": "off",  # it costs more than it gives in short statements
        "idle_in_transaction_session_timeout": _milliseconds(abandoned_after),
        "lock_timeout": _milliseconds(locks_within),
    }


async def speak_json(connection: Any) -> None:
    """Let jsonb be Python values both ways; in binary form, so that COPY can write it too."""
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        format="binary",
        encoder=lambda value: _JSONB_VERSION + json.dumps(value, separators=(",", ":")).encode(),
        decoder=lambda raw: json.loads(raw[1:].decode()),  # a text: of bytes the encoding would be guessed
    )
    await connection.set_type_codec("json", schema="pg_catalog", encoder=json.dumps, decoder=json.loads)


async def _closed(connection: Any) -> None:
    try:
        await connection.close(timeout=2)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        connection.terminate()  # the server does not answer; the line is cut


async def _leave(_connection: Any) -> None:
    """Nothing to reset: what we set, we set for one transaction; it saves a round trip per transaction."""


def _milliseconds(span: timedelta) -> str:
    return str(int(span.total_seconds() * 1000))
