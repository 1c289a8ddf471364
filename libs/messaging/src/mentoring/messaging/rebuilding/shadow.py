"""The shadow of a schema: the same empty tables beside it, and the swap that puts it in its place."""

from typing import Any, Final

from mentoring.kernel import Broken
from mentoring.postgres import Connection, Queries, queries

INBOX: Final = ("inbox", "inbox_versions", "dead_letters")


class ModelMisplaced(Broken):
    """The read model cannot be rebuilt: {why}."""

    code = "model-misplaced"


class Shadow:
    """``<schema>_next`` while it is filled; the old tables are ``<schema>_old`` until they are dropped."""

    def __init__(self, schema: str) -> None:
        if not schema.isidentifier():
            raise ModelMisplaced(why=f"«{schema}» is no plain name")
        self.schema = schema
        self.name = f"{schema}_next"
        self._old = f"{schema}_old"

    async def make(self, connection: Connection) -> None:
        """Make the empty tables, with the names of all keys and indexes, and drop what a killed rebuild left.

        Raises:
            ModelMisplaced: the schema holds what cannot be copied, or lacks the inbox's tables.
        """
        await self._judge(connection)
        await self.drop(connection)
        await connection.execute(f"CREATE SCHEMA {self.name}")
        for table in await _sql().tables(connection, schema=self.schema):
            settings = f" WITH ({table['settings']})" if table["settings"] else ""
            await connection.execute(
                f'CREATE TABLE {self.name}."{table["name"]}" '
                f'(LIKE {self.schema}."{table["name"]}" INCLUDING ALL EXCLUDING INDEXES){settings}'
            )
        for one in await _sql().constraints(connection, schema=self.schema):
            await connection.execute(
                f'ALTER TABLE {self.name}."{one["on_table"]}" ADD CONSTRAINT "{one["name"]}" {one["definition"]}'
            )
        for one in await _sql().indexes(connection, schema=self.schema):
            await connection.execute(one["definition"].replace(f" ON {self.schema}.", f" ON {self.name}.", 1))
        await self._keep_decisions(connection)

    async def swap(self, connection: Connection) -> list[Any]:
        """Put the shadow in the schema's place; the letters that nobody was told of yet come back.

        Letters that were known keep their ids.
        """
        await connection.execute(
            f"UPDATE {self.name}.dead_letters AS found SET id = known.id FROM {self.schema}.dead_letters AS known "  # noqa: S608 - a plain name
            "WHERE (known.consumer, known.event_id) = (found.consumer, found.event_id)"
        )
        untold = await connection.fetch(
            f"SELECT * FROM {self.name}.dead_letters AS found WHERE state IN ('open', 'parked') AND NOT EXISTS ("  # noqa: S608
            f"SELECT FROM {self.schema}.dead_letters AS known WHERE known.id = found.id) ORDER BY ordinal"
        )
        await connection.execute(f"ALTER SCHEMA {self.schema} RENAME TO {self._old}")
        await connection.execute(f"ALTER SCHEMA {self.name} RENAME TO {self.schema}")
        return list(untold)

    async def drop(self, connection: Connection) -> None:
        """Drop what is not in use: the old tables after a swap, or a half-filled shadow."""
        await connection.execute(f"DROP SCHEMA IF EXISTS {self._old}, {self.name} CASCADE")

    async def _judge(self, connection: Connection) -> None:
        tables = {table["name"] for table in await _sql().tables(connection, schema=self.schema)}
        missing = [name for name in INBOX if name not in tables]
        if missing:
            lines = " ".join(f"ALTER TABLE {name} SET SCHEMA {self.schema};" for name in missing)
            raise ModelMisplaced(why=f"a migration must put the inbox beside the read model: {lines}")
        strangers = [row["name"] for row in await _sql().strangers(connection, schema=self.schema)]
        if strangers:
            raise ModelMisplaced(why=f"a copy would lose {', '.join(strangers)}")

    async def _keep_decisions(self, connection: Connection) -> None:
        """What operators discarded stays without effect: its letter and its mark are there before it is read again."""
        columns = "consumer, event_id, state, marked_at"
        await connection.execute(
            f"INSERT INTO {self.name}.dead_letters OVERRIDING SYSTEM VALUE "  # noqa: S608
            f"SELECT * FROM {self.schema}.dead_letters WHERE state = 'discarded'"
        )
        await connection.execute(
            f"INSERT INTO {self.name}.inbox ({columns}) SELECT {columns} FROM {self.schema}.inbox AS mark "  # noqa: S608
            f"WHERE EXISTS (SELECT FROM {self.name}.dead_letters AS letter "
            "WHERE (letter.consumer, letter.event_id) = (mark.consumer, mark.event_id))"
        )
        await connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{self.name}.dead_letters', 'ordinal'), "  # noqa: S608
            f"greatest((SELECT max(ordinal) FROM {self.schema}.dead_letters), 1))"
        )


def _sql() -> Queries:
    return queries("mentoring.messaging.rebuilding")
