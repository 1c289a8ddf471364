"""The clock is killed in the middle of an import, again and again; the next one goes on where it was committed."""

import asyncio
import os
import random
import signal
import sys
import time
from pathlib import Path

import asyncpg

from mentoring.testing.databases import Databases
from tests.integration.profile.api import opened_api
from tests.unit.profile.builders import csv_of, row

PEOPLE = 24_000
KILLS = 4
PATIENCE = 120.0


async def start_clock(url: str, log: Path) -> asyncio.subprocess.Process:
    """Profile's own command, in its own process."""
    settings = {
        "MENTORING_ENVIRONMENT": "local",
        "MENTORING_DATABASE_URL": url,
        "MENTORING_KAFKA": "127.0.0.1:1",
        "MENTORING_ISSUER": "http://issuer.test",
        "MENTORING_AUDIENCE": "mentoring",
        "MENTORING_HTTP_PORT": "0",
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MENTORING_")}
    with log.open("ab") as out:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "mentoring.profile", "clock", env=clean | settings, stdout=out, stderr=out
        )


async def test_a_killed_import_goes_on_and_nobody_joins_twice(databases: Databases, tmp_path: Path) -> None:
    url = databases("profile")
    chance = random.Random()  # noqa: S311 - a test
    log = tmp_path / "clock.log"
    async with opened_api(url) as api:
        people = [row("E1"), *(row(f"E{number}", manager=f"E{number // 8 + 1}") for number in range(2, PEOPLE + 1))]
        import_id = (await api.post("/imports", content=csv_of(people))).json()["result"]["import_id"]
        watching = await asyncpg.connect(url)
        kills, deadline = 0, time.monotonic() + PATIENCE
        process = await start_clock(url, log)
        try:
            while await watching.fetchval("SELECT state FROM imports") == "applying":
                assert time.monotonic() < deadline, log.read_text()
                assert process.returncode is None, log.read_text()
                applied = await watching.fetchval("SELECT applied FROM imports")
                if kills < KILLS and (applied or kills == 0) and await _writing(watching):
                    await asyncio.sleep(chance.uniform(0, 0.3))
                    process.kill()
                    await process.wait()
                    kills += 1
                    process = await start_clock(url, log)
                await asyncio.sleep(0.005)
            assert kills >= 2, "it was killed in the middle of its work"
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            await process.wait()
            await watching.close()
        one = (await api.get(f"/imports/{import_id}")).json()
        assert (one["state"], one["applied"], one["counts"]["joined"]) == ("finished", PEOPLE, PEOPLE)
        async with api.running.database.reading() as connection:
            assert await connection.fetchval("SELECT count(*) FROM people") == PEOPLE
            assert await connection.fetchval("SELECT count(*) FROM import_rows") == 0
            told = await connection.fetch(
                "SELECT type, count(*), count(DISTINCT key) AS keys, max(version) AS version FROM outbox GROUP BY type"
            )
        by_type = {record["type"].split(".")[2]: tuple(record)[1:] for record in told}
        assert by_type["person-joined"] == by_type["person-state"] == (PEOPLE, PEOPLE, 1)
        assert by_type["import-finished"] == (1, 1, 2)


async def _writing(watching: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Whether a chunk is being applied right now."""
    sql = """
        SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_xid IS NOT NULL)
    """
    return bool(await watching.fetchval(sql))
