"""Pages for what goes wrong. Programs get problem details as everywhere; people get a page with a way on."""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.entrypoints.web.rendering import render
from mentoring.portal.entrypoints.web.site import running_of, site_of
from mentoring.portal.entrypoints.web.visit import LIVE, Visit, words_for
from mentoring.portal.ports import SignIn
from mentoring.runtime import NOBODY, NotKnown, Problem
from mentoring.runtime.exchange.mapping import problem_of

Answering = Callable[[Request, Exception], Awaitable[Response]]
UNAUTHENTICATED: Final = 401


def answer_people(app: FastAPI) -> None:
    """Put pages in front of the app's answers to faults."""
    for kind, answering in list(app.exception_handlers.items()):
        if isinstance(kind, type):
            app.add_exception_handler(kind, _page_or(answering))


def wants_page(request: Request) -> bool:
    """Whether a person looks: browsers ask for HTML, our script says that it is ours."""
    accepted = request.headers.get("accept", "")
    return "text/html" in accepted or "hx-request" in request.headers or LIVE in request.headers


def _page_or(answering: Any) -> Answering:
    async def answer(request: Request, fault: Exception) -> Response:
        if not wants_page(request):
            response: Response = await answering(request, fault)
            return response
        if isinstance(fault, RequestValidationError) and request.method == "GET":
            fault = PageMissing()  # an address with an id that is none
        problem = problem_of(fault)
        if problem.status == UNAUTHENTICATED:
            return _sign_in_first(request)
        if isinstance(fault, NotKnown):
            return fault_page(request, problem, template="unknown.html")
        return fault_page(request, problem)

    return answer


def _sign_in_first(request: Request) -> Response:
    """A page comes back after the sign-in; an act is not repeated by itself."""
    to = request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method == "GET" else "/"
    address = f"/sign-in?{urlencode({'to': to})}"
    if "hx-request" in request.headers or LIVE in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=303)


def fault_page(request: Request, problem: Problem, template: str = "fault.html") -> Response:
    """A page that says what is wrong and where to go from here."""
    site = site_of(request)
    sign_in: SignIn | None = getattr(request.state, "sign_in", None)
    running = running_of(request)
    visit = Visit(
        request=request,
        caller=getattr(request.state, "caller", NOBODY),
        viewing=running.viewing,
        site=site,
        words=words_for(request, site, sign_in, running.now()),
        held=site.cookies.held(request.cookies) if sign_in else None,
        sign_in=sign_in,
    )
    facts = {"visit": visit, "w": visit.words, "site": site, "notice": "", "fault": problem}
    html = render(template, visit.words.language, facts)
    return HTMLResponse(html, status_code=problem.status, headers={"Cache-Control": "no-store"})
