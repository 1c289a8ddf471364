"""Roles of the services in processes of their own, the issuer whom they believe, and their doors."""

import asyncio
import contextlib
import http.client
import json
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import uuid4

import httpx
import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from mentoring.messaging import Kafka
from mentoring.runtime.roles.server import Server
from tests.benchmarks.parts import Parts, until

_KEY: Final = ECKey.generate_key("P-256", {"kid": "bench", "use": "sig"})
NOWHERE: Final = Kafka("127.0.0.1:1")
"""The broker of roles that need none."""


@asynccontextmanager
async def an_issuer() -> AsyncIterator[str]:
    """One key, over real HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        app = Starlette(routes=[Route("/keys", lambda _: JSONResponse({"keys": [_KEY.as_dict(private=False)]}))])
        server = Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[sock]))
        yield url
        server.should_exit = True
        await serving


def a_token(issuer: str, employee_id: str, roles: Sequence[str] = ()) -> str:
    """As the issuer signs it."""
    now = int(time.time())
    said = {"iss": issuer, "aud": "mentoring", "sub": "s", "employee_id": employee_id, "exp": now + 3600}
    said["roles"] = [*roles]
    return jwt.encode({"alg": "ES256", "kid": "bench"}, said, _KEY, algorithms=["ES256"])


@asynccontextmanager
async def a_role(
    parts: Parts, role: str, url: str, issuer: str, *, service: str = "matching", kafka: Kafka = NOWHERE
) -> AsyncIterator[tuple[int, int]]:
    """A role in a process of its own, ready; its port and its process."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = int(sock.getsockname()[1])
    given = {
        "ENVIRONMENT": "local",
        "DATABASE_URL": url,
        "KAFKA": kafka.bootstrap,
        "TOPIC_PREFIX": kafka.prefix,
        "ISSUER": issuer,
        "ISSUER_KEYS_URL": f"{issuer}/keys",
        "AUDIENCE": "mentoring",
        "HTTP_PORT": str(port),
        "LOG_FORMAT": "json",
    }
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        f"mentoring.{service}",
        role,
        env=os.environ | {f"MENTORING_{name}": value for name, value in given.items()},
        stderr=parts.log,
    )
    begun = time.monotonic()
    try:
        await until(partial(asyncio.to_thread, _ready, port), f"{service}'s {role} role is ready", every=0.5)
        parts.say(f"{service}'s {role} role is ready after {time.monotonic() - begun:.1f} s")
        yield port, program.pid
    finally:
        with contextlib.suppress(ProcessLookupError):
            program.terminate()
        await program.wait()


@dataclass(frozen=True)
class Doors:
    """A service's doors; each call with the token of somebody."""

    client: httpx.AsyncClient
    issuer: str

    async def call(
        self,
        method: str,
        path: str,
        by: str,
        body: object = None,
        *,
        roles: Sequence[str] = (),
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """What it says. Whatever else than yes is no figure.

        Raises:
            RuntimeError: with the words of the door.
        """
        asked = {"Authorization": f"Bearer {a_token(self.issuer, by, roles)}", "Idempotency-Key": str(uuid4())}
        answer = await self.client.request(
            method, path, headers=asked | dict(headers or {}), json=body, content=content
        )
        if answer.is_error:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        said = answer.json()
        return said["result"] if method == "POST" else said


@asynccontextmanager
async def doors_at(port: int, issuer: str) -> AsyncIterator[Doors]:
    """Patient: an HR file of a hundred thousand people is judged while its door waits."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=300, limits=limits) as client:
        yield Doors(client, issuer)


def _ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return bool(json.loads(answer.read())["ready"])
    except OSError:
        return False
    finally:
        connection.close()
