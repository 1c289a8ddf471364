"""The portal's doors: pages, the live channel, and what stands around them."""

from fastapi import FastAPI

from mentoring.portal.entrypoints.company import COMPANY
from mentoring.portal.entrypoints.frame import FRAME, components
from mentoring.portal.entrypoints.mine import MINE
from mentoring.portal.entrypoints.programs import PROGRAMS
from mentoring.portal.entrypoints.web.faults import answer_people
from mentoring.portal.entrypoints.web.headers import SecureHeaders
from mentoring.portal.entrypoints.web.site import Site
from mentoring.runtime import Doors


def doors(*, local: bool) -> list[Doors]:
    """All doors; the components page in the local run alone."""
    groups = [pages.doors for pages in (*MINE, *PROGRAMS, *COMPANY)]
    return [*FRAME, *groups, *([components] if local else [])]


def extend(app: FastAPI, site: Site) -> None:
    """Put the site around the doors: files, pages for faults, headers."""
    app.state.site = site
    app.mount(site.assets.path, site.assets.served(), name="static")
    app.add_middleware(SecureHeaders, secure=not site.local)
    answer_people(app)
