"""The owners of the facts over HTTP, each asked with the reader's own token."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Final, Literal, Self

import httpx

from mentoring.portal.domain.changed import Changed
from mentoring.portal.ports import Answer, Fault, Owner, Query, Refusing
from mentoring.telemetry import current

PATIENCE: Final = httpx.Timeout(10.0, connect=2.0)
FOR_UPLOADS: Final = httpx.Timeout(300.0, connect=2.0)


class HttpOwners(AbstractAsyncContextManager["HttpOwners"]):
    """The connections that all readers share. A connection that cannot be made is tried once more."""

    def __init__(
        self, urls: Mapping[Owner, str], transports: Mapping[Owner, httpx.AsyncBaseTransport] | None = None
    ) -> None:
        given = transports or {}
        self._clients: dict[Owner, httpx.AsyncClient] = {
            owner: httpx.AsyncClient(
                base_url=url, timeout=PATIENCE, transport=given.get(owner) or httpx.AsyncHTTPTransport(retries=1)
            )
            for owner, url in urls.items()
        }

    def attach(self, owner: Owner, transport: httpx.AsyncBaseTransport) -> None:
        """Reach an owner another way: the portal asks itself without the network."""
        self._clients[owner] = httpx.AsyncClient(base_url="http://here", timeout=PATIENCE, transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.aclose()

    def speaking_for(self, token: str) -> "ReaderOwners":
        """The owners, asked with this token."""
        return ReaderOwners(self._clients, token)


class ReaderOwners:
    """See `mentoring.portal.ports.owners.Owners`."""

    def __init__(self, clients: Mapping[Owner, httpx.AsyncClient], token: str) -> None:
        self._clients = clients
        self._token = token

    async def ask(self, owner: Owner, path: str, query: Query | None = None) -> Answer:
        """GET."""
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        response = await self._say(owner, "GET", path, params=asked)
        return Answer(_json(response), version=_version(response), headers=response.headers)

    async def inquire(self, owner: Owner, path: str, body: Any) -> Answer:
        """POST, answered by the JSON itself."""
        return Answer(_json(await self._say(owner, "POST", path, json=body)))

    async def send(
        self,
        owner: Owner,
        path: str,
        body: Any,
        *,
        key: str,
        method: Literal["POST", "PUT", "PATCH", "DELETE"] = "POST",
        version: int | None = None,
    ) -> Answer:
        """With an idempotency key."""
        headers = {"Idempotency-Key": key}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return _done(await self._say(owner, method, path, json=body, headers=headers))

    async def upload(
        self, owner: Owner, path: str, content: AsyncIterator[bytes], *, content_type: str, key: str
    ) -> Answer:
        """POST of a raw body."""
        headers = {"Idempotency-Key": key, "Content-Type": content_type}
        return _done(await self._say(owner, "POST", path, content=content, headers=headers, timeout=FOR_UPLOADS))

    async def fetch(self, owner: Owner, path: str) -> tuple[bytes, str]:
        """GET of a file."""
        response = await self._say(owner, "GET", path)
        return response.content, response.headers.get("content-type", "application/octet-stream")

    async def _say(self, owner: Owner, method: str, path: str, **more: Any) -> httpx.Response:
        context = current()
        given = {
            "Authorization": f"Bearer {self._token}",
            "X-Correlation-ID": context.correlation_id,
            "traceparent": context.traceparent,
        }
        headers = {name: text for name, text in given.items() if text} | more.pop("headers", {})
        try:
            response = await self._clients[owner].request(method, path, headers=headers, **more)
        except (httpx.HTTPError, OSError):
            raise _away(owner) from None
        if response.is_error:
            raise _refusing(owner, response)
        return response


def _away(owner: Owner) -> Refusing:
    detail = f"The {owner} service does not answer at the moment. Please try again in a minute."
    return Refusing(status=503, code="owner-away", detail=detail)


def _refusing(owner: Owner, response: httpx.Response) -> Refusing:
    """A problem of RFC 9457 as it was said; whatever else comes back means that the owner is not well."""
    problem = _json(response)
    if not isinstance(problem, dict) or "code" not in problem:
        return _away(owner)
    faults = [fault for fault in problem.get("errors") or [] if isinstance(fault, dict)]
    return Refusing(
        status=response.status_code,
        code=str(problem["code"]),
        detail=str(problem.get("detail") or problem.get("title") or problem["code"]),
        faults=tuple(
            Fault(str(one.get("where", "")), str(one.get("what", "")), str(one.get("mend", ""))) for one in faults
        ),
    )


def _done(response: httpx.Response) -> Answer:
    said = _json(response)
    changed = said.get("changed", []) if isinstance(said, dict) else []
    return Answer(
        body=said.get("result") if isinstance(said, dict) else None,
        changed=tuple(Changed(one["topic"], one["key"], one["version"]) for one in changed),
        version=_version(response),
        headers=response.headers,
    )


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _version(response: httpx.Response) -> int | None:
    tag = response.headers.get("etag", "").removeprefix("W/").strip('"')
    return int(tag) if tag.isdigit() else None
