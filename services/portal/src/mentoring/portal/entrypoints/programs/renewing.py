"""A draft under review brought up to date: who changed since is shown with what it does, before it is done."""

import secrets
from typing import Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.domain.refresh import Renewal
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing

renewing = Pages()
UP_TO_DATE: Final = "nothing-changed"


@renewing.show("/runs/{run_id}/refresh", policy=manager)
async def look(visit: Visit, run_id: UUID) -> Response:
    """What bringing it up to date would do; asked of the owner, who changes nothing."""
    return await _shown(visit, run_id, _penalty(visit.request.query_params.get("move_penalty", "")))


@renewing.act("/runs/{run_id}/refresh", policy=manager)
async def make(visit: Visit, run_id: UUID) -> Response:
    """Do it."""
    penalty = _penalty(visit.form.text("move_penalty"))
    try:
        body = {"move_penalty": penalty}
        answer = await visit.owners.send("matching", f"/runs/{run_id}/refresh", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, run_id, penalty, problem)
    return visit.done(f"/runs/{run_id}", answer.changed, "refreshed")


async def _shown(visit: Visit, run_id: UUID, penalty: int, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        run = await views.run(run_id)
        if run is None:
            raise PageMissing
        program = await admitted(visit, views, run.program)
    found: Renewal | None = None
    try:
        if problem is None:
            body = {"move_penalty": penalty, "preview": True}
            key = secrets.token_hex(16)
            found = read(Renewal, (await visit.owners.send("matching", f"/runs/{run_id}/refresh", body, key=key)).body)
    except Refusing as refusing:
        problem = refusing
    current = problem is not None and problem.code == UP_TO_DATE
    async with visit.viewing() as views:
        people = await views.people(list(found.everybody)) if found else {}
    return visit.page(
        "programs/refresh.html",
        problem=None if current else problem,
        current=current,
        run=run,
        program=program,
        penalty=penalty,
        found=found,
        people=people,
    )


def _penalty(text: str) -> int:
    return min(int(text), 100) if text.isdecimal() else 0
