"""Matching's HTTP side, open over a real database, called with signed tokens."""

import dataclasses
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from mentoring.matching.app import build
from mentoring.matching.config import Settings
from mentoring.matching.domain.run import Claim, Drafted
from mentoring.matching.entrypoints.clock import clock
from mentoring.matching.ports import Told
from mentoring.matching.usecases.runs.solve_run import Works, solve_run
from mentoring.runtime.access.tokens import IssuedTokens
from mentoring.runtime.http.application import application
from mentoring.runtime.operations.health import Health, health_doors
from mentoring.runtime.running import Running, opened
from mentoring.testing.work import A_MONDAY_MORNING

ISSUER, AUDIENCE = "http://issuer.test", "mentoring"
KEY = ECKey.generate_key("P-256", {"kid": "test"})
HR = ("hr_manager",)


class TheKey:
    """The issuer's keys: one."""

    async def for_id(self, kid: str | None) -> KeySet | None:
        return KeySet([KEY]) if kid == "test" else None


def a_token(person: UUID, roles: tuple[str, ...] = (), **claims: Any) -> str:
    """As the issuer would sign it; the subject is found by the employee id."""
    now = int(time.time())
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": "s", "employee_id": f"E{person.int}", "iat": now, "exp": now + 60}
    said["roles"] = list(roles)
    return jwt.encode({"alg": "ES256", "kid": "test"}, said | claims, KEY, algorithms=["ES256"])


class SolverHere:
    """Solves on the spot: the doors are what is tested."""

    def __init__(self, works: Works) -> None:
        self._works = works

    async def draft(self, claim: Claim, told: Told) -> Drafted:
        return await solve_run(claim, self._works, told)


@dataclasses.dataclass
class Api:
    """The open service. ``at`` is its business time."""

    client: httpx.AsyncClient
    running: Running
    at: datetime = A_MONDAY_MORNING

    async def get(self, path: str, by: UUID, roles: tuple[str, ...] = (), **options: Any) -> httpx.Response:
        return await self.client.get(path, headers={"Authorization": f"Bearer {a_token(by, roles)}"}, **options)

    async def post(
        self, path: str, by: UUID, body: object = None, *, roles: tuple[str, ...] = (), key: str | None = None
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {a_token(by, roles)}", "Idempotency-Key": key or str(uuid4())}
        return await self.client.post(path, headers=headers, json=body)

    async def put(self, path: str, by: UUID, body: object = None) -> httpx.Response:
        return await self.client.put(path, headers={"Authorization": f"Bearer {a_token(by)}"}, json=body)

    async def tick(self) -> None:
        """Everything that is due is done."""
        for tick in clock(SolverHere(self.running.works)).ticks:
            if tick.kind == "job":
                while await tick.function(self.running.works):
                    pass
            else:
                async with self.running.works() as work:
                    await tick.function(work)

    def after(self, span: timedelta) -> None:
        self.at += span


@asynccontextmanager
async def an_api(database_url: str, *, engine: bool = False) -> AsyncIterator[Api]:
    """Open it; the engine's process takes seconds to warm up, so that only tests of it have one."""
    settings = Settings(
        environment="local",
        database_url=database_url,
        kafka="127.0.0.1:1",
        issuer=ISSUER,
        audience=AUDIENCE,
        time_shift=A_MONDAY_MORNING - datetime.now(UTC),
    )
    tokens = IssuedTokens(TheKey(), issuer=ISSUER, audience=AUDIENCE, algorithms=settings.token_algorithms)
    opened_api: list[Api] = []
    built = build(settings, now=lambda: opened_api[0].at)
    service = built if engine else dataclasses.replace(built, background=())
    async with opened(service, settings, tokens=tokens, now=lambda: opened_api[0].at) as running:
        app = application(service, health_doors(Health(running)))
        app.state.running = running
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://matching.test") as client:
            opened_api.append(Api(client, running))
            yield opened_api[0]
