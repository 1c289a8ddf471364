"""The live channel: server-sent events whose ids rise. A page that comes back says what it heard last."""

import time
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import Header, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from mentoring.portal.domain.notice import Notice
from mentoring.portal.entrypoints.web.feed import EVERYTHING
from mentoring.portal.entrypoints.web.site import running_of, site_of
from mentoring.portal.ports import Views
from mentoring.runtime import Caller, Doors, Viewing, signed_in

live = Doors(tags=["live"])
HEARTBEAT: Final = 15.0
LONGEST: Final = 15 * 60
"""Seconds; then the browser connects anew, and its sign-in is checked again."""


@live.route("GET", "/live", policy=signed_in)
async def listen(
    request: Request,
    caller: Caller,
    viewing: Viewing[Views],
    after: Annotated[int, Query(ge=0)] = 0,
    last: Annotated[str | None, Header(alias="Last-Event-ID", max_length=20)] = None,
) -> Response:
    """Which parts of the reader's pages should look again."""
    position = int(last) if last and last.isdecimal() else after
    audiences = await _audiences(caller, viewing)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        _events(request, viewing, position, audiences), media_type="text/event-stream", headers=headers
    )


async def _audiences(caller: Caller, viewing: Viewing[Views]) -> frozenset[str]:
    async with viewing() as views:
        managed = await views.programs(caller.person) if caller.person else []
    return frozenset(
        {f"role:{role}" for role in caller.roles}
        | ({f"person:{caller.person}"} if caller.person else set())
        | {f"program:{program.id}" for program in managed}
        | ({"program:*"} if caller.has("hr_manager") else set())
    )


def concerns(notice: Notice, audiences: frozenset[str]) -> bool:
    """Whether the reader is in the notice's audience; people of HR are in every program's."""
    if notice == EVERYTHING or notice.audience in audiences:
        return True
    return "program:*" in audiences and notice.audience.startswith("program:")


async def _events(
    request: Request, viewing: Viewing[Views], position: int, audiences: frozenset[str]
) -> AsyncIterator[str]:
    running = running_of(request)
    begun = spoke = time.monotonic()
    yield f"retry: 2000\nid: {position}\n\n"
    async for at, notices in site_of(request).feed.listen(position, viewing, running.stopping):
        now = time.monotonic()
        parts = sorted({notice.part for notice in notices if concerns(notice, audiences)})
        if parts:
            spoke = now
            yield f"id: {at}\nevent: notice\ndata: {' '.join(parts)}\n\n"
        elif now - spoke >= HEARTBEAT:
            spoke = now
            yield f": still here\nid: {at}\n\n"
        if now - begun > LONGEST:
            return
