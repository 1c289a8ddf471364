"""A draft edited by hand: each edit shows what it costs before it is made, and is logged with its reason."""

import secrets
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.edit import Cost
from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.program import Program
from mentoring.portal.domain.run import Run
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Fault, Refusing

drafts = Pages()
EDITS: Final = ("pin", "unpin", "exclude", "unexclude", "swap")


@drafts.show("/runs/{run_id}/edit", policy=manager)
async def look(visit: Visit, run_id: UUID) -> Response:
    """What an edit would cost; a swap asks first whom the mentee shall have instead."""
    said = visit.request.query_params
    return await _shown(visit, run_id, {name: said.get(name, "") for name in ("edit", "mentor", "mentee", "instead")})


@drafts.act("/runs/{run_id}/edit", policy=manager)
async def make(visit: Visit, run_id: UUID) -> Response:
    """Make it, with the reason that the log keeps."""
    form = visit.form
    wanted = {name: form.text(name) for name in ("edit", "mentor", "mentee", "instead")}
    try:
        body = await _body(visit, wanted) | {"why": form.text("why")}
        answer = await visit.owners.send("matching", f"/runs/{run_id}/edits", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, run_id, wanted, problem)
    return visit.done(f"/runs/{run_id}", answer.changed, "edited")


async def _body(visit: Visit, wanted: dict[str, str]) -> dict[str, Any]:
    """As the owner takes it; whom a swap is about may be named by number or address."""
    body = {name: wanted[name] for name in ("edit", "mentor", "mentee")}
    if wanted["edit"] != "swap":
        return body
    async with visit.viewing() as views:
        found = (await views.people_called([wanted["instead"]])).get(wanted["instead"])
    if found is None:
        what = visit.words.say("Nobody is known as %(who)s.", who=wanted["instead"] or "?")
        raise Refusing(status=422, code="person-unknown", detail=what, faults=(Fault("body.instead", what),))
    return body | {"instead": str(found.id)}


async def _shown(visit: Visit, run_id: UUID, wanted: dict[str, str], problem: Refusing | None = None) -> Response:
    if wanted["edit"] not in EDITS:
        raise PageMissing
    cost: Cost | None = None
    ready = wanted["edit"] != "swap" or bool(wanted["instead"])
    if problem is None and ready:
        try:
            cost = await _cost(visit, run_id, await _body(visit, wanted))
        except Refusing as refusing:
            problem = refusing
    run, program, people = await _around(visit, run_id, wanted, cost)
    return visit.page(
        "programs/edit.html",
        problem=problem,
        run=run,
        program=program,
        wanted=wanted,
        ready=ready and cost is not None,
        cost=cost,
        people=people,
        mentor=people[_id(wanted["mentor"])],
        mentee=people[_id(wanted["mentee"])],
    )


async def _cost(visit: Visit, run_id: UUID, body: dict[str, Any]) -> Cost:
    """Asked of the owner, who tries it and changes nothing."""
    tried = {**body, "why": "", "preview": True}
    key = secrets.token_hex(16)
    return read(Cost, (await visit.owners.send("matching", f"/runs/{run_id}/edits", tried, key=key)).body)


async def _around(
    visit: Visit, run_id: UUID, wanted: dict[str, str], cost: Cost | None
) -> tuple[Run, Program, dict[UUID, Person]]:
    async with visit.viewing() as views:
        run = await views.run(run_id)
        if run is None:
            raise PageMissing
        program = await admitted(visit, views, run.program)
        ids = {_id(wanted["mentor"]), _id(wanted["mentee"])} | (cost.people if cost else set())
        people = await views.people(list(ids))
    return run, program, people


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise PageMissing from None
