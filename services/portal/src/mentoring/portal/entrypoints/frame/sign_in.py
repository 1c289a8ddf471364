"""Signing in at the company's provider, and out again."""

import secrets
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mentoring.portal.domain.errors import SignInFailed
from mentoring.portal.entrypoints.web.cookies import Held
from mentoring.portal.entrypoints.web.forms import Form
from mentoring.portal.entrypoints.web.pages import must_be_ours
from mentoring.portal.entrypoints.web.rendering import render
from mentoring.portal.entrypoints.web.site import Site, running_of, site_of
from mentoring.portal.entrypoints.web.visit import arrive, words_for
from mentoring.portal.ports import Views
from mentoring.portal.usecases import sign_in as verbs
from mentoring.runtime import Caller, Doors, Viewing, public, signed_in

sign_in = Doors(tags=["sign-in"])


def answered_at(site: Site) -> str:
    """Where the provider sends the browser back to."""
    return f"{site.url}/sign-in/callback"


@sign_in.route("GET", "/sign-in", policy=public)
async def begin(request: Request, to: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """To the provider, remembering where the reader was going."""
    site = site_of(request)
    started = await site.issuer.start(answered_at(site))
    response = RedirectResponse(started.url, status_code=303)
    site.cookies.start(response, started, _own(to))
    return response


@sign_in.route("GET", "/sign-in/callback", policy=public)
async def finish(
    request: Request,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Back from the provider: the same browser, one use, within minutes."""
    site, running = site_of(request), running_of(request)
    begun = site.cookies.started(request.cookies, state)
    if begun is None:
        raise SignInFailed(why="it was begun in another browser, or too long ago")
    started, to = begun
    if error or not code:
        raise SignInFailed(why=f"the provider said «{error or 'nothing'}»")
    tokens = await site.issuer.finish(started, code, answered_at(site))
    secret = secrets.token_urlsafe(32)
    async with running.works() as work:
        await verbs.sign_in(secret, tokens, work)
    response = RedirectResponse(to, status_code=303)
    site.cookies.started_is_over(response)
    site.cookies.hold(response, Held(secret))
    return response


@sign_in.route("POST", "/sign-out", policy=signed_in)
async def leave(request: Request, caller: Caller, viewing: Viewing[Views]) -> Response:
    """The tokens are forgotten here; the provider's own sign-in is a link away."""
    async with request.form() as data:
        visit = await arrive(request, caller, viewing, Form(data))
    must_be_ours(visit)
    site, running = visit.site, running_of(request)
    if visit.held is not None:
        async with running.works() as work:
            await verbs.sign_out(visit.held.secret, work)
    response = RedirectResponse("/signed-out", status_code=303)
    site.cookies.let_go(response)
    return response


@sign_in.route("GET", "/signed-out", policy=public)
async def left(request: Request, viewing: Viewing[Views]) -> Response:
    """Says so, and how to leave the provider too."""
    site = site_of(request)
    try:
        elsewhere = await site.issuer.sign_out_url(None, f"{site.url}/")
    except SignInFailed:
        elsewhere = None
    visit = await arrive(request, Caller(None, ""), viewing)
    facts = {"visit": visit, "w": visit.words, "site": site, "notice": "", "elsewhere": elsewhere}
    html = render("signed_out.html", words_for(request, site, None, visit.now).language, facts)
    return HTMLResponse(html, headers={"Cache-Control": "no-store"})


def _own(to: str) -> str:
    """A path of ours, and nothing that a browser could read as another site."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and "\\" not in to else "/"
