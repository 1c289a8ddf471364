"""The inbox: «What happened?»."""

from datetime import datetime
from itertools import groupby
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.runtime import known

inbox = Pages()
A_PAGE = 50


@inbox.show("/inbox", policy=known)
async def look(visit: Visit) -> Response:
    """By the reader's days, the newest first."""
    before = _instant(visit.request.query_params.get("before"))
    async with visit.viewing() as views:
        found = await views.inbox(visit.person, before, limit=A_PAGE + 1)
    shown = found[:A_PAGE]
    days = [(day, list(items)) for day, items in groupby(shown, key=lambda one: visit.words.local(one.added_at).date())]
    older = shown[-1].added_at.isoformat() if len(found) > A_PAGE else ""
    return visit.page("mine/inbox.html", days=days, older=older)


@inbox.act("/inbox/{item_id}/reading", policy=known)
async def read(visit: Visit, item_id: UUID) -> Response:
    """The reader has seen it."""
    to = "/" if visit.form.text("to") == "/" else "/inbox"
    answer = await visit.owners.send("notification", f"/inbox/{item_id}/reading", {}, key=visit.key)
    return visit.done(to, answer.changed, "read")


def _instant(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None
