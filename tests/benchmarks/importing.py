"""An HR file of 100,000 rows through profile's own use cases, beside COPY of the bytes that come of it.

Ours: the file is parsed, judged and compared whole, then applied chunk by chunk as profile's clock does, each chunk
with its versions and outbox rows in one committed transaction. The peer is told the result: it copies the same rows of
people and outbox into the same empty tables, in one transaction. The aim is held against the fastest that PostgreSQL
has, bytes in its own binary form; COPY's usual form, text, stands beside it. The relay is in neither.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from mentoring.kernel import Work
from mentoring.local.company.hr_file import write_hr_file
from mentoring.local.company.people import make_people
from mentoring.messaging import Units
from mentoring.postgres import Connection
from mentoring.profile.adapters.hr_files.columns import Columns
from mentoring.profile.adapters.hr_files.reader import CsvFiles
from mentoring.profile.adapters.postgres import PostgresWork
from mentoring.profile.domain.hr_import import HrFile, Order
from mentoring.profile.usecases.apply_import import apply_import
from mentoring.profile.usecases.receive_import import receive_import
from tests.benchmarks.parts import Parts
from tests.benchmarks.rows import Figures, Measured, Row, in_turns

COPY: Final = "importing.first"
TEXT: Final = "importing.first-text"
EVENTS: Final = "importing.again-told"
AGAIN: Final = "importing.again"
IDS: Final = (COPY, TEXT, EVENTS, AGAIN)
Form = Literal["binary", "text"]
_FORMS: Final[dict[str, Form]] = {COPY: "binary", TEXT: "text"}
_ROWS: Final = 100_000
_ROUNDS: Final = 5
_LINEAGES: Final = ("mentoring.messaging", "mentoring.profile")
_LONGEST: Final = 300.0
"""Seconds of one import, on a machine that has much else to do."""
_TABLES: Final = ("people", "outbox")
_GIVEN: Final = """
SELECT attname FROM pg_attribute
WHERE attrelid = $1::text::regclass AND attnum > 0 AND attidentity = '' AND NOT attisdropped ORDER BY attnum
"""
"""What a row is given; its number comes from the table, for the peer as for us."""


async def measure(parts: Parts, ids: frozenset[str]) -> Sequence[Row]:
    """Seconds, and the facts that the second run tells."""
    parts.say(f"import: making up {_ROWS:,} people")
    file = write_hr_file(make_people(_ROWS), parts.folder / "people.csv")
    competitors: dict[str, Measured] = {"import": lambda: _imported(parts, file)}
    for name, form in _FORMS.items():
        if name in ids:
            competitors[form] = partial(_copied, parts, form)
    found = await in_turns("import / again / told by that, s", _ROUNDS, competitors, parts.say)
    first, again, told = found["import"]
    aims = {COPY: "ratio ≤ 5", TEXT: ""}
    rows = [
        Row(name, first, "s", aims[name], found[form][0], f"COPY of the same rows, {form}")
        for name, form in _FORMS.items()
        if form in found
    ]
    return [*rows, Row(EVENTS, told, "facts", "ours ≤ 0"), Row(AGAIN, again, "s")]


async def _imported(parts: Parts, file: Path) -> Figures:
    """Seconds of the first run, seconds of the second, facts that the second tells."""
    hr_files = CsvFiles(Columns())

    def work(connection: Connection, under: Work) -> PostgresWork:
        return PostgresWork(connection, under, hr_files)

    async with parts.database(*_LINEAGES) as database:
        units = Units(database, work, lambda: datetime.now(UTC))
        first = await _brought(units, file)
        async with database.dedicated() as connection:
            told = await connection.fetchval("SELECT count(*) FROM outbox")
            people = await connection.fetchval("SELECT count(*) FROM people")
            if people != _ROWS or told < 2 * _ROWS:
                raise AssertionError(f"the import made {people} people and told {told} facts")
            await _kept(parts, connection)
            again = await _brought(units, file)
            return first, again, await connection.fetchval("SELECT count(*) FROM outbox") - told


async def _brought(units: Units[PostgresWork], file: Path) -> float:
    """Seconds from the file to its last chunk, as the door and the clock bring it there."""
    began = time.perf_counter()
    async with asyncio.timeout(_LONGEST):
        about = await asyncio.to_thread(_about, file)
        async with units.open() as unit:
            await receive_import(file, about, Order(), by="benchmark", work=unit.work)
        applied = True
        while applied:
            async with units.open() as unit:
                applied = bool(await apply_import(unit.work))
    return time.perf_counter() - began


def _about(file: Path) -> HrFile:
    return HrFile(sha256(file.read_bytes()).hexdigest(), file.stat().st_size)


async def _kept(parts: Parts, connection: Connection) -> None:
    """Keep what came of the first import, for the peer; every round makes as much of it."""
    for table in _TABLES:
        for form in _FORMS.values():
            output = _bytes_of(parts, table, form)
            if not await asyncio.to_thread(output.exists):
                columns = await _given(connection, table)
                await connection.copy_from_table(table, columns=columns, output=output, format=form)


async def _copied(parts: Parts, form: Form) -> Figures:
    """Seconds of the same rows by COPY."""
    async with parts.database(*_LINEAGES) as database, database.dedicated() as connection:
        columns = {table: await _given(connection, table) for table in _TABLES}
        began = time.perf_counter()
        async with asyncio.timeout(_LONGEST), connection.transaction():
            for table in _TABLES:
                source = _bytes_of(parts, table, form)
                await connection.copy_to_table(table, columns=columns[table], source=source, format=form)
        return (time.perf_counter() - began,)


async def _given(connection: Connection, table: str) -> list[str]:
    return [row["attname"] for row in await connection.fetch(_GIVEN, table)]


def _bytes_of(parts: Parts, table: str, form: Form) -> Path:
    return parts.folder / f"{table}.{form}"
