"""A mentorship: «How are we doing?»."""

from typing import Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.errors import NotYours, PageMissing
from mentoring.portal.domain.timeline import folded, timeline_of
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

mentorships = Pages()
ENDINGS: Final = ("agreed", "no-fit", "other")


@mentorships.show("/mentorships/{mentorship_id}", policy=known)
async def look(visit: Visit, mentorship_id: UUID) -> Response:
    """Sessions and check-ins in one line of time."""
    return await _shown(visit, mentorship_id)


@mentorships.act("/mentorships/{mentorship_id}/ending", policy=known)
async def end(visit: Visit, mentorship_id: UUID) -> Response:
    """Before its time, with a reason."""
    body = {"reason": visit.form.text("reason", "other")}
    try:
        answer = await visit.owners.send("matching", f"/mentorships/{mentorship_id}/ending", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, mentorship_id, problem)
    return visit.done(f"/mentorships/{mentorship_id}", answer.changed, "ended")


async def _shown(visit: Visit, mentorship_id: UUID, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        mentorship = await views.mentorship(mentorship_id, visit.now)
        if mentorship is None:
            raise PageMissing
        if not mentorship.concerns(visit.person):
            raise NotYours
        sessions = visit.settled(await views.sessions_in(mentorship_id))
        check_ins = await views.check_ins_in(mentorship_id)
    [mentorship] = visit.settled([mentorship])
    return visit.page(
        "mine/mentorship.html",
        problem=problem,
        mentorship=mentorship,
        other=mentorship.other(visit.person),
        timeline=folded(timeline_of(sessions, check_ins, visit.now)),
        endings=choices(visit, "ending", ENDINGS),
    )
