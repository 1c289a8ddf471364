"""The mails as pages: text as text, HTML only inside a sandbox."""

from importlib.resources import files

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from mentoring.local.mail.box import Box

SHOWN = 50
_OWN = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
# A mail's HTML may style itself and no more: no script, no request to anywhere, no way out of its frame.
_OF_A_MAIL = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
_pages = Environment(
    loader=PackageLoader("mentoring.local", "mail/pages"), autoescape=select_autoescape(), undefined=StrictUndefined
)


def show(box: Box) -> APIRouter:
    """The pages for people."""
    router = APIRouter()

    @router.get("/")
    async def mails(search: str = "", start: int = 0) -> Response:
        start = max(0, start)
        shown, found = box.find(search, start, SHOWN)
        return _page("list.html", mails=shown, found=found, search=search, start=start, limit=SHOWN)

    @router.get("/mail/{one}")
    async def mail(one: str) -> Response:
        found = box.get(one)
        if found is None:
            raise HTTPException(404, "There is no such mail.")
        return _page("mail.html", mail=found)

    @router.get("/mail/{one}/html")
    async def html(one: str) -> Response:
        found = box.get(one)
        if found is None:
            raise HTTPException(404, "There is no such mail.")
        return HTMLResponse(found.html, headers={"Content-Security-Policy": _OF_A_MAIL})

    @router.get("/style.css")
    async def style() -> Response:
        sheet = files("mentoring.local").joinpath("mail/pages/style.css").read_text()
        return PlainTextResponse(sheet, media_type="text/css")

    return router


def _page(name: str, **facts: object) -> HTMLResponse:
    html = _pages.get_template(name).render(**facts)
    return HTMLResponse(html, headers={"Content-Security-Policy": _OWN, "X-Content-Type-Options": "nosniff"})
