"""What a person's browser sees: a page to pick somebody, and the way out."""

from collections.abc import Mapping
from importlib.resources import files
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from mentoring.issuer.doors.house import House
from mentoring.issuer.grants import AuthorizationRequest, RequestRefused, RequestUntrusted, sent_back
from mentoring.issuer.people import Person

SHOWN = 30
"""People on the page at once; the search finds the others."""

_pages = Environment(
    loader=PackageLoader("mentoring.issuer", "pages"), autoescape=select_autoescape(), undefined=StrictUndefined
)


def browsers(house: House) -> APIRouter:
    """The doors for browsers; everything works without JavaScript."""
    router = APIRouter()

    @router.get("/authorize")
    async def pick(request: Request) -> Response:
        said = dict(request.query_params)
        try:
            asked = AuthorizationRequest.read(said, house.clients)
        except (RequestRefused, RequestUntrusted) as fault:
            return _refusal(fault, said, house)
        search = said.get("search", "").strip()
        shown, found = house.people.search(search, SHOWN)
        onward = asked.redirect_uri
        return _page("pick.html", form_may_lead_to=onward, asked=asked, search=search, people=shown, found=found)

    @router.post("/authorize")
    async def sign_in(request: Request) -> Response:
        said = {key: str(value) for key, value in (await request.form()).items()}
        try:
            asked = AuthorizationRequest.read(said, house.clients)
            person = _picked(said, house)
        except (RequestRefused, RequestUntrusted) as fault:
            return _refusal(fault, said, house)
        code = house.codes.give(asked, person)
        answer = sent_back(asked.redirect_uri, code=code, state=asked.state, iss=house.mint.issuer)
        return RedirectResponse(answer, status_code=303)

    @router.api_route("/end-session", methods=["GET", "POST"])
    async def sign_out(request: Request) -> Response:
        said = dict(request.query_params) | {key: str(value) for key, value in (await request.form()).items()}
        onward = said.get("post_logout_redirect_uri")
        if onward is None:
            return _page("signed_out.html")
        if not any(onward in client.after_sign_out for client in house.clients.values()):
            words = "This address is not registered for after the sign-out (parameter post_logout_redirect_uri)."
            return _page("refused.html", status=400, words=words)
        state = {"state": said["state"]} if "state" in said else {}
        return RedirectResponse(sent_back(onward, **state), status_code=303)

    @router.get("/style.css")
    async def style() -> Response:
        return PlainTextResponse(
            files("mentoring.issuer").joinpath("pages/style.css").read_text(), media_type="text/css"
        )

    return router


def _picked(said: Mapping[str, str], house: House) -> Person:
    person = house.people.find(said.get("subject", ""))
    if person is None:
        raise RequestRefused("access_denied", "nobody of this subject is known here")
    return person


def _page(name: str, *, status: int = 200, form_may_lead_to: str = "", **facts: object) -> HTMLResponse:
    html = _pages.get_template(name).render(**facts)
    origin = urlsplit(form_may_lead_to)
    # Browsers follow a form's redirect only to where the policy lets it lead.
    forms = f"'self' {origin.scheme}://{origin.netloc}" if form_may_lead_to else "'self'"
    policy = f"default-src 'none'; style-src 'self'; form-action {forms}; frame-ancestors 'none'; base-uri 'none'"
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HTMLResponse(html, status_code=status, headers=headers)


def _refusal(fault: RequestRefused | RequestUntrusted, said: Mapping[str, str], house: House) -> Response:
    if isinstance(fault, RequestUntrusted):
        return _page("refused.html", status=400, words=str(fault))
    state = {"state": said["state"]} if said.get("state") else {}
    facts = {"error": fault.error, "error_description": str(fault), "iss": house.mint.issuer}
    return RedirectResponse(sent_back(said["redirect_uri"], **facts, **state), status_code=303)
