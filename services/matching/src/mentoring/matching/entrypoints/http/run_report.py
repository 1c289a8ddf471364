"""What a run leaves behind: everything as a file, and its proof in plain words."""

import csv
import io
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from starlette.responses import Response, StreamingResponse

from mentoring.contracts.matching import Certificate
from mentoring.matching.domain.pairing.drafted import Wanted
from mentoring.matching.domain.run import Run
from mentoring.matching.domain.run_edit import AskedRefresh
from mentoring.matching.domain.terms.weights import CRITERIA
from mentoring.matching.entrypoints.http.runs import admit
from mentoring.matching.ports import Views
from mentoring.matching.usecases import snapshots
from mentoring.runtime import Caller, Doors, known_or_role

run_report = Doors(tags=["runs"])
HR = "hr_manager"
AT_ONCE: Final = 1000
"""Rows of a look at the database."""
_COLUMNS: Final = ("row", "mentor", "mentee", "points", *CRITERIA, "group", "person", "place", "reason")


class Viewing(Protocol):
    """Opens views for a short look."""

    def __call__(self) -> AbstractAsyncContextManager[Views]:
        """Open them."""
        ...


class Proof(BaseModel):
    """What is proved of a draft, and with what it can be made again."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    run: UUID
    mode: str
    seed: int
    engine: str | None
    inputs: str | None
    """SHA-256 of what the run was made of."""
    edits: int
    """Edits by hand since; the bound is the one from before them."""
    refreshes: int
    """How often the draft was brought up to date since it was solved; the bound is of the people of the last time."""
    certificate: Certificate | None
    said: str


@run_report.view("/runs/{run_id}/certificate", policy=known_or_role(HR))
async def certificate(run_id: UUID, caller: Caller, views: Views) -> Proof:
    """How far the draft can be from the best of all, in exact points."""
    run = await admit(run_id, caller, views)
    log = await views.edits(run_id)
    refreshes = sum(isinstance(one.asked, AskedRefresh) for one in log)
    edits = len(log) - refreshes
    told = None if run.figures is None else snapshots.figures(run.figures).certificate
    return Proof(
        run=run.id,
        mode=run.mode,
        seed=run.seed,
        engine=run.engine,
        inputs=run.inputs,
        edits=edits,
        refreshes=refreshes,
        certificate=told,
        said=_said(run, told, edits, refreshes),
    )


@run_report.route("GET", "/runs/{run_id}/export", policy=known_or_role(HR), documented=True)
async def export(run_id: UUID, caller: Caller, viewing: Viewing) -> Response:
    """All pairs with their points by criterion, best first, then everybody without one and what binds; as CSV."""
    async with viewing() as views:
        await admit(run_id, caller, views)
    headers = {"Content-Disposition": f'attachment; filename="run-{run_id}.csv"', "Cache-Control": "no-store"}
    return StreamingResponse(_rows(run_id, viewing), media_type="text/csv; charset=utf-8", headers=headers)


async def _rows(run: UUID, viewing: Viewing) -> AsyncIterator[str]:
    yield _csv([_COLUMNS])
    last: tuple[int, int] | None = None
    while True:
        async with viewing() as views:
            pairs = await views.pairs(run, Wanted(), after=last, most=AT_ONCE)
        yield _csv(
            (
                *("pair", pair.mentor, pair.mentee, pair.points),
                *(pair.parts.get(criterion, "") for criterion in CRITERIA),
                *(pair.group or "", "", "", ""),
            )
            for pair in pairs
        )
        if len(pairs) < AT_ONCE:
            break
        last = pairs[-1].points, pairs[-1].rank
    rank = 0
    while True:
        async with viewing() as views:
            alone = await views.unmatched(run, after=rank, most=AT_ONCE)
        nothing = ("",) * (len(CRITERIA) + 4)
        yield _csv(("alone", *nothing, one.person, one.place, one.why) for _, one in alone)
        if len(alone) < AT_ONCE:
            break
        rank = alone[-1][0]


def _csv(rows: Any) -> str:
    written = io.StringIO()
    table: Sequence[Sequence[object]] = list(rows)
    csv.writer(written).writerows(table)
    return written.getvalue()


def _said(run: Run, told: Certificate | None, edits: int, refreshes: int) -> str:
    if run.figures is None:
        return "There is no draft, and so nothing to prove."
    if told is None:
        why = (
            "a preview looks at no more pairs than it must" if run.mode == "preview" else "none was made for this draft"
        )
        return f"Nothing is proved of its {run.figures.total_points} points: {why}."
    audited = f"{told.audited} pairs were scored and judged again by other code; {told.violations} rules were broken."
    since = f" After {edits} edits by hand." if edits else ""
    if refreshes:
        since += f" Brought up to date {refreshes} times."
    if told.gap == 0:
        return f"No other assignment has more than its {told.value} points. {audited}{since}"
    far = f"No assignment has more than {told.bound} points; this one has {told.value}, {told.gap} fewer"
    return f"{far} ({told.gap_percent:.3f} %). {audited}{since}"
