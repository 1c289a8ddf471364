"""The components page, in the local run alone: what screenshots and axe run over as well."""

from dataclasses import replace
from typing import Final

from starlette.responses import Response

from mentoring.portal.entrypoints.frame.specimens import specimens
from mentoring.portal.entrypoints.web.headers import PLOT_POLICY
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.ports import Theme
from mentoring.runtime import public

_pages: Final = Pages()
components: Final = _pages.doors
STATES: Final = ("offer", "mentorship", "session", "check-in", "program", "run", "import")


@_pages.show("/dev/components", policy=public)
async def look(visit: Visit) -> Response:
    """Every component in all its states."""
    visit = replace(visit, pending=frozenset())
    states = [(kind, list(VOCABULARY[kind])) for kind in STATES]
    return visit.page("components.html", states=states, s=specimens(visit.now))


@_pages.show("/dev/plot.svg", policy=public)
async def plot(visit: Visit, theme: Theme = "light", *, narrow: bool = False) -> Response:
    """The plot of the components page."""
    steps = specimens(visit.now)["progress"].steps
    svg = await visit.site.plots.bars(
        [(step.code, step.people, str(step.people)) for step in steps], theme, narrow=narrow
    )
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": PLOT_POLICY})
