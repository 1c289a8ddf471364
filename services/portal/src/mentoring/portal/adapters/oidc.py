"""Signing in by OpenID Connect: authorization code with PKCE, in the few requests that it needs.

A small client of our own rather than a framework's: the state lives in a signed cookie, tokens are verified by the same
code that guards the doors, and nothing of JOSE is decided here.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlencode

import httpx

from mentoring.portal.domain.errors import SignInFailed
from mentoring.portal.ports import Started
from mentoring.portal.ports import Tokens as Given
from mentoring.runtime.access.keys import IssuerKeys
from mentoring.runtime.access.tokens import IssuedTokens, TokenRefused, Tokens, claim_of

FRESH: Final = timedelta(hours=1)
"""How long the provider's own description is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """The issuer, and how it knows us."""

    issuer: str
    back_url: str | None
    """Where we reach it, if not where browsers do."""
    keys_url: str | None
    plain_http: bool
    """Whether it may be reached without TLS: in the local run alone."""
    audience: str
    algorithms: frozenset[str]
    leeway: timedelta
    roles_claim: str
    subject_claim: str
    client_id: str
    client_secret: str | None
    scopes: str


class OidcIssuer(AbstractAsyncContextManager["OidcIssuer"]):
    """One provider. Open it beside the role that serves pages."""

    def __init__(
        self,
        provider: Provider,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._provider = provider
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(10.0, connect=3.0), transport=transport)
        self._clock = clock
        self._described: tuple[datetime, Mapping[str, Any]] | None = None
        keys = IssuerKeys(provider.issuer, self._http, keys_url=provider.keys_url, plain_http=provider.plain_http)
        self._access = self._verifier(keys, provider.audience)
        self._identity = self._verifier(keys, provider.client_id)

    def _verifier(self, keys: IssuerKeys, audience: str) -> Tokens:
        provider = self._provider
        return IssuedTokens(
            keys,
            issuer=provider.issuer,
            audience=audience,
            algorithms=provider.algorithms,
            leeway=provider.leeway,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def start(self, redirect_uri: str) -> Started:
        """The address to send the browser to, and what it has to bring back."""
        state, nonce, verifier = (secrets.token_urlsafe(size) for size in (16, 16, 48))
        challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": redirect_uri,
            "scope": self._provider.scopes,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        endpoint = str((await self._description())["authorization_endpoint"])
        joint = "&" if "?" in endpoint else "?"
        return Started(f"{endpoint}{joint}{urlencode(asked)}", state, nonce, verifier)

    async def finish(self, started: Started, code: str, redirect_uri: str) -> Given:
        """The code for tokens; the id token must hold our nonce."""
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": started.verifier,
        }
        said = await self._tokens(asked)
        if "id_token" not in said:
            raise SignInFailed(why="the provider gave no id token")
        try:
            claims = await self._identity.verify(said["id_token"])
        except TokenRefused as refused:
            raise SignInFailed(why=f"the id token is not right ({refused})") from None
        if not secrets.compare_digest(str(claims.get("nonce", "")), started.nonce):
            raise SignInFailed(why="the id token is from another sign-in")
        given = await self._given(said)
        if given.subject != claims["sub"]:
            raise SignInFailed(why="the tokens speak of two people")
        return given

    async def renew(self, refresh_token: str) -> Given | None:
        """None where the provider says no or does not answer: the person signs in again."""
        try:
            said = await self._tokens({"grant_type": "refresh_token", "refresh_token": refresh_token})
            return await self._given(said)
        except SignInFailed:
            return None

    async def sign_out_url(self, id_token: str | None, back_to: str) -> str | None:
        """RP-initiated logout, where it is offered."""
        endpoint = (await self._description()).get("end_session_endpoint")
        if not endpoint:
            return None
        asked = {"client_id": self._provider.client_id, "post_logout_redirect_uri": back_to}
        if id_token:
            asked["id_token_hint"] = id_token
        return f"{endpoint}?{urlencode(asked)}"

    async def _given(self, said: Mapping[str, Any]) -> Given:
        try:
            claims = await self._access.verify(str(said["access_token"]))
        except (TokenRefused, KeyError) as refused:
            raise SignInFailed(why=f"the access token is not for this suite ({refused})") from None
        roles, named = (claim_of(claims, path) for path in (self._provider.roles_claim, self._provider.subject_claim))
        return Given(
            subject=claims["sub"],
            person_value=named if isinstance(named, str) and named else None,
            roles=frozenset(str(role) for role in roles) if isinstance(roles, list) else frozenset(),
            access_token=said["access_token"],
            refresh_token=said.get("refresh_token"),
            id_token=said.get("id_token"),
            fresh_until=datetime.fromtimestamp(claims["exp"], UTC),
        )

    async def _tokens(self, asked: Mapping[str, str]) -> Mapping[str, Any]:
        endpoint = str((await self._description())["token_endpoint"])
        auth = (
            httpx.BasicAuth(self._provider.client_id, self._provider.client_secret)
            if self._provider.client_secret
            else None
        )
        data = dict(asked) if auth else {**asked, "client_id": self._provider.client_id}
        try:
            response = await self._http.post(self._reached(endpoint), data=data, auth=auth or httpx.USE_CLIENT_DEFAULT)
            said = response.json()
        except (httpx.HTTPError, ValueError):
            raise SignInFailed(why="the provider does not answer") from None
        if response.is_error or not isinstance(said, dict):
            code = said.get("error") if isinstance(said, dict) else None
            raise SignInFailed(why=f"the provider said no ({code or response.status_code})")
        return said

    def _reached(self, address: str) -> str:
        """Where we reach what browsers reach at the issuer's own address: in a container network the two differ."""
        issuer = self._provider.issuer.rstrip("/")
        back = self._provider.back_url
        return f"{back}{address.removeprefix(issuer)}" if back and address.startswith(f"{issuer}/") else address

    async def _description(self) -> Mapping[str, Any]:
        now = self._clock()
        if self._described is not None and now - self._described[0] < FRESH:
            return self._described[1]
        issuer = self._provider.issuer
        try:
            response = await self._http.get(self._reached(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
            response.raise_for_status()
            found = response.json()
            if found["issuer"] != issuer:
                raise SignInFailed(why="the provider's description speaks for another one")
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            raise SignInFailed(why="the provider does not answer") from None
        self._described = (now, found)
        described: Mapping[str, Any] = found
        return described
