"""Where I take part: my places in programs, and the programs that I could join."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.terms import CRITERIA
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

places = Pages()


@places.show("/taking-part", policy=known)
async def look(visit: Visit) -> Response:
    """Places, then what could be joined."""
    return await _shown(visit)


@places.act("/taking-part/{program_id}/joining", policy=known)
async def join(visit: Visit, program_id: UUID) -> Response:
    """Take a place by oneself."""
    body = {"place": visit.form.text("place", "mentee")} | _wishes(visit)
    return await _done(visit, f"/programs/{program_id}/places", body, "joined")


@places.act("/taking-part/{place_id}/change", policy=known)
async def change(visit: Visit, place_id: UUID) -> Response:
    """How many at once, and what counts double."""
    return await _done(visit, f"/enrollments/{place_id}", _wishes(visit), "saved", patch=True)


@places.act("/taking-part/{place_id}/leaving", policy=known)
async def leave(visit: Visit, place_id: UUID) -> Response:
    """Give the place up."""
    return await _done(visit, f"/enrollments/{place_id}/withdrawal", {}, "left-program")


@places.act("/taking-part/back", policy=known)
async def come_back(visit: Visit) -> Response:
    """«I am back»: whoever was passed over, or away, can be asked again."""
    return await _done(visit, "/mentors/me/thaw", {}, "back")


def _wishes(visit: Visit) -> dict[str, Any]:
    form = visit.form
    capacity = form.number("capacity")
    return {"top": form.text("top") or None} | ({} if capacity is None else {"capacity": capacity})


async def _done(visit: Visit, path: str, body: Any, notice: str, *, patch: bool = False) -> Response:
    try:
        answer = await visit.owners.send("matching", path, body, key=visit.key, method="PATCH" if patch else "POST")
    except Refusing as problem:
        return await _shown(visit, problem)
    return visit.done("/taking-part", answer.changed, notice)


async def _shown(visit: Visit, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        mine = visit.settled(await views.places_of(visit.person))
        joinable = await views.joinable_by(visit.person, visit.words.today)
        room = (await views.rooms([visit.person])).get(visit.person)
    return visit.page(
        "mine/places.html",
        problem=problem,
        places=mine,
        joinable=joinable,
        room=room,
        criteria=[("", visit.words.say("Nothing in particular")), *choices(visit, "criterion", CRITERIA)],
    )
