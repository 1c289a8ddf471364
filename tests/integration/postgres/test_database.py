import asyncio
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from mentoring.local.parts import Postgres
from mentoring.postgres import Database, DatabaseAway, is_transient
from mentoring.postgres.queries import read_queries
from mentoring.testing.databases import Databases


async def test_a_transaction_is_committed_whole_or_not_at_all(databases: Databases) -> None:
    async with Database.open(databases()) as database:
        async with database.transaction() as connection:
            await connection.execute("CREATE TABLE t (id int)")
            await connection.execute("INSERT INTO t VALUES (1)")

        async def change_one_s_mind() -> None:
            async with database.transaction() as connection:
                await connection.execute("INSERT INTO t VALUES (2)")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            await change_one_s_mind()
        async with database.reading() as connection:
            assert [1] == [row["id"] for row in await connection.fetch("SELECT id FROM t")]


async def test_a_view_sees_one_instant_and_cannot_write(databases: Databases) -> None:
    async with Database.open(databases()) as database:
        async with database.transaction() as writing:
            await writing.execute("CREATE TABLE t (id int)")
        async with database.reading() as looking:
            assert 0 == await looking.fetchval("SELECT count(*) FROM t")
            async with database.transaction() as writing:
                await writing.execute("INSERT INTO t VALUES (1)")
            assert 0 == await looking.fetchval("SELECT count(*) FROM t")
            with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
                await looking.execute("INSERT INTO t VALUES (2)")


async def test_every_session_speaks_utc_and_json(databases: Databases) -> None:
    async with Database.open(databases(), name="told") as database, database.transaction() as connection:
        assert "UTC" == await connection.fetchval("SHOW timezone")
        assert "told" == await connection.fetchval("SHOW application_name")
        assert "read committed" == await connection.fetchval("SHOW transaction_isolation")
        await connection.execute("CREATE TEMP TABLE t (body jsonb)")
        await connection.copy_records_to_table("t", records=[({"a": [1, "ä"]},)])
        assert {"a": [1, "ä"]} == await connection.fetchval("SELECT body FROM t")


async def test_a_frozen_holder_does_not_keep_others_waiting(databases: Databases) -> None:
    url = databases()
    async with (
        Database.open(url, abandoned_after=timedelta(seconds=1)) as frozen,
        Database.open(url, locks_within=timedelta(seconds=10)) as other,
    ):
        async with other.transaction() as connection:
            await connection.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1)")

        async def say_nothing_for_long() -> None:
            async with frozen.transaction() as holding:
                await holding.execute("SELECT id FROM t FOR UPDATE")
                async with other.transaction() as waiting:
                    await waiting.execute("SELECT id FROM t FOR UPDATE")
                await holding.execute("SELECT 1")

        with pytest.raises(Exception, match=r"closed|terminat") as abandoned:
            await say_nothing_for_long()
        assert is_transient(abandoned.value)


async def test_a_wait_for_a_lock_has_an_end(databases: Databases) -> None:
    async with Database.open(databases(), locks_within=timedelta(milliseconds=200)) as database:
        async with database.transaction() as connection:
            await connection.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1)")
        async with database.transaction() as holding:
            await holding.execute("SELECT id FROM t FOR UPDATE")
            with pytest.raises(asyncpg.LockNotAvailableError):
                async with database.transaction() as waiting:
                    await waiting.execute("SELECT id FROM t FOR UPDATE")


async def test_a_full_pool_is_an_absent_database(databases: Databases) -> None:
    async with Database.open(databases(), max_size=1, connect_within=timedelta(milliseconds=200)) as database:
        async with database.transaction():
            with pytest.raises(DatabaseAway):
                async with database.transaction():
                    pass
        async with database.transaction() as connection:
            assert 1 == await connection.fetchval("SELECT 1")


async def test_a_killed_server_is_a_transient_fault_and_the_pool_recovers(own_postgres: Postgres) -> None:
    own_postgres.sql("CREATE TABLE t (id int)")
    async with Database.open(own_postgres.url(), connect_within=timedelta(seconds=2)) as database:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO t VALUES (1)")

        async def write_to_the_dead() -> None:
            async with database.transaction() as connection:
                await asyncio.to_thread(own_postgres.process.kill)
                await connection.execute("INSERT INTO t VALUES (2)")

        with pytest.raises(Exception, match=r"clos|reset|terminat") as broken:
            await write_to_the_dead()
        assert is_transient(broken.value)
        with pytest.raises(DatabaseAway):
            async with database.transaction():
                pass
        await asyncio.to_thread(own_postgres.start)
        async with database.reading() as connection:
            assert 1 == await connection.fetchval("SELECT count(*) FROM t")


async def test_queries_run_by_their_marks(databases: Databases, tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("""
-- name: add!
-- One.
INSERT INTO t VALUES (:id);
-- name: add_all*!
-- Many.
INSERT INTO t VALUES (:id);
-- name: all
-- All.
SELECT id FROM t ORDER BY id;
-- name: one^
-- One, or none.
SELECT id FROM t WHERE id = :id;
-- name: count$
-- How many.
SELECT count(*) FROM t;
""")
    sql = read_queries(file)
    async with Database.open(databases()) as database, database.transaction() as connection:
        await connection.execute("CREATE TABLE t (id int)")
        assert 1 == await sql.add(connection, id=1)
        await sql.add_all(connection, rows=[{"id": 2}, {"id": 3}])
        assert [1, 2, 3] == [row["id"] for row in await sql.all(connection)]
        assert 3 == (await sql.one(connection, id=3))["id"]
        assert await sql.one(connection, id=4) is None
        assert 3 == await sql.count(connection)
        with pytest.raises(TypeError, match="add takes"):
            await sql.add(connection)
