"""What all visits share; made once in ``app.py``."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from mentoring.portal.entrypoints.web.assets import Assets
from mentoring.portal.entrypoints.web.cookies import Cookies
from mentoring.portal.entrypoints.web.feed import Feed
from mentoring.portal.ports import Issuer, Plots, Switchboard
from mentoring.runtime.running import Running


@dataclass(frozen=True, slots=True)
class Site:
    """The portal's surroundings."""

    url: str
    """Where browsers find it."""
    local: bool
    """Whether the components page is shown."""
    default_language: str
    cookies: Cookies
    owners: Switchboard
    issuer: Issuer
    plots: Plots
    assets: Assets
    feed: Feed


def site_of(request: Request) -> Site:
    """The site that ``request`` is for."""
    site: Site = request.app.state.site
    return site


def running_of(request: Request) -> Running:
    """The service with its parts open."""
    running: Any = request.app.state.running
    found: Running = running
    return found
