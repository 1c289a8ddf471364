"""The command of a service, as operators use it: real processes, a real database, a real broker."""

import socket
from functools import partial

from tests.integration.runtime.processes import Program, in_thread


def test_bad_settings_are_told_and_nothing_is_done(program: Program) -> None:
    done = program("migrate", MENTORING_AUDIENCE=None, MENTORING_KAFKKA="x")
    assert done.returncode == 2
    assert "settings: MENTORING_KAFKKA is unknown; the nearest known name is MENTORING_KAFKA" in done.stderr
    assert "settings: MENTORING_AUDIENCE is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrate_says_first_what_it_would_do(program: Program) -> None:
    due = program.json("migrate", "--dry-run")
    assert {row["lineage"] for row in due} == {"messaging", "runtime", "ledger"}
    assert program.json("migrate", "--dry-run") == due, "a dry run does nothing"
    assert [row["migration"] for row in program.json("migrate")] == [row["migration"] for row in due]
    again = program("migrate")
    assert (again.returncode, again.stdout.split()) == (0, ["lineage", "migration", "state"])
    assert "up to date" in again.stderr


def test_a_role_does_not_run_on_a_database_that_lacks_tables(program: Program) -> None:
    done = program("clock")
    assert done.returncode == 1
    assert "run `mentoring-portal migrate` first" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_away_is_another_matter(program: Program) -> None:
    url = program.environment["MENTORING_DATABASE_URL"].rpartition("@")[0] + "@127.0.0.1:1/none"
    done = program("migrate", MENTORING_DATABASE_URL=url)
    assert done.returncode == 3
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broker_that_is_away_too(program: Program) -> None:
    done = program("topics", "check", MENTORING_KAFKA="127.0.0.1:1")
    assert done.returncode == 3
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_topics_are_checked_and_applied(program: Program) -> None:
    assert program("topics", "check").returncode == 1
    planned = program.json("topics", "apply", "--dry-run", "--everything")
    assert {row["state"] for row in planned if row["topic"] == "profile.imports"} == {"missing"}
    applied = program.json("topics", "apply", "--everything")
    assert {row["state"] for row in applied if row["topic"] == "profile.imports"} == {"created"}
    assert program("topics", "check", "--everything").returncode == 0


async def test_the_doctor_finds_what_is_wrong_and_says_how_to_mend_it(program: Program) -> None:
    ill = {row["check"]: row for row in await in_thread(program.json, "doctor")}
    assert (ill["migrations"]["state"], ill["topics"]["state"]) == ("fault", "fault")
    assert ill["migrations"]["mend"] == "Run mentoring-portal migrate."
    assert (await in_thread(program, "doctor")).returncode == 1
    await in_thread(program, "migrate")
    await in_thread(program, "topics", "apply")
    well = await in_thread(program.json, "doctor")
    assert [row["check"] for row in well if row["state"] == "fault"] == []
    assert {"settings", "database", "role", "migrations", "kafka", "topics", "issuer"} <= {row["check"] for row in well}
    assert (await in_thread(program, "doctor")).returncode == 0
    away = Program({**program.environment, "MENTORING_ISSUER": "http://127.0.0.1:1", "MENTORING_KAFKA": "127.0.0.1:1"})
    found = {row["check"]: row["state"] for row in await in_thread(away.json, "doctor")}
    assert (found["kafka"], found["issuer"], found["database"]) == ("fault", "fault", "ok")


async def test_a_taken_address_is_told(ready: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = await in_thread(partial(ready, "api", MENTORING_HTTP_PORT=str(taken.getsockname()[1])))
    assert done.returncode == 1
    assert "cannot listen on 127.0.0.1 port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_verb_of_a_services_own_asks_for_what_it_needs(program: Program) -> None:
    assert program("migrate").returncode == 0
    assert "portal 42\n" == program("times", "21").stdout
    assert "portal 63\n" == program("times", "21", "--by", "3").stdout
    assert 2 == program("times", "many").returncode
