"""A session: when it is, and what can be done about it."""

from typing import Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.errors import NotYours, PageMissing
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

sessions = Pages()
CANCELLATIONS: Final = ("clash", "unwell", "not-needed", "other")


@sessions.show("/sessions/{session_id}", policy=known)
async def look(visit: Visit, session_id: UUID) -> Response:
    """Its time on both clocks."""
    return await _shown(visit, session_id)


@sessions.act("/sessions/{session_id}/cancellation", policy=known)
async def cancel(visit: Visit, session_id: UUID) -> Response:
    """Give the time back, with a reason."""
    body = {"reason": visit.form.text("reason", "other")}
    try:
        answer = await visit.owners.send("scheduling", f"/sessions/{session_id}/cancellation", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, session_id, problem)
    return visit.done(f"/sessions/{session_id}", answer.changed, "cancelled")


@sessions.show("/sessions/{session_id}/calendar.ics", policy=known)
async def calendar(visit: Visit, session_id: UUID) -> Response:
    """The owner's calendar file, handed through."""
    content, kind = await visit.owners.fetch("scheduling", f"/sessions/{session_id}/calendar.ics")
    name = f'attachment; filename="session-{session_id}.ics"'
    return Response(content, media_type=kind, headers={"Content-Disposition": name, "Cache-Control": "no-store"})


async def _shown(visit: Visit, session_id: UUID, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        session = await views.session(session_id)
    if session is None:
        raise PageMissing
    if not session.concerns(visit.person):
        raise NotYours
    [session] = visit.settled([session])
    return visit.page(
        "mine/session.html",
        problem=problem,
        session=session,
        other=session.other(visit.person),
        cancellations=choices(visit, "cancellation", CANCELLATIONS),
    )
