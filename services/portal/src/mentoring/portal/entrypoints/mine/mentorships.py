"""A mentorship: «How are we doing?»."""

from typing import Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.bond import Bond
from mentoring.portal.domain.errors import NotYours, PageMissing
from mentoring.portal.domain.timeline import folded, timeline_of
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

mentorships = Pages()
ENDINGS: Final = ("agreed", "no-fit", "no-time", "other")
PAUSES: Final = ("workload", "absence", "other")


@mentorships.show("/mentorships/{mentorship_id}", policy=known)
async def look(visit: Visit, mentorship_id: UUID) -> Response:
    """What is asked now, the line of time, what the two agreed on, how it is doing."""
    return await shown(visit, mentorship_id)


async def shown(visit: Visit, mentorship_id: UUID, problem: Refusing | None = None, trying: str = "") -> Response:
    """The page; with a problem the form of the act that was tried stands open."""
    async with visit.viewing() as views:
        mentorship = await views.mentorship(mentorship_id, visit.now)
        if mentorship is None:
            raise PageMissing
        if not mentorship.concerns(visit.person):
            raise NotYours
        sessions = visit.settled(await views.sessions_in(mentorship_id))
        check_ins = await views.check_ins_in(mentorship_id)
        introductions = visit.settled(await views.introductions_of(visit.person))
    [mentorship] = visit.settled([mentorship])
    return visit.page(
        "mine/mentorship.html",
        problem=problem,
        trying=trying,
        mentorship=mentorship,
        other=mentorship.other(visit.person),
        bond=await _bond(visit, mentorship_id),
        introductions=[one for one in introductions if one.mentorship == mentorship_id],
        timeline=folded(timeline_of(sessions, check_ins, visit.now)),
        endings=choices(visit, "ending", ENDINGS),
        pauses=choices(visit, "pause", PAUSES),
        marks=[("", visit.words.say("I would rather not say")), *choices(visit, "satisfaction", "54321")],
    )


async def _bond(visit: Visit, mentorship_id: UUID) -> Bond | None:
    """What is for the two alone, asked of the owner; the page does without where it is away."""
    try:
        return read(Bond, (await visit.owners.ask("matching", f"/mentorships/{mentorship_id}")).body)
    except Refusing:
        return None
