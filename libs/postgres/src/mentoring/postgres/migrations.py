"""Migrations: plain SQL files, forward only, each in a transaction of its own.

Several lineages share a database (messaging's, runtime's, the service's own): each is a package with a folder
``migrations`` of files ``0001_name.sql``, and is counted for itself. Why not a library: see DECISIONS.md.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import asyncpg

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_NAME: Final = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
_ONE_AT_A_TIME: Final = 7_461_108_512_690_437  # any number, the same for every service
_PATIENCE: Final = timedelta(seconds=120)
_TRIES: Final = 5
_RECORD: Final = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    lineage text NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (lineage, name)
)
"""


class MigrationRefused(Exception):  # noqa: N818 - an answer to the operator
    """The files and the database do not belong together, or a migration did not go through."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file."""

    lineage: str
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """Of the content: what was applied must never be edited."""
        return sha256(self.sql.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Lineage:
    """The migrations of one package, in order."""

    name: str
    migrations: tuple[Migration, ...]

    @classmethod
    def of(cls, package: str) -> "Lineage":
        """Read the folder ``migrations`` of a package; the lineage is named by the package's last part."""
        return cls.read(package.rpartition(".")[2], files(package) / "migrations")

    @classmethod
    def read(cls, name: str, folder: "Traversable") -> "Lineage":
        """Read a folder.

        Raises:
            MigrationRefused: a file's name is not of the form, or two have one number.
        """
        found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
        numbers = [match.group(1) for file in found if (match := _NAME.fullmatch(file))]
        if len(set(numbers)) != len(found):
            raise MigrationRefused(f"{name}: migrations are named 0001_words.sql, one number each: {', '.join(found)}")
        return cls(name, tuple(Migration(name, file[:-4], (folder / file).read_text("utf-8")) for file in found))


async def migrate(
    url: str,
    *lineages: Lineage | Path | str,
    dry_run: bool = False,
    lock_timeout: timedelta = timedelta(seconds=5),
) -> list[Migration]:
    """Apply what is missing, lineage by lineage, and say what it was; with ``dry_run`` only say it.

    A lineage is named by its package (``"mentoring.messaging"``) or by its folder (``…/messaging/migrations``).

    Safe to run at once from several places, as any role that owns the database, and through a pooler: the advisory
    lock lives in each file's transaction. A file that cannot have its locks within ``lock_timeout`` lets go, so that
    the service's own queries do not queue up behind it, and is tried again.

    Raises:
        MigrationRefused: an applied file was edited or is gone, or a file is older than one that is applied.
    """
    wanted = [_lineage(named) for named in lineages]
    connection = await asyncpg.connect(url, server_settings={"application_name": "mentoring-migrate"})
    try:
        if not dry_run:
            async with connection.transaction():
                await _alone(connection)
                await connection.execute(_RECORD)
        applied = await _applied(connection)
        due = [migration for lineage in wanted for migration in _due(lineage, applied)]
        return due if dry_run else [migration for migration in due if await _apply(connection, migration, lock_timeout)]
    finally:
        await connection.close()


def _lineage(named: Lineage | Path | str) -> Lineage:
    if isinstance(named, str):
        return Lineage.of(named)
    return named if isinstance(named, Lineage) else Lineage.read(named.parent.name, named)


def _due(lineage: Lineage, applied: Mapping[tuple[str, str], str]) -> list[Migration]:
    mine = {name: checksum for (of, name), checksum in applied.items() if of == lineage.name}
    files_of = {migration.name: migration for migration in lineage.migrations}
    for name, checksum in mine.items():
        if name not in files_of:
            raise MigrationRefused(f"{lineage.name}: {name} is applied, but its file is gone; is this program older?")
        if files_of[name].checksum != checksum:
            raise MigrationRefused(f"{lineage.name}: {name} was edited after it was applied; write a new file instead")
    due = [migration for migration in lineage.migrations if migration.name not in mine]
    if due and mine and due[0].name < max(mine):
        raise MigrationRefused(f"{lineage.name}: {due[0].name} is older than {max(mine)}, which is applied")
    return due


async def _apply(connection: Any, migration: Migration, lock_timeout: timedelta) -> bool:
    """Whether it was us who applied it: another runner may have been faster."""
    for attempt in range(1, _TRIES + 1):
        try:
            async with connection.transaction():
                await _alone(connection)
                if (migration.lineage, migration.name) in await _applied(connection):
                    return False
                await connection.execute(f"SET LOCAL lock_timeout = {int(lock_timeout.total_seconds() * 1000)}")
                await connection.execute(migration.sql)
                await connection.execute(
                    "INSERT INTO schema_migrations (lineage, name, checksum) VALUES ($1, $2, $3)",
                    migration.lineage,
                    migration.name,
                    migration.checksum,
                )
        except asyncpg.LockNotAvailableError as busy:
            if attempt == _TRIES:
                where = f"{migration.lineage}: {migration.name}"
                raise MigrationRefused(f"{where} could not have its locks; is a long transaction open?") from busy
            await asyncio.sleep(attempt * lock_timeout.total_seconds() / 5)
        except asyncpg.PostgresError as wrong:
            raise MigrationRefused(f"{migration.lineage}: {migration.name}: {wrong}") from wrong
        else:
            return True
    raise AssertionError  # the last attempt returned or raised


async def _alone(connection: Any) -> None:
    await connection.execute(f"SET LOCAL lock_timeout = {int(_PATIENCE.total_seconds() * 1000)}")
    await connection.execute("SELECT pg_advisory_xact_lock($1)", _ONE_AT_A_TIME)


async def _applied(connection: Any) -> dict[tuple[str, str], str]:
    if await connection.fetchval("SELECT to_regclass('schema_migrations')") is None:
        return {}
    rows = await connection.fetch("SELECT lineage, name, checksum FROM schema_migrations")
    return {(row["lineage"], row["name"]): row["checksum"] for row in rows}
