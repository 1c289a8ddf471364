"""The services' doors as the loader uses them: tokens, repeated tries, answers in words."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx

from mentoring.local.failed import PartFailed

TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name of RFC 8693
PERSON = "urn:mentoring:token-type:person"
_TRIES, _PAUSE_SECONDS = 8, 1.0
_TRY_AGAIN = frozenset({429, 502, 503, 504})


@dataclass
class Doors:
    """Asks the doors of all services; `secrets` has the secret of each machine that the issuer knows."""

    http: httpx.AsyncClient
    addresses: Mapping[str, str]
    """The address of each service and of the issuer."""
    secrets: Mapping[str, str]
    _tokens: dict[str, str] = field(default_factory=dict)

    async def as_machine(self, client: str) -> str:
        """A token that speaks for a machine."""
        return await self._token(client, {"grant_type": "client_credentials"})

    async def as_person(self, client: str, subject: str) -> str:
        """A token that speaks for a person, named by subject, employee id or address."""
        asked = {"grant_type": TOKEN_EXCHANGE, "subject_token_type": PERSON, "subject_token": subject}
        return await self._token(client, asked)

    async def ask(
        self,
        service: str,
        method: str,
        path: str,
        *,
        token: str,
        key: str | None = None,
        json: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        accept: frozenset[int] = frozenset(),
    ) -> httpx.Response:
        """Asks until there is an answer; `key` makes the same act the same at every repetition.

        Raises PartFailed with the door's words, unless the status is accepted.
        """
        sent = dict(headers or {}) | {"Authorization": f"Bearer {token}"}
        if key is not None:
            sent["Idempotency-Key"] = str(uuid5(NAMESPACE_URL, f"mentoring-local:{key}"))
        url = f"{self.addresses[service]}{path}"
        fault = ""
        for attempt in range(_TRIES):
            if attempt:
                await asyncio.sleep(_PAUSE_SECONDS)
            try:
                answer = await self.http.request(method, url, headers=sent, json=json, content=content)
            except httpx.TransportError as away:
                fault = f"{type(away).__name__}: {away}"
                continue
            if answer.is_success or answer.status_code in accept:
                return answer
            fault = f"{answer.status_code} {answer.text[:1000]}"
            if answer.status_code not in _TRY_AGAIN:
                break
        raise PartFailed(f"{service} did not take {method} {path}: {fault}")

    async def _token(self, client: str, asked: Mapping[str, str]) -> str:
        kept = "|".join([client, *asked.values()])
        if kept not in self._tokens:
            url = f"{self.addresses['issuer']}/token"
            answer = await self.http.post(url, data=dict(asked), auth=(client, self.secrets[client]))
            if not answer.is_success:
                raise PartFailed(f"the issuer gave no token to {client}: {answer.text}")
            self._tokens[kept] = answer.json()["access_token"]
        return self._tokens[kept]
