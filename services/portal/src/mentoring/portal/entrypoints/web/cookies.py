"""The two cookies: who is signed in (and what their next page has to show), and a sign-in under way. Both signed."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.responses import Response

from mentoring.portal.domain.changed import Awaited, Changed
from mentoring.portal.ports import Started

WORKING_DAY: Final = 12 * 60 * 60
SIGNING_IN: Final = 10 * 60
"""Seconds that a person may take at the issuer."""


NOTHING: Final = Awaited()


@dataclass(frozen=True, slots=True)
class Held:
    """What a signed-in browser holds."""

    secret: str
    """Names the row with the tokens; nobody can guess it."""
    awaited: Awaited = NOTHING
    notice: str = ""
    """A code for what was done, said once."""

    def after(self, awaited: Awaited, notice: str) -> Self:
        """With what the next page has to show and say."""
        return replace(self, awaited=Awaited.of([*awaited.changes, *self.awaited.changes]), notice=notice)

    def packed(self) -> dict[str, Any]:
        """As short as it can be."""
        marks = [[change.topic, change.key, change.version] for change in self.awaited.changes]
        return {"s": self.secret, "a": marks, "n": self.notice}

    @classmethod
    def unpacked(cls, said: Mapping[str, Any]) -> Self:
        """The reverse."""
        return cls(said["s"], Awaited(tuple(Changed(*mark) for mark in said["a"])), said["n"])


class Cookies:
    """Reads, writes and signs them. Outside the local run they are bound to HTTPS and to this host."""

    def __init__(self, secret: str, *, secure: bool) -> None:
        self._secret = secret
        self._secure = secure
        prefix = "__Host-" if secure else ""
        self.name = f"{prefix}mentoring"
        self._started_name = f"{prefix}mentoring-sign-in"

    def held(self, cookies: Mapping[str, str]) -> Held | None:
        """What the browser holds, if it is ours and of today."""
        said = self._read("held", cookies.get(self.name), WORKING_DAY)
        return Held.unpacked(said) if said else None

    def hold(self, response: Response, held: Held) -> None:
        """Let the browser hold it."""
        self._set(response, self.name, self._signer("held").dumps(held.packed()), WORKING_DAY)

    def let_go(self, response: Response) -> None:
        """Let the browser forget."""
        response.delete_cookie(self.name, path="/", secure=self._secure, httponly=True, samesite="lax")

    def started(self, cookies: Mapping[str, str], state: str) -> tuple[Started, str] | None:
        """The sign-in that this browser began under ``state``, and where it was going."""
        said = self._read("started", cookies.get(self._started_name), SIGNING_IN)
        if not said or not hmac.compare_digest(str(said["state"]).encode(), state.encode()):
            return None
        return Started("", said["state"], said["nonce"], said["verifier"]), said["to"]

    def start(self, response: Response, started: Started, to: str) -> None:
        """Let the browser remember that it began."""
        said = {"state": started.state, "nonce": started.nonce, "verifier": started.verifier, "to": to}
        self._set(response, self._started_name, self._signer("started").dumps(said), SIGNING_IN)

    def started_is_over(self, response: Response) -> None:
        """One answer, one use."""
        response.delete_cookie(self._started_name, path="/", secure=self._secure, httponly=True, samesite="lax")

    def form_token(self, secret: str) -> str:
        """What a form of this sign-in must carry; another sign-in's is refused."""
        return hmac.new(self._secret.encode(), f"form:{secret}".encode(), hashlib.sha256).hexdigest()

    def _signer(self, salt: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret, salt=salt, serializer=json)

    def _read(self, salt: str, text: str | None, seconds: int) -> dict[str, Any] | None:
        if text is None:
            return None
        try:
            said: dict[str, Any] = self._signer(salt).loads(text, max_age=seconds)
        except BadData:
            return None
        return said

    def _set(self, response: Response, name: str, text: str, seconds: int) -> None:
        response.set_cookie(name, text, max_age=seconds, path="/", secure=self._secure, httponly=True, samesite="lax")
