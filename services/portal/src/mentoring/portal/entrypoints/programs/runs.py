"""A match run: «May I publish this?»."""

from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.effect import Progress
from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.domain.run import Group, Run, classes
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.programs.draft import log_of, pairs_of, people_of, sieve_of, unmatched_of
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing

runs = Pages()


@runs.show("/runs/{run_id}", policy=manager)
async def look(visit: Visit, run_id: UUID) -> Response:
    """Figures, distribution, and the draft with its reasons."""
    return await _shown(visit, run_id)


@runs.act("/runs/{run_id}/publication", policy=manager)
async def publish(visit: Visit, run_id: UUID) -> Response:
    """Everybody in the draft gets a proposal."""
    try:
        answer = await visit.owners.send("matching", f"/runs/{run_id}/publication", {}, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, run_id, problem)
    return visit.done(f"/runs/{run_id}", sorted(answer.changed, key=lambda one: one.key != str(run_id)), "published")


@runs.act("/runs/{run_id}/cancellation", policy=manager)
async def cancel(visit: Visit, run_id: UUID) -> Response:
    """Call it off before anything of it is published."""
    try:
        answer = await visit.owners.send("matching", f"/runs/{run_id}/cancellation", {}, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, run_id, problem)
    return visit.done(f"/runs/{run_id}", answer.changed, "run-cancelled")


@runs.show("/runs/{run_id}/draft.csv", policy=manager)
async def export(visit: Visit, run_id: UUID) -> Response:
    """Everything of the draft as its owner hands it out."""
    return await _handed_through(visit, f"/runs/{run_id}/export", f"run-{run_id}.csv")


@runs.show("/runs/{run_id}/proof.json", policy=manager)
async def proof(visit: Visit, run_id: UUID) -> Response:
    """The certificate with its prices, for whoever wants to check it."""
    return await _handed_through(visit, f"/runs/{run_id}/certificate", f"proof-{run_id}.json")


async def _handed_through(visit: Visit, path: str, name: str) -> Response:
    content, kind = await visit.owners.fetch("matching", path)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


async def _shown(visit: Visit, run_id: UUID, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        run = await views.run(run_id)
        if run is None:
            raise PageMissing
        program = await admitted(visit, views, run.program)
    [run] = visit.settled([run])
    drafted = run.state in {"drafted", "published"}
    sieve = await sieve_of(visit)
    pairs, after = await pairs_of(visit, run_id, sieve) if drafted else ([], None)
    progress = await _progress(visit, run)
    log = await log_of(visit, run_id) if drafted else ()
    edited = await people_of(visit, [str(one) for each in log for one in (each.mentor, each.mentee, each.by) if one])
    unmatched = await unmatched_of(visit, run_id) if drafted else []
    histogram = run.figures.histogram if run.figures else ()
    return visit.page(
        "programs/run.html",
        problem=problem,
        run=run,
        program=program,
        pairs=pairs,
        next=after,
        unmatched=unmatched,
        progress=progress,
        sieve=sieve,
        log=log,
        edited=edited,
        editable=run.state == "drafted" and progress is None and not run.settling,
        groups=_groups(run),
        loads=_loads(run),
        classes=list(zip(classes(len(histogram)), histogram, strict=True)),
    )


async def _progress(visit: Visit, run: Run) -> Progress | None:
    """How far it is, where it is on its way; None where it rests or the owner is away."""
    if run.state not in {"started", "drafted"}:
        return None
    try:
        said = (await visit.owners.ask("matching", f"/runs/{run.id}/progress")).body
        found = read(Progress, said)
    except Refusing:
        return None
    return found if found.phase else None


def _groups(run: Run) -> list[tuple[str, list[Group]]]:
    """By what they are groups, and how each fared."""
    groups = run.figures.groups if run.figures else ()
    return [(by, [one for one in groups if one.by == by]) for by in dict.fromkeys(one.by for one in groups)]


def _loads(run: Run) -> list[tuple[str, int]]:
    """Mentors by how much of their places is used, in classes of percent."""
    shares = run.figures.load.shares if run.figures and run.figures.load else ()
    return list(zip(classes(len(shares)), shares, strict=True))
