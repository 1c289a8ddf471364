"""Where a request has its access token: a program in its header, a browser in its sign-in."""

from datetime import timedelta
from typing import Final

from starlette.requests import Request

from mentoring.portal.entrypoints.web.pages import same_site
from mentoring.portal.entrypoints.web.site import running_of, site_of
from mentoring.portal.ports import SignIn
from mentoring.portal.usecases.sign_in import renew_sign_in
from mentoring.runtime.access.admission import bearer

SOON: Final = timedelta(seconds=60)
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


async def token_of(request: Request) -> str | None:
    """The header's token, or the sign-in's; a browser's acts count only where they come from our own pages."""
    token = await bearer(request)
    if token is not None:
        return token
    held = site_of(request).cookies.held(request.cookies)
    if held is None or (request.method not in SAFE and not same_site(request)):
        return None
    running = running_of(request)
    now = running.now()
    async with running.viewing() as views:
        sign_in: SignIn | None = await views.sign_in(held.secret, now)
    if sign_in is None:
        return None
    sign_in = await _fresh(request, held.secret, sign_in)
    request.state.sign_in = sign_in
    return sign_in.access_token


async def _fresh(request: Request, secret: str, sign_in: SignIn) -> SignIn:
    """A token that is about to end is renewed, where the issuer gave something to renew it with."""
    running = running_of(request)
    if sign_in.refresh_token is None or sign_in.fresh_until - running.now() > SOON:
        return sign_in
    tokens = await site_of(request).issuer.renew(sign_in.refresh_token)
    if tokens is None:
        return sign_in
    async with running.works() as work:
        await renew_sign_in(secret, tokens, work)
    async with running.viewing() as views:
        renewed: SignIn | None = await views.sign_in(secret, running.now())
    return renewed or sign_in
