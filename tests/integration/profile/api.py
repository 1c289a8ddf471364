"""Profile's HTTP side and its clock, open over a real database, called with signed tokens."""

import dataclasses
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from mentoring.profile.app import build
from mentoring.profile.config import Settings
from mentoring.profile.entrypoints.clock import apply_import
from mentoring.runtime.access.tokens import IssuedTokens
from mentoring.runtime.http.application import application
from mentoring.runtime.running import Running, opened
from mentoring.testing.work import A_MONDAY_MORNING
from tests.unit.profile.builders import Row, csv_of

ISSUER, AUDIENCE = "http://issuer.test", "mentoring"
KEY = ECKey.generate_key("P-256", {"kid": "test"})


class TheKey:
    """The issuer's keys: one."""

    async def for_id(self, kid: str | None) -> KeySet | None:
        return KeySet([KEY]) if kid == "test" else None


def a_token(employee_id: str | None, *roles: str, **claims: Any) -> str:
    """As the issuer would sign it; without an employee id it speaks for a machine."""
    now = int(time.time())
    said: dict[str, Any] = {"iss": ISSUER, "aud": AUDIENCE, "sub": employee_id or "hr-system", "roles": list(roles)}
    said |= {"iat": now, "exp": now + 3600} | ({"employee_id": employee_id} if employee_id else {}) | claims
    return jwt.encode({"alg": "ES256", "kid": "test"}, said, KEY, algorithms=["ES256"])


HR = a_token(None, "hr_integration")
HR_MANAGER = a_token(None, "hr_manager")


@dataclasses.dataclass
class Api:
    """The open service. ``at`` is its business time."""

    client: httpx.AsyncClient
    running: Running
    at: datetime = A_MONDAY_MORNING

    async def get(self, path: str, by: str = HR, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {by}", **options.pop("headers", {})}
        return await self.client.get(path, headers=headers, **options)

    async def post(self, path: str, by: str = HR, key: str | None = None, **options: Any) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {by}",
            "Idempotency-Key": key or str(uuid4()),
            **options.pop("headers", {}),
        }
        return await self.client.post(path, headers=headers, **options)

    async def put(self, path: str, by: str, body: object, read: int | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {by}"} | ({} if read is None else {"If-Match": f'"{read}"'})
        return await self.client.put(path, headers=headers, json=body)

    async def bring(self, *rows: Row, **params: Any) -> dict[str, Any]:
        """Import a file to the end."""
        answer = await self.post("/imports", content=csv_of(rows), params=params)
        assert answer.status_code == 202, answer.text
        await self.apply()
        found = await self.get(f"/imports/{answer.json()['result']['import_id']}")
        body: dict[str, Any] = found.json()
        return body

    async def apply(self) -> None:
        while await apply_import(self.running.works):
            pass

    async def id_of(self, employee_id: str) -> str:
        (person,) = (await self.get("/people", params={"employee_id": employee_id})).json()["items"]
        return str(person["id"])

    async def outbox(self) -> list[tuple[str, str, int]]:
        """Topic, key and version of what waits to be relayed, in order."""
        async with self.running.database.reading() as connection:
            rows = await connection.fetch("SELECT topic, key, version FROM outbox ORDER BY sequence")
        return [tuple(row) for row in rows]


@asynccontextmanager
async def opened_api(url: str, **settings: Any) -> AsyncIterator[Api]:
    """The service over the database at ``url``."""
    chosen = Settings(
        environment="local",
        database_url=url,
        kafka="127.0.0.1:1",
        issuer=ISSUER,
        audience=AUDIENCE,
        http_port=0,
        **settings,
    )
    tokens = IssuedTokens(TheKey(), issuer=ISSUER, audience=AUDIENCE, algorithms=chosen.token_algorithms)
    service = build(chosen)
    apis: list[Api] = []
    now: Callable[[], datetime] = lambda: apis[0].at  # noqa: E731 - read when it is asked for
    async with opened(service, chosen, tokens=tokens, now=now) as running:
        app = application(service)
        app.state.running = running
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://profile.test") as client:
            apis.append(Api(client, running))
            yield apis[0]
