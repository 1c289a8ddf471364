import asyncio
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from mentoring.postgres import Lineage, MigrationRefused, migrate
from mentoring.testing.databases import Databases

ONE = "CREATE TABLE one (id int);"
TWO = "ALTER TABLE one ADD COLUMN word text;"


def lineage(folder: Path, **files: str) -> Lineage:
    folder.mkdir(exist_ok=True)
    for name, sql in files.items():
        (folder / f"{name[1:]}.sql").write_text(sql)
    return Lineage.read(folder.name, folder)


async def columns(url: str, table: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0", table
        )
    finally:
        await connection.close()
    return [row["attname"] for row in rows]


async def test_what_is_missing_is_applied_once_and_in_order(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    first = lineage(tmp_path / "books", _0001_one=ONE)
    assert ["0001_one"] == [done.name for done in await migrate(url, first)]

    both = lineage(tmp_path / "books", _0002_two=TWO)
    assert ["0002_two"] == [done.name for done in await migrate(url, both)]
    assert [] == await migrate(url, both)
    assert ["id", "word"] == await columns(url, "one")


async def test_lineages_are_counted_apart(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    books = lineage(tmp_path / "books", _0001_one=ONE)
    films = lineage(tmp_path / "films", _0001_one="CREATE TABLE film (id int);")

    assert [("books", "0001_one"), ("films", "0001_one")] == [
        (m.lineage, m.name) for m in await migrate(url, books, films)
    ]
    assert [] == await migrate(url, films, books)


async def test_a_dry_run_says_what_it_would_do_and_does_nothing(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    books = lineage(tmp_path / "books", _0001_one=ONE)

    assert ["0001_one"] == [due.name for due in await migrate(url, books, dry_run=True)]
    with pytest.raises(asyncpg.UndefinedTableError):
        await columns(url, "one")
    with pytest.raises(asyncpg.UndefinedTableError):
        await columns(url, "schema_migrations")


async def test_many_runners_at_once_apply_each_file_once(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    books = lineage(tmp_path / "books", _0001_one=ONE, _0002_two=TWO)

    done = await asyncio.gather(*(migrate(url, books) for _ in range(6)))

    assert ["0001_one", "0002_two"] == sorted(migration.name for runner in done for migration in runner)


async def test_a_file_that_fails_leaves_nothing_behind(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    books = lineage(tmp_path / "books", _0001_one=ONE, _0002_bad="CREATE TABLE two (id int); SELECT nonsense;")

    with pytest.raises(MigrationRefused, match='0002_bad: column "nonsense" does not exist'):
        await migrate(url, books)

    assert ["id"] == await columns(url, "one")
    with pytest.raises(asyncpg.UndefinedTableError):
        await columns(url, "two")
    (tmp_path / "books" / "0002_bad.sql").write_text(TWO)
    assert ["0002_bad"] == [done.name for done in await migrate(url, Lineage.read("books", tmp_path / "books"))]


async def test_an_applied_file_must_not_be_edited(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    await migrate(url, lineage(tmp_path / "books", _0001_one=ONE))

    with pytest.raises(MigrationRefused, match="0001_one was edited after it was applied"):
        await migrate(url, lineage(tmp_path / "books", _0001_one=ONE + " -- better"))


async def test_an_applied_file_must_not_be_gone(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    await migrate(url, lineage(tmp_path / "books", _0001_one=ONE, _0002_two=TWO))
    (tmp_path / "books" / "0002_two.sql").unlink()

    with pytest.raises(MigrationRefused, match="0002_two is applied, but its file is gone"):
        await migrate(url, Lineage.read("books", tmp_path / "books"), dry_run=True)


async def test_the_only_way_is_forward(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    await migrate(url, lineage(tmp_path / "books", _0002_one=ONE))

    with pytest.raises(MigrationRefused, match="0001_late is older than 0002_one"):
        await migrate(url, lineage(tmp_path / "books", _0001_late="SELECT 1"))


async def test_a_busy_table_is_let_go_and_tried_again(databases: Databases, tmp_path: Path) -> None:
    url = databases()
    await migrate(url, lineage(tmp_path / "books", _0001_one=ONE))
    books = lineage(tmp_path / "books", _0002_two=TWO)
    busy = await asyncpg.connect(url)
    await busy.execute("BEGIN; LOCK TABLE one IN ACCESS SHARE MODE")

    running = asyncio.create_task(migrate(url, books, lock_timeout=timedelta(milliseconds=300)))
    await asyncio.sleep(0.6)
    assert not running.done()
    await busy.execute("COMMIT")
    assert ["0002_two"] == [done.name for done in await running]

    await busy.execute("BEGIN; LOCK TABLE one IN ACCESS SHARE MODE")
    more = lineage(tmp_path / "books", _0003_three="ALTER TABLE one ADD COLUMN again text;")
    with pytest.raises(MigrationRefused, match="0003_three could not have its locks"):
        await migrate(url, more, lock_timeout=timedelta(milliseconds=50))
    await busy.close()


def test_names_say_their_order(tmp_path: Path) -> None:
    for wrong in ("1_short", "0001-dash", "0001_Upper"):
        (tmp_path / f"{wrong}.sql").write_text("")
        with pytest.raises(MigrationRefused, match="migrations are named"):
            Lineage.read("books", tmp_path)
        (tmp_path / f"{wrong}.sql").unlink()
    (tmp_path / "0001_a.sql").write_text("")
    (tmp_path / "0001_b.sql").write_text("")
    with pytest.raises(MigrationRefused, match="one number each"):
        Lineage.read("books", tmp_path)
