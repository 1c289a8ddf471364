"""Health: alive is a process that answers; ready is a role whose own parts work."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from mentoring.runtime.access.policies import public
from mentoring.runtime.composition import Background
from mentoring.runtime.doors.doors import Doors
from mentoring.runtime.running import Running
from mentoring.telemetry.metrics import exposition

_PATIENCE: Final = 2.0


class Check(BaseModel):
    """One thing that readiness asks for."""

    name: str
    ok: bool
    detail: str = ""


Ask = Callable[[], Awaitable[Check]]


@dataclass
class Health:
    """The checks of the roles in this process."""

    running: Running
    asks: list[Ask] = field(default_factory=list)

    async def checks(self) -> list[Check]:
        """Ask all at once; a check that fails or hangs is not ok."""
        parts = [_of_part(part) for part in self.running.backgrounds if part.missing is not None]
        found = await asyncio.gather(*(_within_patience(ask) for ask in [self._database, *parts, *self.asks]))
        stopping = self.running.stopping.is_set()
        return [Check(name="running", ok=not stopping, detail="stopping" if stopping else ""), *found]

    async def _database(self) -> Check:
        async with self.running.database.reading() as connection:
            await connection.fetchval("SELECT 1")
        return Check(name="database", ok=True)


def _of_part(part: Background) -> Ask:
    async def ask() -> Check:
        missing = None if part.missing is None else await part.missing()
        return Check(name=part.name, ok=missing is None, detail=missing or "")

    ask.__name__ = part.name
    return ask


async def _within_patience(ask: Ask) -> Check:
    name = ask.__name__.strip("_").replace("_", "-")
    try:
        async with asyncio.timeout(_PATIENCE):
            return await ask()
    except Exception as error:  # noqa: BLE001 - whatever it is, the check is not ok
        return Check(name=name, ok=False, detail=type(error).__name__)


def health_doors(health: Health) -> Doors:
    """``/livez``, ``/readyz`` and ``/metrics``; in every role."""
    doors = Doors(tags=["health"])

    @doors.route("GET", "/livez", policy=public)
    async def livez() -> Response:
        """The process answers."""
        return JSONResponse({"alive": True})

    @doors.route("GET", "/readyz", policy=public)
    async def readyz() -> Response:
        """Whether this process should be sent work, and what is wrong when not."""
        checks = await health.checks()
        ready = all(check.ok for check in checks)
        body = {"ready": ready, "checks": [check.model_dump() for check in checks]}
        return JSONResponse(body, status_code=200 if ready else 503, headers={"Cache-Control": "no-store"})

    @doors.route("GET", "/metrics", policy=public)
    async def metrics_page() -> Response:
        """The figures for Prometheus."""
        page, content_type = exposition()
        return Response(page, media_type=content_type)

    return doors
