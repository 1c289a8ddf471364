"""The route under every door: who may enter is decided before a byte of the body is read."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive

from mentoring.runtime.access.admission import admit
from mentoring.runtime.access.policies import Policy
from mentoring.runtime.exchange.problems import Problem
from mentoring.runtime.exchange.uploads import too_large
from mentoring.runtime.parts import Parts
from mentoring.telemetry import bound

MARK: Final = "__door__"


@dataclass(frozen=True, slots=True)
class Door:
    """What a route knows of its door."""

    name: str
    """``POST /programs/{program}/opening``: also the door's part of an idempotency key."""
    policy: Policy
    upload: bool = False


class DoorRoute(APIRoute):
    """A route that was made by `Doors`; it cannot be made without a policy."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        door = getattr(endpoint, MARK, None)
        if not isinstance(door, Door):
            raise TypeError(f"{path}: a route without a policy; make it by Doors")
        self.door = door
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Admission around FastAPI's handler."""
        handle = super().get_route_handler()
        door = self.door
        template = self.path_format

        async def admitted(request: Request) -> Response:
            request.scope["route_template"] = template
            running = running_of(request)
            caller = await admit(request, door.policy, running)
            request.state.caller = caller
            request.scope["actor"] = caller.actor
            settings = running.settings
            limit = settings.upload_limit if door.upload else settings.body_limit
            if _declared(request) > limit:
                raise too_large(limit)
            with bound(actor=caller.actor):
                try:
                    return await handle(Request(request.scope, _limited(request.receive, limit)))
                except HTTPException as error:
                    # FastAPI hides what went wrong while it read the body behind a 400.
                    if isinstance(error.__cause__, Problem):
                        raise error.__cause__ from None
                    raise

        return admitted


def running_of(request: Request) -> Parts:
    """The service that answers ``request``."""
    running: Parts = request.app.state.running
    return running


def _declared(request: Request) -> int:
    text = request.headers.get("content-length", "")
    return int(text) if text.isdigit() else 0


def _limited(receive: Receive, limit: int) -> Callable[[], Awaitable[Message]]:
    """Count what is really sent: a length may be missing or a lie."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise too_large(limit)
        return message

    return counted
