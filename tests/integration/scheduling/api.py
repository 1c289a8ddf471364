"""Scheduling's HTTP side, open over a real database, called with signed tokens."""

import dataclasses
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from mentoring.runtime.access.tokens import IssuedTokens
from mentoring.runtime.http.application import application
from mentoring.runtime.running import Running, opened
from mentoring.scheduling.app import build
from mentoring.scheduling.config import Settings
from mentoring.testing.work import A_MONDAY_MORNING

ISSUER, AUDIENCE = "http://issuer.test", "mentoring"
KEY = ECKey.generate_key("P-256", {"kid": "test"})


class TheKey:
    """The issuer's keys: one."""

    async def for_id(self, kid: str | None) -> KeySet | None:
        return KeySet([KEY]) if kid == "test" else None


def a_token(person: UUID, **claims: Any) -> str:
    """As the issuer would sign it; the subject is found by the employee id."""
    now = int(time.time())
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": "s", "employee_id": f"E{person.int}", "iat": now, "exp": now + 60}
    return jwt.encode({"alg": "ES256", "kid": "test"}, said | claims, KEY, algorithms=["ES256"])


@dataclasses.dataclass
class Api:
    """The open service. ``at`` is its business time."""

    client: httpx.AsyncClient
    running: Running
    at: datetime = A_MONDAY_MORNING

    async def get(self, path: str, by: UUID, **options: Any) -> httpx.Response:
        return await self.client.get(path, headers={"Authorization": f"Bearer {a_token(by)}"}, **options)

    async def post(self, path: str, by: UUID, body: object, key: str | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {a_token(by)}", "Idempotency-Key": key or str(uuid4())}
        return await self.client.post(path, headers=headers, json=body)

    async def put(self, path: str, by: UUID, body: object, read: int | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {a_token(by)}"}
        if read is not None:
            headers["If-Match"] = f'"{read}"'
        return await self.client.put(path, headers=headers, json=body)


@asynccontextmanager
async def an_api(database_url: str, **changed: Any) -> AsyncIterator[Api]:
    """Open it."""
    settings = Settings(
        environment="local",
        database_url=database_url,
        kafka="127.0.0.1:1",
        issuer=ISSUER,
        audience=AUDIENCE,
        **changed,
    )
    tokens = IssuedTokens(TheKey(), issuer=ISSUER, audience=AUDIENCE, algorithms=settings.token_algorithms)
    opened_api: list[Api] = []
    now: Callable[[], datetime] = lambda: opened_api[0].at  # noqa: E731 - the clock is set after it is handed over
    service = build(settings, now)
    async with opened(service, settings, tokens=tokens, now=now) as running:
        app = application(service)
        app.state.running = running
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://scheduling.test") as client:
            opened_api.append(Api(client, running))
            yield opened_api[0]
