"""Authorization requests and the one-time codes that answer them (authorization code with PKCE)."""

import hashlib
import hmac
import re
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from mentoring.issuer.people import Client, Person

CODE_SECONDS = 60
_CHALLENGE = re.compile(r"^[A-Za-z0-9_-]{43}$")
_VERIFIER = re.compile(r"^[A-Za-z0-9._~-]{43,128}$")


class RequestRefused(Exception):  # noqa: N818 - an answer of the protocol
    """`error` is a code of the standards; the text is for whoever builds the client."""

    def __init__(self, error: str, description: str) -> None:
        self.error = error
        super().__init__(description)


class RequestUntrusted(Exception):  # noqa: N818 - the same
    """Neither client nor address is known: the browser must not be sent there, not even with an error."""


@dataclass(frozen=True)
class AuthorizationRequest:
    """A valid request to sign somebody in."""

    client: Client
    redirect_uri: str
    state: str
    challenge: str
    nonce: str | None
    scope: str

    @classmethod
    def read(cls, said: Mapping[str, str], clients: Mapping[str, Client]) -> "AuthorizationRequest":
        """Raises RequestUntrusted (show it) or RequestRefused (send it back to the client)."""
        client = clients.get(said.get("client_id", ""))
        if client is None:
            raise RequestUntrusted("No client of this name is registered here (parameter client_id).")
        redirect_uri = said.get("redirect_uri", "")
        if redirect_uri not in client.redirect_uris:
            raise RequestUntrusted("This address is not registered for the client (parameter redirect_uri).")
        if said.get("response_type") != "code":
            raise RequestRefused("unsupported_response_type", "only response_type=code is offered")
        if "openid" not in said.get("scope", "").split():
            raise RequestRefused("invalid_scope", "scope must contain openid")
        if not said.get("state"):
            raise RequestRefused("invalid_request", "state is required: it ties the answer to the browser that asked")
        if said.get("code_challenge_method") != "S256" or not _CHALLENGE.match(said.get("code_challenge", "")):
            raise RequestRefused("invalid_request", "PKCE is required: code_challenge with code_challenge_method=S256")
        return cls(
            client, redirect_uri, said["state"], said["code_challenge"], said.get("nonce") or None, said["scope"]
        )

    @property
    def parameters(self) -> dict[str, str]:
        """The request again, for the form that picks a person."""
        said = {
            "client_id": self.client.id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": self.scope,
            "state": self.state,
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
        }
        return said | ({"nonce": self.nonce} if self.nonce else {})


def sent_back(redirect_uri: str, **said: str) -> str:
    """The client's address with an answer; a query that it has already is kept."""
    parts = urlsplit(redirect_uri)
    query = "&".join(part for part in (parts.query, urlencode(said)) if part)
    return urlunsplit(parts._replace(query=query))


@dataclass(frozen=True)
class Grant:
    """What a code stands for."""

    request: AuthorizationRequest
    person: Person
    signed_in_at: int


class Codes:
    """One-time codes: gone with the first use, right or wrong, and after a minute."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._grants: dict[str, tuple[float, Grant]] = {}

    def give(self, request: AuthorizationRequest, person: Person) -> str:
        """A code for what was granted."""
        now = self._monotonic()
        self._grants = {code: kept for code, kept in self._grants.items() if kept[0] > now}
        code = secrets.token_urlsafe(32)
        self._grants[code] = (now + CODE_SECONDS, Grant(request, person, int(time.time())))
        return code

    def take(self, code: str, client: Client, redirect_uri: str, verifier: str) -> Grant:
        """What the code stands for; raises RequestRefused when anything does not fit."""
        until, grant = self._grants.pop(code, (0.0, None))
        if grant is None or until <= self._monotonic():
            raise RequestRefused("invalid_grant", "the code is unknown, was used already, or is older than a minute")
        if grant.request.client != client or grant.request.redirect_uri != redirect_uri:
            raise RequestRefused("invalid_grant", "the code was given to another client or address")
        if not _VERIFIER.match(verifier) or not hmac.compare_digest(grant.request.challenge, challenge_of(verifier)):
            raise RequestRefused("invalid_grant", "code_verifier does not fit the code_challenge of the request")
        return grant


def challenge_of(verifier: str) -> str:
    """The S256 challenge of RFC 7636."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
