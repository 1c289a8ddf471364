"""The embedded PostgreSQL: real, restricted, and able to survive what chaos tests do to it."""

import subprocess
import time

import asyncpg
import psutil
import pytest

from mentoring.local.parts import PartFailed, Postgres
from mentoring.testing.databases import Databases


async def test_a_test_gets_a_database_of_its_own_and_a_role_without_further_rights(databases: Databases) -> None:
    one, two = databases(), databases()
    assert one != two

    connection = await asyncpg.connect(one)
    try:
        assert await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE DATABASE more")
    finally:
        await connection.close()


async def test_a_service_cannot_reach_the_database_of_another(own_postgres: Postgres) -> None:
    own_postgres.make_database("profile")
    own_postgres.make_database("matching")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(own_postgres.url("matching", "profile"))


async def test_nobody_gets_in_without_the_password(own_postgres: Postgres) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(host="127.0.0.1", port=own_postgres.port, user="postgres", password="guess")


@pytest.mark.parametrize("end", ["stop", "crash", "kill"])
async def test_what_was_committed_survives_however_the_server_ends(own_postgres: Postgres, end: str) -> None:
    own_postgres.sql("CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (42)")

    getattr(own_postgres, end)()
    assert not own_postgres.running
    own_postgres.start()

    assert own_postgres.sql("SELECT n FROM kept") == "42"


def test_the_server_takes_as_many_connections_as_the_whole_suite_needs(own_postgres: Postgres) -> None:
    assert own_postgres.sql("SHOW max_connections") == "300"


def test_a_refused_statement_says_why(own_postgres: Postgres) -> None:
    with pytest.raises(PartFailed, match="nowhere"):
        own_postgres.sql("SELECT * FROM nowhere")


def test_a_server_that_died_unreaped_does_not_bar_the_next_start(own_postgres: Postgres) -> None:
    own_postgres.stop()
    zombie = subprocess.Popen(["true"])
    while psutil.Process(zombie.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    (own_postgres.data / "postmaster.pid").write_text(f"{zombie.pid}\n{own_postgres.data}\n")

    own_postgres.start()

    assert own_postgres.sql("SELECT 1") == "1"
    zombie.wait()
