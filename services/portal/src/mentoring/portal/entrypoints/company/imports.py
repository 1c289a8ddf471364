"""People: «Is the company right?», and the HR files that make it so."""

from collections.abc import AsyncIterator
from datetime import datetime
from types import SimpleNamespace
from typing import Final
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.responses import Response

from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import word_of
from mentoring.portal.ports import Fault, Refusing
from mentoring.runtime import role

imports = Pages()
hr = role("hr_manager")
PIECE: Final = 1024 * 1024
A_PAGE: Final = 100
COUNTS: Final = ("joined", "changed", "rehired", "left", "unchanged", "rejected", "warned")


@imports.show("/people", policy=hr)
async def look(visit: Visit) -> Response:
    """Numbers, the last imports, and a file to bring."""
    return await _shown(visit)


@imports.act("/people/imports", policy=hr, upload=True)
async def bring(visit: Visit) -> Response:
    """Check a file, or import it; handed on as it is, without being held here."""
    file = visit.form.file("file")
    if file is None:
        what = visit.words.say("Choose a file first.")
        return await _shown(
            visit, Refusing(status=422, code="file-missing", detail=what, faults=(Fault("file", what),))
        )
    asked = [name for name in ("dry_run", "allow_leavers") if visit.form.ticked(name)]
    path = "/imports" + ("?" + "&".join(f"{name}=true" for name in asked) if asked else "")
    try:
        answer = await visit.owners.upload("profile", path, _pieces(file), content_type="text/csv", key=visit.key)
    except Refusing as problem:
        return await _shown(visit, problem)
    notice = "" if "dry_run" in asked else "imported"
    return visit.done(f"/people/imports/{answer.body['import_id']}", answer.changed, notice)


@imports.show("/people/imports/{import_id}", policy=hr)
async def one_import(visit: Visit, import_id: UUID) -> Response:
    """What a file did or would do, and its report row by row; asked of the owner, who has the words."""
    after = visit.request.query_params.get("after")
    said = (await visit.owners.ask("profile", f"/imports/{import_id}")).body
    query = {"after": after, "limit": A_PAGE}
    rows = (await visit.owners.ask("profile", f"/imports/{import_id}/rows", query)).body
    counts = said["expected"] if said["dry_run"] or said["state"] == "refused" else said["counts"]
    one = SimpleNamespace(**said)
    one.received_at = datetime.fromisoformat(said["received_at"])
    return visit.page(
        "company/import.html",
        one=one,
        rows=rows["items"],
        next=rows["next"],
        counts=[
            (visit.words.say(word_of("count", name)), visit.words.number(counts[name]))
            for name in COUNTS
            if name in counts
        ],
    )


async def _shown(visit: Visit, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        headcount = await views.headcount()
        found = await views.imports()
    return visit.page("company/people.html", problem=problem, headcount=headcount, imports=found)


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE):
        yield piece
