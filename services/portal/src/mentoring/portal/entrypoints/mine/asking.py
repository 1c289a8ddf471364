"""One person in one program: «Why this person?», or why not, and the request."""

from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.candidate import Candidate
from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.domain.participant import Participant
from mentoring.portal.domain.place import Place
from mentoring.portal.entrypoints.mine.finding import bookmarked
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

asking = Pages()
LONGEST_MESSAGE: Final = 2000


@asking.show("/find/{place_id}/{person_id}", policy=known)
async def look(visit: Visit, place_id: UUID, person_id: UUID) -> Response:
    """From one of the reader's own places."""
    return await _shown(visit, place_id, person_id)


@asking.act("/find/{place_id}/{person_id}/request", policy=known)
async def ask(visit: Visit, place_id: UUID, person_id: UUID) -> Response:
    """Ask them, in one's own words; the message is for the two alone."""
    place = await _place(visit, place_id)
    body = {place.seeks or "mentor": str(person_id), "message": visit.form.text("message")}
    try:
        answer = await visit.owners.send("matching", f"/programs/{place.program}/requests", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, place_id, person_id, problem)
    return visit.done(f"/proposals/{answer.body['proposal']}", answer.changed, "asked")


@asking.act("/find/{place_id}/{person_id}/bookmark", policy=known)
async def keep(visit: Visit, place_id: UUID, person_id: UUID) -> Response:
    """Keep them in mind for later, or no longer."""
    forget = visit.form.text("forget") == "yes"
    try:
        await visit.owners.send(
            "matching", f"/bookmarks/{person_id}", {}, key=visit.key, method="DELETE" if forget else "PUT"
        )
    except Refusing as problem:
        return await _shown(visit, place_id, person_id, problem)
    return visit.done(f"/find/{place_id}/{person_id}", notice="unbookmarked" if forget else "bookmarked")


async def _place(visit: Visit, place_id: UUID) -> Place:
    async with visit.viewing() as views:
        places = visit.settled(await views.places_of(visit.person))
    found: Place | None = next((place for place in places if place.id == place_id), None)
    if found is None:
        raise PageMissing
    return found


async def _shown(visit: Visit, place_id: UUID, person_id: UUID, problem: Refusing | None = None) -> Response:
    place = await _place(visit, place_id)
    candidate, away = await _explained(visit, place, person_id)
    kept = await bookmarked(visit)
    async with visit.viewing() as views:
        other = await views.person(person_id)
        their = await views.participant(person_id) or Participant()
        room = (await views.rooms([person_id])).get(person_id)
    return visit.page(
        "mine/why.html",
        problem=problem or away,
        place=place,
        other=other,
        their=their,
        tongues=[visit.words.tongue(code) for code in their.languages],
        candidate=candidate,
        because={part.code: part for part in candidate.parts if part.because} if candidate else {},
        room=room,
        kept=person_id in kept,
        longest=LONGEST_MESSAGE,
    )


async def _explained(visit: Visit, place: Place, other: UUID) -> tuple[Candidate | None, Refusing | None]:
    """Why, or why not, asked of the owner; the page does without where it is away."""
    mentor, mentee = (visit.person, other) if place.place == "mentor" else (other, visit.person)
    try:
        said: Any = (
            await visit.owners.ask("matching", f"/programs/{place.program}/explanations/{mentor}/{mentee}")
        ).body
        them, mine = (said["mentee"], said["mentor"]) if place.place == "mentor" else (said["mentor"], said["mentee"])
        more = {"person": str(other), "parts": said["reasons"], "rank": mine["rank"], "of": mine["of"]}
        return read(Candidate, {**said, **more, "free_places": them["free_places"], "away": them["away"]}), None
    except Refusing as refusing:
        return None, refusing if refusing.status in {403, 404} else None
    except (KeyError, TypeError):
        return None, None
