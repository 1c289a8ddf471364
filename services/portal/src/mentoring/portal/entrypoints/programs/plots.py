"""The plots of a program and of a run, as images in two themes."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.headers import PLOT_POLICY
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import N_, word_of
from mentoring.portal.ports import Theme

plots = Pages()
Chosen = Annotated[Theme, Query()]
Numbers = Annotated[str, Query(pattern=r"^\d{1,7}(-\d{1,7}){0,19}$")]
"""Counts with dashes between."""


@plots.show("/programs/{program_id}/progress.svg", policy=manager)
async def progress(visit: Visit, program_id: UUID, theme: Chosen = "light", *, narrow: bool = False) -> Response:
    """How far people have come."""
    async with visit.viewing() as views:
        await admitted(visit, views, program_id)
        found = await views.progress(program_id)
    words = visit.words
    rows = [
        (
            words.say(word_of("step", step.code)),
            step.people,
            f"{words.number(step.people)} ({words.percent(found.share(step))})",
        )
        for step in found.steps
    ]
    return _image(await visit.site.plots.bars(rows, theme, narrow=narrow))


@plots.show("/runs/{run_id}/points.svg", policy=manager)
async def points(visit: Visit, run_id: UUID, theme: Chosen = "light", *, narrow: bool = False) -> Response:
    """Pairs by points."""
    async with visit.viewing() as views:
        run = await views.run(run_id)
        if run is None or run.figures is None:
            raise PageMissing
        await admitted(visit, views, run.program)
    return _image(
        await visit.site.plots.columns(run.figures.histogram, visit.words.say(N_("points")), theme, narrow=narrow)
    )


@plots.show("/plots/compared.svg", policy=manager)
async def compared(
    visit: Visit, before: Numbers, after: Numbers, theme: Chosen = "light", *, narrow: bool = False
) -> Response:
    """Two distributions whose numbers stand in the address: a preview is kept nowhere."""
    first, second = ([int(one) for one in text.split("-")] for text in (before, after))
    if len(first) != len(second):
        raise PageMissing
    names = (visit.words.say("as it is"), visit.words.say("as it would be"))
    return _image(await visit.site.plots.compared(first, second, names, theme, narrow=narrow))


@plots.show("/runs/{run_id}/load.svg", policy=manager)
async def load(visit: Visit, run_id: UUID, theme: Chosen = "light", *, narrow: bool = False) -> Response:
    """Mentors by how much of their places is used."""
    async with visit.viewing() as views:
        run = await views.run(run_id)
        if run is None or run.figures is None or run.figures.load is None:
            raise PageMissing
        await admitted(visit, views, run.program)
    shares = run.figures.load.shares
    return _image(
        await visit.site.plots.columns(shares, visit.words.say(N_("places used, in percent")), theme, narrow=narrow)
    )


def _image(svg: bytes) -> Response:
    headers = {"Content-Security-Policy": PLOT_POLICY, "Cache-Control": "private, max-age=60"}
    return Response(svg, media_type="image/svg+xml", headers=headers)
