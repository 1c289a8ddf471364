"""The command of a service, as operators use it: real processes, a real database, a real broker."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from mentoring.testing.databases import Databases
from mentoring.testing.topics import Topics

HERE = Path(__file__).parent
KEY = ECKey.generate_key("P-256", {"kid": "k1", "use": "sig"}, private=True)

TRACE = "0af7651916cd43dd8448eb211c80319c"


class Program:
    """Runs the ledger's verbs in an environment."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def __call__(self, *arguments: str, **changed: str | None) -> "subprocess.CompletedProcess[str]":
        given = {name: value for name, value in {**self.environment, **changed}.items() if value is not None}
        command = [sys.executable, str(HERE / "ledger" / "program.py"), *arguments]
        return subprocess.run(command, env=given, capture_output=True, text=True, timeout=120, check=False)

    def json(self, *arguments: str) -> Any:
        done = self(*arguments, "--json")
        assert done.returncode in {0, 1}, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def running(self, role: str, *, stopped_by: signal.Signals = signal.SIGTERM) -> Iterator["Process"]:
        command = [sys.executable, str(HERE / "ledger" / "program.py"), role]
        process = subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE, text=True)
        try:
            yield Process(process)
        finally:
            process.send_signal(stopped_by)
            try:
                process.wait(30)
            finally:
                process.kill()
                process.wait()
                assert process.stderr is not None
                process.stderr.close()


class Process:
    """A role that runs."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stderr is not None
        self.lines: list[dict[str, Any]] = []
        for line in process.stderr:
            self.lines.append(json.loads(line))
            if self.lines[-1]["event"] == "listening":
                break
        os.set_blocking(process.stderr.fileno(), False)
        assert self.lines, "it ended at once"
        self.url = f"http://127.0.0.1:{self.lines[-1]['port']}"

    def get(self, path: str, **options: Any) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", timeout=10, **options)

    def until(self, condition: Callable[[], Any], seconds: float = 60) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := condition():
                return found
            time.sleep(0.1)
        raise AssertionError("it did not come")


@pytest.fixture
async def issuer() -> AsyncIterator[str]:
    """An issuer with one key, served over real HTTP."""
    import uvicorn

    from mentoring.runtime.roles.server import Server

    url: list[str] = []
    app = Starlette(
        routes=[
            Route(
                "/.well-known/openid-configuration",
                lambda _: JSONResponse({"issuer": url[0], "jwks_uri": f"{url[0]}/keys"}),
            ),
            Route("/keys", lambda _: JSONResponse({"keys": [KEY.as_dict(private=False)]})),
        ]
    )
    server = Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has a flag and no event
        await asyncio.sleep(0.01)
    url.append(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
    yield url[0]
    server.should_exit = True
    await serving


def token(issuer: str, **changed: Any) -> dict[str, str]:
    claims = {"iss": issuer, "aud": "mentoring", "sub": "me", "exp": int(time.time()) + 300, **changed}
    return {"Authorization": "Bearer " + jwt.encode({"alg": "ES256", "kid": "k1"}, claims, KEY)}


@pytest.fixture
def environment(kafka: str, topic_prefix: str, issuer: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(HERE), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]).rstrip(":"),
        "PYTHONWARNINGS": "error",
        "MENTORING_ENVIRONMENT": "local",
        "MENTORING_KAFKA": kafka,
        "MENTORING_TOPIC_PREFIX": topic_prefix,
        "MENTORING_ISSUER": issuer,
        "MENTORING_AUDIENCE": "mentoring",
        "MENTORING_HTTP_PORT": "0",
        "MENTORING_LOG_FORMAT": "json",
    }


@pytest.fixture
def program(environment: dict[str, str], databases: Databases) -> Program:
    """On an empty database and no topics."""
    return Program(environment | {"MENTORING_DATABASE_URL": databases()})


@pytest.fixture
async def ready(environment: dict[str, str], database_url: str, topics: Topics) -> Program:
    """On a migrated database, with its topics."""
    await topics.create("profile.imports", "portal.dead-letters")
    return Program(environment | {"MENTORING_DATABASE_URL": database_url})


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.to_thread(work, *arguments)


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


async def test_a_service_in_one_process_from_the_door_to_the_effect_and_back(ready: Program, issuer: str) -> None:

    def use() -> None:
        with ready.running("all") as portal:
            portal.until(lambda: portal.get("/readyz").status_code == 200)
            checks = {check["name"] for check in portal.get("/readyz").json()["checks"]}
            assert checks == {"running", "database", "consumers", "outbox", "clock"}
            send(portal.url, issuer, rows=[1, 2, 3])
            portal.until(lambda: portal.get("/entries").json() == 3)
            operator = token(issuer, roles=["operator"])
            body = portal.get("/operations", headers=operator).json()
            assert body["service"] == "portal"
            assert [one["consumer"] for one in body["consumers"]] == ["portal.imports"]
            portal.until(lambda: portal.get("/operations", headers=operator).json()["outbox"]["rows"] == 0)
            assert portal.get("/operations", headers=token(issuer)).status_code == 403
            chains = [chain.split(" ") for chain in portal.get("/chains").json()]
            assert {(correlation, trace[3:35]) for correlation, trace in chains} == {("chain-1", TRACE)}
            assert len({trace for _, trace in chains}) == 3, "each handler call is a span of its own"
            page = portal.get("/metrics").text
            for name in ("mentoring_outbox_rows 0.0", 'consumer="portal.imports"', "mentoring_http_seconds_count"):
                assert name in page
        assert portal.process.returncode == 0
        assert (count_of(ready)) == 3

    await in_thread(use)


def send(url: str, issuer: str, *, rows: list[int], key: str | None = None) -> None:
    for number in rows:
        answer = httpx.post(
            f"{url}/entries",
            json={"key": key or str(uuid4()), "rows": number},
            headers=token(issuer)
            | {
                "Idempotency-Key": str(uuid4()),
                "X-Correlation-ID": "chain-1",
                "traceparent": f"00-{TRACE}-b7ad6b7169203331-01",
            },
        )
        assert answer.status_code == 200, answer.text


def count_of(program: Program) -> int:
    done = program("count")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


async def test_dead_letters_from_the_command_line_and_over_http(ready: Program, issuer: str) -> None:

    def use() -> None:
        operator = token(issuer, roles=["operator"])
        one, other = str(uuid4()), str(uuid4())
        with ready.running("all", stopped_by=signal.SIGINT) as portal:
            send(portal.url, issuer, rows=[666, 7], key=one)
            send(portal.url, issuer, rows=[666], key=other)
            listed = portal.until(
                lambda: (
                    (found := portal.get("/dead-letters", headers=operator).json()["items"])
                    and len(found) == 3
                    and found
                )
            )
            assert sorted(letter["state"] for letter in listed) == ["open", "open", "parked"]
            operations = portal.get("/operations", headers=operator).json()["consumers"][0]
            assert (operations["dead_letters"], operations["parked"]) == (2, 1)
            letter = next(one for one in listed if one["readable_key"] == other)
            path = f"{portal.url}/dead-letters/{letter['id']}"
            shown = httpx.get(path, headers=operator).json()
            assert json.loads(shown["value"])["rows"] == 666
            assert httpx.get(path, headers=token(issuer)).status_code == 403
            key = {"Idempotency-Key": "discard-1"}
            assert httpx.post(f"{path}/discarding", headers=operator | key, json={"reason": ""}).status_code == 422
            done = httpx.post(f"{path}/discarding", headers=operator | key, json={"reason": "a test"})
            assert [step["outcome"] for step in done.json()["result"]["steps"]] == ["discarded"]
            again = httpx.post(f"{path}/discarding", headers=operator | key, json={"reason": "a test"})
            assert again.headers["Idempotent-Replayed"] == "true"
            late = httpx.post(f"{path}/replay", headers=operator | {"Idempotency-Key": "replay-1"})
            assert (late.status_code, late.json()["code"]) == (409, "dead-letter-closed")
        assert portal.process.returncode == 0
        waiting = ready.json("dead-letters", "list")
        assert [letter["state"] for letter in waiting] == ["parked", "open"]
        first = waiting[-1]["id"]
        assert "666" in ready("dead-letters", "show", first).stdout
        tried = ready("dead-letters", "replay", first, "--dry-run")
        assert (tried.returncode, "failed" in tried.stdout) == (1, True)
        assert ready.json("dead-letters", "list") == waiting, "a dry run does nothing"
        eating = Program({**ready.environment, "MENTORING_INDIGESTIBLE": "0"})
        steps = eating.json("dead-letters", "replay", first)
        assert [step["outcome"] for step in steps] == ["replayed", "replayed"]
        assert count_of(ready) == 2
        assert ready.json("dead-letters", "list") == []
        assert len(ready.json("dead-letters", "list", "--state", "replayed", "--state", "discarded")) == 3
        assert ready("dead-letters", "list", "--state", "nonsense").returncode == 2
        assert ready("dead-letters", "show", str(uuid4())).returncode == 1
        assert ready("dead-letters", "discard", first, "--reason", "too late").returncode == 1

    await in_thread(use)


@pytest.mark.parametrize("role", ["api", "worker", "relay", "clock"])
async def test_each_role_alone_is_ready_and_stops(ready: Program, role: str) -> None:
    own = {"api": set(), "worker": {"consumers"}, "relay": {"outbox"}, "clock": {"clock"}}[role]

    def use() -> None:
        with ready.running(role) as process:
            process.until(lambda: process.get("/readyz").status_code == 200)
            names = {check["name"] for check in process.get("/readyz").json()["checks"]}
            assert names == {"running", "database"} | own
            assert process.get("/livez").status_code == 200
            assert process.get("/entries").status_code == (200 if role == "api" else 404)
        assert process.process.returncode == 0

    await in_thread(use)


async def test_a_taken_address_is_told(ready: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = await in_thread(partial(ready, "api", MENTORING_HTTP_PORT=str(taken.getsockname()[1])))
    assert done.returncode == 1
    assert "cannot listen on 127.0.0.1 port" in done.stderr
    assert "Traceback" not in done.stderr
