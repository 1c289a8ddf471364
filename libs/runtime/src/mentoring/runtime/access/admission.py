"""Admission: from the request's token to a caller, past the door's policy, before anything else is read."""

from typing import TYPE_CHECKING

from starlette.requests import Request

from mentoring.runtime.access.caller import NOBODY, Caller
from mentoring.runtime.access.tokens import Claims, TokenRefused, claim_of
from mentoring.runtime.http.problems import Problem
from mentoring.runtime.policies import Policy

if TYPE_CHECKING:
    from mentoring.runtime.running import Running

_SCHEME = "bearer "


async def admit(request: Request, policy: Policy, running: "Running") -> Caller:
    """Whoever may enter.

    Raises:
        Problem: there is no token, or it is not believed (401).
        Refusal: the policy does not let this caller in (403).
    """
    if not policy.token:
        policy.admit(NOBODY)
        return NOBODY
    token = await running.token_of(request)
    if token is None:
        raise unauthenticated("token-missing", "This door needs an access token.", error=None)
    try:
        claims = await running.tokens.verify(token)
    except TokenRefused as refused:
        raise unauthenticated("token-refused", str(refused), error="invalid_token") from None
    caller = await _caller(claims, running)
    policy.admit(caller)
    return caller


async def bearer(request: Request) -> str | None:
    """The token in the Authorization header."""
    header = request.headers.get("authorization", "")
    return header[len(_SCHEME) :].strip() or None if header.lower().startswith(_SCHEME) else None


def unauthenticated(code: str, detail: str, *, error: str | None) -> Problem:
    """A 401 as RFC 6750 wants it."""
    challenge = 'Bearer realm="mentoring"' + (f', error="{error}"' if error else "")
    return Problem(401, code, detail, headers={"WWW-Authenticate": challenge})


async def _caller(claims: Claims, running: "Running") -> Caller:
    settings = running.settings
    subject = claims["sub"]
    roles = claim_of(claims, settings.roles_claim)
    named = claim_of(claims, settings.subject_claim)
    return Caller(
        person=await running.person_of(settings.person_field, named) if isinstance(named, str) and named else None,
        subject=subject,
        roles=frozenset(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else frozenset(),
    )
