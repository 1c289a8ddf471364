"""The ledger, open over a real database."""

import asyncio
import dataclasses
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from mentoring.runtime import Clock, Service, Settings
from mentoring.runtime.http.application import application
from mentoring.runtime.roles.server import Server
from mentoring.runtime.running import Running, opened
from mentoring.telemetry import configure_logs
from mentoring.testing.databases import Databases
from mentoring.testing.topics import Topics
from tests.integration.runtime.ledger.service import (
    ANA,
    Hooks,
    LedgerDirectory,
    LedgerViews,
    LedgerWork,
    PlainTokens,
    ledger_doors,
)
from tests.integration.runtime.processes import HERE, KEY, Program


class Call(Protocol):
    """Sends a request as somebody, with a fresh key unless one is given."""

    async def __call__(
        self, method: str, path: str, *, by: str | None = "e1", key: str | None = "fresh", **options: Any
    ) -> httpx.Response: ...


@dataclasses.dataclass
class Ledger:
    """The service under test, open."""

    url: str
    settings: Settings
    service: Service
    running: Running
    hooks: Hooks
    call: Call
    at: datetime

    async def count(self, table: str = "entries") -> int:
        async with self.running.database.reading() as connection:
            found: int = await connection.fetchval(f"SELECT count(*) FROM {table}")  # noqa: S608 - a test's own word
            return found

    def later(self, span: timedelta) -> None:
        self.at += span


@pytest.fixture(autouse=True, scope="session")
def _plain_logs() -> None:
    """As a service has them: no local variables beside a traceback."""
    configure_logs(fmt="json")


@pytest.fixture
def database_url(databases: Databases) -> str:
    folders = [Path(str(files(f"mentoring.{name}"))) / "migrations" for name in ("messaging", "runtime")]
    return databases("ledger", migrations=[*folders, Path(__file__).parent / "ledger" / "migrations"])


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        environment="local",
        database_url=database_url,
        kafka="127.0.0.1:1",
        issuer="http://issuer.test",
        audience="mentoring",
        body_limit=2048,
        upload_limit=1024 * 1024,
        upload_folder=tmp_path,
        http_port=0,
    )


@pytest.fixture
async def ledger(settings: Settings, database_url: str) -> AsyncIterator[Ledger]:
    hooks = Hooks()
    service = Service(
        name="profile",
        work=LedgerWork,
        views=LedgerViews,
        doors=[ledger_doors(hooks)],
        migrations="mentoring.runtime",
        directory=LedgerDirectory,
        clock=Clock(),
    )
    async with AsyncExitStack() as stack:
        open_ledger: list[Ledger] = []
        running = await stack.enter_async_context(
            opened(service, settings, tokens=PlainTokens(), now=lambda: open_ledger[0].at)
        )
        app = application(service)
        app.state.running = running
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        client = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://ledger.test"))

        async def call(
            method: str, path: str, *, by: str | None = "e1", key: str | None = "fresh", **options: Any
        ) -> httpx.Response:
            headers = dict(options.pop("headers", {}))
            if by is not None:
                headers["Authorization"] = f"Bearer {by}"
            if key is not None and method != "GET":
                headers["Idempotency-Key"] = str(uuid4()) if key == "fresh" else key
            return await client.request(method, path, headers=headers, **options)

        async with running.database.session() as connection:
            await connection.execute("INSERT INTO people VALUES ($1, 'e1')", ANA)
        open_ledger.append(
            Ledger(database_url, settings, service, running, hooks, call, datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
        )
        yield open_ledger[0]


@pytest.fixture
async def issuer() -> AsyncIterator[str]:
    """An issuer with one key, served over real HTTP."""
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
