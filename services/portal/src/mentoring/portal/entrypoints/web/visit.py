"""A visit: who reads, what they may be waiting for, and how they are answered."""

import asyncio
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mentoring.portal.domain.changed import Awaited, Changed
from mentoring.portal.entrypoints.web.cookies import Held
from mentoring.portal.entrypoints.web.forms import KEY, Form
from mentoring.portal.entrypoints.web.rendering import render
from mentoring.portal.entrypoints.web.site import Site, running_of, site_of
from mentoring.portal.entrypoints.web.words import Words, chosen
from mentoring.portal.ports import Owners, Refusing, SignIn, Views
from mentoring.runtime import Caller, Viewing

PATIENCE: Final = 1.0
"""Seconds that a page waits for the reader's own write."""
LIVE: Final = "X-Live"
"""Set by our script when it looks again: such a visit waits for nothing and is told nothing twice."""


@dataclass(kw_only=True)
class Visit:
    """One request for a page or an act."""

    request: Request
    caller: Caller
    viewing: Viewing[Views]
    site: Site
    words: Words
    held: Held | None = None
    sign_in: SignIn | None = None
    form: Form = field(default_factory=Form)
    pending: frozenset[str] = frozenset()
    """Keys of the reader's own writes that have not come back yet."""
    position: int = 0
    """Where the page begins to listen."""

    @property
    def now(self) -> datetime:
        """The business time."""
        return self.words.now

    @property
    def person(self) -> UUID:
        """The reader, where the door is for people."""
        return self.caller.known

    @property
    def owners(self) -> Owners:
        """The owners, asked with the reader's token."""
        return self.site.owners.speaking_for(self.sign_in.access_token if self.sign_in else "")

    @property
    def key(self) -> str:
        """Of the form that was sent; the same at a second click."""
        return self.form.text(KEY)

    @property
    def live(self) -> bool:
        """Whether our script looks again."""
        return LIVE in self.request.headers

    def has(self, *roles: str) -> bool:
        """Whether the reader has one of the roles."""
        return self.caller.has(*roles)

    def waits_for(self, *ids: UUID) -> bool:
        """Whether one of these is a write of the reader's own that is on its way."""
        return any(str(one) in self.pending for one in ids)

    def settled(self, things: Iterable[Any]) -> list[Any]:
        """The same things; those whose news is on its way do not show their old state."""
        return [thing.settles() if self.waits_for(thing.id) else thing for thing in things]

    def page(self, template: str, *, status: int = 200, problem: Refusing | None = None, **facts: Any) -> Response:
        """Answer with a page. With a ``problem`` it is the form again, with what was typed."""
        given: Mapping[str, Any] = {
            "visit": self,
            "w": self.words,
            "site": self.site,
            "problem": problem,
            "form": self.form,
            "notice": self.held.notice if self.held and not self.live else "",
            **facts,
        }
        html = render(template, self.words.language, given)
        response = HTMLResponse(html, status_code=problem.status if problem else status)
        response.headers["Cache-Control"] = "no-store"
        self._keep(response)
        return response

    def done(self, to: str, changed: Iterable[Changed] = (), notice: str = "") -> Response:
        """Answer an act: go and look at the page that shows it."""
        response = RedirectResponse(to, status_code=303)
        if self.held is not None:
            self.site.cookies.hold(response, self.held.after(Awaited.of(changed), notice))
        return response

    def _keep(self, response: Response) -> None:
        """What has arrived is no longer waited for; what was said is not said again."""
        if self.held is None or self.live:
            return
        waiting = tuple(change for change in self.held.awaited.changes if change.key in self.pending)
        if self.held.notice or waiting != self.held.awaited.changes:
            self.site.cookies.hold(response, Held(self.held.secret, Awaited(waiting)))


async def arrive(request: Request, caller: Caller, viewing: Viewing[Views], form: Form | None = None) -> Visit:
    """Begin a visit; wait, at most a second, until the model shows what the reader has just done."""
    site, running = site_of(request), running_of(request)
    sign_in: SignIn | None = getattr(request.state, "sign_in", None)
    held = site.cookies.held(request.cookies) if sign_in else None
    visit = Visit(
        request=request,
        caller=caller,
        viewing=viewing,
        site=site,
        words=words_for(request, site, sign_in, running.now()),
        held=held,
        sign_in=sign_in,
        form=form or Form(),
    )
    if request.method == "GET" and held is not None:
        visit.pending = await _wait(visit, held)
    return visit


async def _wait(visit: Visit, held: Held) -> frozenset[str]:
    until = time.monotonic() + (0 if visit.live else PATIENCE)
    while True:
        async with visit.viewing() as views:
            visit.position = await views.latest_change()
            lacking = await views.lacking(held.awaited.changes)
            if held.awaited.changes and not lacking:
                # What stands around the page (unread items) was read before the write arrived.
                visit.sign_in = await views.sign_in(held.secret, visit.now) or visit.sign_in
        if not lacking or time.monotonic() >= until:
            return lacking
        await asyncio.sleep(0.03)


def words_for(request: Request, site: Site, sign_in: SignIn | None, now: datetime) -> Words:
    """The person's own language and zone; a stranger's browser says its language."""
    accepted = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]
    wished = [sign_in.locale] if sign_in and sign_in.person else [tag for tag in accepted if tag]
    language, locale = chosen(wished, site.default_language)
    return Words(language, locale, sign_in.zone if sign_in else "UTC", now)
