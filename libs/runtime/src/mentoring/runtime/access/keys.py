"""The issuer's keys: found by discovery, cached, fetched again when a token names one that is not among them."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

from mentoring.runtime.exchange.problems import Problem
from mentoring.telemetry import get_logger

FLOOR: Final = 30.0
"""Seconds between two fetches, whatever tokens say: nobody makes us hammer the issuer by inventing key ids."""
FAILED_FLOOR: Final = 2.0
"""Seconds after a fetch that failed."""
FRESH: Final = 3600.0
"""Seconds after which keys are fetched anew; until that succeeds the old ones hold."""
_ASYMMETRIC: Final = frozenset({"RSA", "EC", "OKP"})
log = get_logger(__name__)


class IssuerKeys:
    """The public keys of one issuer."""

    def __init__(
        self,
        issuer: str,
        client: httpx.AsyncClient,
        *,
        keys_url: str | None = None,
        plain_http: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer = issuer
        self._client = client
        self._keys_url = keys_url
        self._plain_http = plain_http
        self._monotonic = monotonic
        self._keys: list[Key] = []
        self._fetched: float | None = None
        self._tried: float | None = None
        self._floor = FLOOR
        self._turn = asyncio.Lock()

    async def for_id(self, kid: str | None) -> KeySet | None:
        """The keys that a token with this key id may be signed by; none when the issuer has no such key.

        Raises:
            Problem: no keys are there and the issuer cannot be reached (503).
        """
        found = self._matching(kid)
        if found is None or self._is_old():
            await self._refresh()
            found = self._matching(kid)
        if not self._keys:
            raise Problem(503, "issuer-unreachable", "Tokens cannot be checked now.", headers={"Retry-After": "2"})
        return found

    async def fetch(self) -> list[str]:
        """Fetch the keys now; their ids.

        Raises:
            IssuerUnreachable: in words for an operator.
        """
        self._tried = self._monotonic()
        try:
            self._keys = await self._fetch()
        except (httpx.HTTPError, ValueError, KeyError, TypeError, JoseError) as error:
            self._floor = FAILED_FLOOR
            raise IssuerUnreachable(f"{type(error).__name__}: {error}") from error
        self._fetched, self._floor = self._monotonic(), FLOOR
        return [key.kid or "" for key in self._keys]

    def _matching(self, kid: str | None) -> KeySet | None:
        """A token without a key id is believed only where there is no choice."""
        if kid is None:
            return KeySet(list(self._keys)) if len(self._keys) == 1 else None
        found = [key for key in self._keys if key.kid == kid]
        return KeySet(found) if found else None

    def _is_old(self) -> bool:
        return self._fetched is None or self._monotonic() - self._fetched > FRESH

    def _may_fetch(self) -> bool:
        return self._tried is None or self._monotonic() - self._tried >= self._floor

    async def _refresh(self) -> None:
        async with self._turn:
            if not self._may_fetch():
                return
            try:
                log.info("issuer-keys-fetched", kids=await self.fetch())
            except IssuerUnreachable as error:
                log.warning("issuer-unreachable", issuer=self._issuer, fault=str(error))

    async def _fetch(self) -> list[Key]:
        url = self._keys_url or await self._discovered()
        if not self._plain_http and not url.startswith("https://"):
            raise ValueError("the issuer's keys are not served over https")
        document = await self._get(url)
        keys = [
            JWKRegistry.import_key(raw)
            for raw in document["keys"]
            if raw.get("kty") in _ASYMMETRIC and raw.get("use", "sig") == "sig"
        ]
        if not keys:
            raise ValueError("the key set has no asymmetric signing key")
        return keys

    async def _discovered(self) -> str:
        document = await self._get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if document["issuer"] != self._issuer:
            raise ValueError("the discovery document speaks for another issuer")
        return str(document["jwks_uri"])

    async def _get(self, url: str) -> dict[str, Any]:
        response = await self._client.get(url, headers={"Accept": "application/json"})
        response.raise_for_status()
        document = response.json()
        if not isinstance(document, dict):
            raise TypeError("the document is no JSON object")
        return document


class IssuerUnreachable(Exception):  # noqa: N818 - a state of things
    """The keys could not be fetched."""
