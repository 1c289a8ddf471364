"""Doors that show: views on a read-only connection, pages and streams that answer by themselves."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from mentoring.runtime.doors.binding import Signature
from mentoring.runtime.doors.route import Door, running_of
from mentoring.runtime.exchange.versions import etag


@asynccontextmanager
async def _offered(request: Request, signature: Signature) -> AsyncIterator[dict[str, Any]]:
    running = running_of(request)
    offered = {"request": request, "caller": request.state.caller, "viewing": running.viewing}
    if "views" not in signature.wanted:
        yield signature.pick(offered)
        return
    async with running.viewing() as views:
        yield signature.pick(offered | {"views": views})


class Look:
    """A view: data out, with an ETag where it has a version."""

    def __init__(
        self, about: Door, door: Callable[..., Any], signature: Signature, version_of: Callable[[Any], int] | None
    ) -> None:
        self.about = about
        self._door = door
        self._signature = signature
        self._version_of = version_of
        self._adapter: TypeAdapter[Any] | None = None

    async def answer(self, request: Request, given: dict[str, Any]) -> Response:
        """Look, and answer."""
        async with _offered(request, self._signature) as offered:
            found = await self._door(**given, **offered)
        if isinstance(found, Response):
            return found
        headers = {"Cache-Control": "private, no-cache"}
        if self._version_of is not None:
            headers["ETag"] = etag(self._version_of(found))
            if request.headers.get("if-none-match") == headers["ETag"]:
                return Response(status_code=304, headers=headers)
        if self._adapter is None:
            self._adapter = TypeAdapter(self._signature.answer)
        body = self._adapter.dump_json(self._adapter.validate_python(found))
        return Response(body, media_type="application/json", headers=headers)


@dataclass(frozen=True, slots=True)
class Show:
    """A route that makes its own response."""

    about: Door
    door: Callable[..., Any]
    signature: Signature

    async def answer(self, request: Request, given: dict[str, Any]) -> Response:
        """Hand over, and give back what comes."""
        async with _offered(request, self.signature) as offered:
            response: Response = await self.door(**given, **offered)
            return response
