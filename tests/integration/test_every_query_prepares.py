"""Every .sql file of the suite, found on disk: the database understands each query, and no service asks it the time."""

from pathlib import Path

import pytest

from mentoring.postgres import Database
from mentoring.postgres.judging import faults_of, own_clock
from mentoring.postgres.queries import read_queries
from mentoring.testing.databases import Databases

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.name for path in (ROOT / "services").iterdir() if (path / "pyproject.toml").exists())


def sql_files(of: str) -> list[Path]:
    return sorted(path for path in (ROOT / of).glob("src/**/*.sql") if path.parent.name != "migrations")


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


LIBRARIES = [path for of in ("libs/messaging", "libs/runtime") for path in sql_files(of)]


@pytest.mark.parametrize("service", SERVICES)
async def test_every_query_of_a_service_prepares(service: str, databases: Databases) -> None:
    files = sql_files(f"services/{service}")
    assert files, f"{service} has no .sql file; does it keep SQL elsewhere?"
    async with Database.open(databases(service)) as database, database.reading() as connection:
        faults = {str(path.name): await faults_of(connection, read_queries(path)) for path in files}
    assert {} == {file: found for file, found in faults.items() if found}


@pytest.mark.parametrize("path", LIBRARIES, ids=names(LIBRARIES))
async def test_every_query_of_the_libraries_prepares(path: Path, databases: Databases) -> None:
    async with Database.open(databases("matching")) as database, database.reading() as connection:
        assert [] == await faults_of(connection, read_queries(path))


async def test_a_query_that_the_database_refuses_is_found(databases: Databases, tmp_path: Path) -> None:
    planted = tmp_path / "planted.sql"
    planted.write_text("-- name: good\n-- Fine.\nSELECT 1;\n-- name: bad\n-- Not.\nSELECT no_such FROM nowhere;\n")
    async with Database.open(databases()) as database, database.session() as connection:
        assert ['bad: relation "nowhere" does not exist'] == await faults_of(connection, read_queries(planted))


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_asks_the_database_for_the_time(service: str) -> None:
    files = (ROOT / "services" / service).glob("src/**/*.sql")
    found = {str(path.relative_to(ROOT)): own_clock(path.read_text()) for path in files}
    assert {} == {file: where for file, where in found.items() if where}
