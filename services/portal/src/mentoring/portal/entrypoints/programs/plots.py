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


def _image(svg: bytes) -> Response:
    headers = {"Content-Security-Policy": PLOT_POLICY, "Cache-Control": "private, max-age=60"}
    return Response(svg, media_type="image/svg+xml", headers=headers)
