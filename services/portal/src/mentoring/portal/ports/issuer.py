"""Signing in at a provider of OpenID Connect."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in that waits for the provider's answer. All but ``url`` stays with the browser, signed."""

    url: str
    state: str
    nonce: str
    verifier: str
    """The secret half of PKCE."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave, verified."""

    subject: str
    person_value: str | None
    """The claim that says which person this is."""
    roles: frozenset[str]
    access_token: str
    refresh_token: str | None
    id_token: str | None
    fresh_until: datetime


class Issuer(Protocol):
    """The provider."""

    async def start(self, redirect_uri: str) -> Started:
        """Begin the authorization code flow with PKCE."""
        ...

    async def finish(self, started: Started, code: str, redirect_uri: str) -> Tokens:
        """Turn the code into tokens.

        Raises:
            SignInFailed: the provider refuses, or what it gave does not verify.
        """
        ...

    async def renew(self, refresh_token: str) -> Tokens | None:
        """Fresh tokens, or None where the provider wants the person to sign in again."""
        ...

    async def sign_out_url(self, id_token: str | None, back_to: str) -> str | None:
        """Where the provider ends its own sign-in, if it offers that."""
        ...


@dataclass(frozen=True, slots=True)
class SignIn:
    """A signed-in browser, with the person behind it where one is known."""

    subject: str
    roles: frozenset[str]
    person: UUID | None
    access_token: str
    refresh_token: str | None
    id_token: str | None
    fresh_until: datetime
    name: str = ""
    """Of the person; empty while unknown."""
    zone: str = "UTC"
    locale: str = "en"
    unread: int = 0
    """Inbox items."""
    manages: bool = False
    """Whether the person runs a program."""


class SignIns(Protocol):
    """Those who are signed in. ``secret`` is what the browser holds; it is stored as a hash only."""

    async def begin(self, secret: str, tokens: Tokens, ends_at: datetime) -> None:
        """Remember a new sign-in."""
        ...

    async def renew(self, secret: str, tokens: Tokens) -> None:
        """Put fresh tokens in the place of old ones."""
        ...

    async def end(self, secret: str) -> None:
        """Forget it."""
        ...

    async def forget_ended(self, now: datetime) -> int:
        """Drop what is over; how many there were."""
        ...
