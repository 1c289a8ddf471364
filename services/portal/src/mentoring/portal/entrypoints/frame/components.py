"""The components page, in the local run alone: what screenshots and axe run over as well."""

from dataclasses import replace
from typing import Final

from starlette.responses import Response

from mentoring.portal.entrypoints.frame.specimens import specimens
from mentoring.portal.entrypoints.programs.terms import offered
from mentoring.portal.entrypoints.web.headers import PLOT_POLICY
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.ports import Theme
from mentoring.runtime import public

_pages: Final = Pages()
components: Final = _pages.doors
STATES: Final = ("offer", "mentorship", "session", "check-in", "program", "run", "import", "introduction")


@_pages.show("/dev/components", policy=public)
async def look(visit: Visit) -> Response:
    """Every component in all its states."""
    visit = replace(visit, pending=frozenset())
    states = [(kind, list(VOCABULARY[kind])) for kind in STATES]
    return visit.page("components.html", states=states, s=specimens(visit.now), offered=offered(visit))


@_pages.show("/dev/compared.svg", policy=public)
async def compared(visit: Visit, theme: Theme = "light", *, narrow: bool = False) -> Response:
    """Two distributions side by side."""
    before, after = (0, 0, 2, 5, 9, 17, 28, 19, 4, 0), (0, 1, 3, 7, 11, 18, 24, 16, 2, 0)
    svg = await visit.site.plots.compared(before, after, ("as it is", "as it would be"), theme, narrow=narrow)
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": PLOT_POLICY})


@_pages.show("/dev/plot.svg", policy=public)
async def plot(visit: Visit, theme: Theme = "light", *, narrow: bool = False) -> Response:
    """The plot of the components page."""
    steps = specimens(visit.now)["progress"].steps
    svg = await visit.site.plots.bars(
        [(step.code, step.people, str(step.people)) for step in steps], theme, narrow=narrow
    )
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": PLOT_POLICY})
