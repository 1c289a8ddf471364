"""Admission: from the request's token to a caller, past the door's policy, before anything else is read."""

from collections.abc import Awaitable, Callable
from typing import Protocol
from uuid import UUID

from starlette.requests import Request

from mentoring.runtime.access.caller import NOBODY, Caller
from mentoring.runtime.access.policies import Policy
from mentoring.runtime.access.tokens import Claims, TokenRefused, Tokens, claim_of
from mentoring.runtime.exchange.problems import Problem
from mentoring.runtime.settings import Settings

_SCHEME = "bearer "


class Gate(Protocol):
    """What admission asks of the service."""

    settings: Settings
    tokens: Tokens
    token_of: Callable[[Request], Awaitable[str | None]]

    async def person_of(self, field: str, value: str) -> UUID | None:
        """The person that a claim speaks of."""
        ...


async def admit(request: Request, policy: Policy, gate: Gate) -> Caller:
    """Whoever may enter.

    Raises:
        Problem: there is no token, or it is not believed (401).
        Refusal: the policy does not let this caller in (403).
    """
    if not policy.token:
        policy.admit(NOBODY)
        return NOBODY
    token = await gate.token_of(request)
    if token is None:
        raise unauthenticated("token-missing", "This door needs an access token.", error=None)
    try:
        claims = await gate.tokens.verify(token)
    except TokenRefused as refused:
        raise unauthenticated("token-refused", str(refused), error="invalid_token") from None
    caller = await _caller(claims, gate)
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


async def _caller(claims: Claims, gate: Gate) -> Caller:
    settings = gate.settings
    subject = claims["sub"]
    roles = claim_of(claims, settings.roles_claim)
    named = claim_of(claims, settings.subject_claim)
    return Caller(
        person=await gate.person_of(settings.person_field, named) if isinstance(named, str) and named else None,
        subject=subject,
        roles=frozenset(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else frozenset(),
    )
