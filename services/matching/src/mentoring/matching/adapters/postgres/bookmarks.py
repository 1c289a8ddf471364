"""Bookmarks, in PostgreSQL."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "bookmarks.sql")


class PostgresBookmarks:
    """See `ports.Bookmarks`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, owner: UUID, person: UUID, at: datetime) -> None:
        """Insert."""
        await sql.add_bookmark(self._connection, owner=owner, person=person, at=at)

    async def remove(self, owner: UUID, person: UUID) -> bool:
        """Delete."""
        return await sql.remove_bookmark(self._connection, owner=owner, person=person) is not None

    async def count(self, owner: UUID) -> int:
        """Counted."""
        found: int = await sql.count_bookmarks(self._connection, owner=owner)
        return found

    async def of(self, owner: UUID) -> Sequence[tuple[UUID, datetime]]:
        """Read."""
        return [(row["person"], row["added_at"]) for row in await sql.bookmarks_of(self._connection, owner=owner)]

    async def forget(self, people: Collection[UUID]) -> None:
        """One statement."""
        await sql.forget_bookmarks(self._connection, ids=list(people))
