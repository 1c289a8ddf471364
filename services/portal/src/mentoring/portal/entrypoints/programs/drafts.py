"""A draft edited by hand: each edit shows what it costs before it is made, and is logged with its reason."""

import secrets
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.edit import Cost
from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.domain.person import Person
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Fault, Refusing

drafts = Pages()
EDITS: Final = ("pin", "unpin", "exclude", "unexclude", "swap")
NAMES: Final = ("edit", "mentor", "mentee", "instead", "override")
PEOPLE: Final = ("mentor", "mentee", "instead")


@drafts.show("/runs/{run_id}/edit", policy=manager)
async def look(visit: Visit, run_id: UUID) -> Response:
    """What an edit would cost; a swap asks first which mentee shall have the mentor."""
    said = visit.request.query_params
    return await _shown(visit, run_id, {name: said.get(name, "").strip() for name in NAMES})


@drafts.act("/runs/{run_id}/edit", policy=manager)
async def make(visit: Visit, run_id: UUID) -> Response:
    """Make it, with the reason that the log keeps."""
    form = visit.form
    wanted = {name: form.text(name) for name in NAMES}
    try:
        people = await _people(visit, wanted)
        body = _body(wanted, people) | {"why": form.text("why")}
        answer = await visit.owners.send("matching", f"/runs/{run_id}/edits", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, run_id, wanted, problem)
    return visit.done(f"/runs/{run_id}", answer.changed, "edited")


async def _people(visit: Visit, wanted: dict[str, str]) -> dict[str, Person]:
    """Whom the edit is about: by id out of the draft, or by the number or address that somebody typed."""
    ids = {name: one for name in PEOPLE if (one := _id(wanted[name]))}
    typed = {name: wanted[name] for name in PEOPLE if wanted[name] and name not in ids}
    async with visit.viewing() as views:
        known = await views.people(list(ids.values()))
        called = await views.people_called(list(typed.values()))
    faults = tuple(
        Fault(f"body.{name}", visit.words.say("Nobody is known as %(who)s.", who=who))
        for name, who in typed.items()
        if who not in called
    )
    if faults:
        raise Refusing(status=422, code="person-unknown", detail=faults[0].what, faults=faults)
    return {name: known[one] for name, one in ids.items()} | {name: called[who] for name, who in typed.items()}


def _body(wanted: dict[str, str], people: dict[str, Person]) -> dict[str, Any]:
    body: dict[str, Any] = {"edit": wanted["edit"]} | {name: str(one.id) for name, one in people.items()}
    return body | ({"override": True} if wanted["override"] else {})


async def _shown(visit: Visit, run_id: UUID, wanted: dict[str, str], problem: Refusing | None = None) -> Response:
    if wanted["edit"] not in EDITS or not wanted["mentor"] or not wanted["mentee"]:
        raise PageMissing
    people: dict[str, Person] = {}
    cost: Cost | None = None
    try:
        people = await _people(visit, wanted)
        if problem is None and (wanted["edit"] != "swap" or wanted["instead"]):
            cost = await _cost(visit, run_id, _body(wanted, people))
    except Refusing as refusing:
        problem = problem or refusing
    async with visit.viewing() as views:
        run = await views.run(run_id)
        if run is None:
            raise PageMissing
        program = await admitted(visit, views, run.program)
        moved = await views.people(list(cost.people)) if cost else {}
    return visit.page(
        "programs/edit.html",
        problem=problem,
        run=run,
        program=program,
        wanted=wanted,
        asked=people,
        cost=cost,
        people=moved,
    )


async def _cost(visit: Visit, run_id: UUID, body: dict[str, Any]) -> Cost:
    """Asked of the owner, who tries it and changes nothing."""
    key = secrets.token_hex(16)
    answer = await visit.owners.send("matching", f"/runs/{run_id}/edits", {**body, "preview": True}, key=key)
    return read(Cost, answer.body)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
