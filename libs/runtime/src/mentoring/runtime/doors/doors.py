"""Doors: how HTTP enters a service. A door translates and stops; what surrounds it is decided here, once."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Final, TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from mentoring.runtime.access.policies import Policy
from mentoring.runtime.doors.binding import REQUEST, Signature, bind
from mentoring.runtime.doors.commands import Command
from mentoring.runtime.doors.looks import Look, Show
from mentoring.runtime.doors.route import MARK, Door, DoorRoute
from mentoring.runtime.exchange.answers import Answer
from mentoring.runtime.exchange.problems import OPENAPI_RESPONSES

F = TypeVar("F", bound=Callable[..., Any])
_CREATED: Final = 201
_ACCEPTED: Final = 202
_OK: Final = 200


class Doors:
    """A group of doors. ``command`` changes, ``view`` and ``inquiry`` show, ``route`` answers by itself."""

    def __init__(self, *, tags: Sequence[str] = (), prefix: str = "") -> None:
        listed: list[str | Enum] = list(tags)
        self.router = APIRouter(prefix=prefix, tags=listed, route_class=DoorRoute, redirect_slashes=False)
        self._prefix = prefix

    def command(
        self,
        method: str,
        path: str,
        *,
        policy: Policy,
        created: bool = False,
        accepted: bool = False,
        upload: bool = False,
        version_of: Callable[[Any], int] | None = None,
    ) -> Callable[[F], F]:
        """A door with one transaction around it; ``work``, ``caller``, ``upload`` are injected by name.

        The answer is ``{"result", "changed"}`` with status 200, 201 (``created``) or 202 (``accepted``). A POST needs
        an ``Idempotency-Key``. With ``upload`` the raw body is spooled to disk instead of being parsed.
        ``version_of`` the result becomes the ETag.
        """
        status = _CREATED if created else _ACCEPTED if accepted else _OK

        def register(door: F) -> F:
            injected = frozenset({"work", "caller"} | ({"upload"} if upload else set()))
            signature = bind(door, injected, frozenset({"views", "viewing", "upload"}) - injected)
            if isinstance(signature.answer, type) and issubclass(signature.answer, Response):
                raise TypeError(f"{door.__qualname__}: a command's answer is kept and repeated, so it is data")
            about = Door(f"{method} {self._prefix}{path}", policy, upload=upload)
            command = Command(about, door, signature, status, version_of)
            extra = _documented(policy, key=method == "POST", upload=upload)
            model = Answer[signature.answer]  # type: ignore[name-defined]
            self._add(method, path, door, about, signature, command.answer, extra, model=model, status=status)
            return door

        return register

    def inquiry(self, path: str, *, policy: Policy) -> Callable[[F], F]:
        """A POST that only shows: what it asks is too much for an address. It has no effect and needs no key."""
        return self._view("POST", path, policy, None)

    def view(self, path: str, *, policy: Policy, version_of: Callable[[Any], int] | None = None) -> Callable[[F], F]:
        """A GET that shows data; ``views`` (on a read-only connection) and ``caller`` are injected by name.

        ``version_of`` the answer becomes its ETag, and an ``If-None-Match`` of the same is answered by 304.
        """
        return self._view("GET", path, policy, version_of)

    def _view(
        self, method: str, path: str, policy: Policy, version_of: Callable[[Any], int] | None
    ) -> Callable[[F], F]:

        def register(door: F) -> F:
            signature = bind(door, frozenset({"views", "caller"}), frozenset({"work", "upload", "viewing"}))
            about = Door(f"{method} {self._prefix}{path}", policy)
            look = Look(about, door, signature, version_of)
            is_data = not (isinstance(signature.answer, type) and issubclass(signature.answer, Response))
            extra = _documented(policy)
            self._add(
                method, path, door, about, signature, look.answer, extra, model=signature.answer if is_data else None
            )
            return door

        return register

    def route(
        self, method: str, path: str, *, policy: Policy, documented: bool = False, upload: bool = False
    ) -> Callable[[F], F]:
        """A door that makes its own response; ``request``, ``caller``, ``views``, ``viewing`` are injected by name.

        ``views`` keeps a connection until the response is made, ``viewing`` opens one for a short look: for streams.
        With ``upload`` the body may be as large as an upload's.
        """

        def register(door: F) -> F:
            injected = frozenset({"request", "views", "viewing", "caller"})
            signature = bind(door, injected, frozenset({"work", "upload"}))
            about = Door(f"{method} {self._prefix}{path}", policy, upload=upload)
            show = Show(about, door, signature)
            extra = _documented(policy)
            self._add(method, path, door, about, signature, show.answer, extra, model=None, documented=documented)
            return door

        return register

    def _add(
        self,
        method: str,
        path: str,
        door: Callable[..., Any],
        about: Door,
        signature: Signature,
        answer: Callable[[Request, dict[str, Any]], Any],
        extra: dict[str, Any],
        *,
        model: Any,
        status: int = _OK,
        documented: bool = True,
    ) -> None:
        async def endpoint(**given: Any) -> Response:
            response: Response = await answer(given.pop(REQUEST), given)
            return response

        setattr(endpoint, MARK, about)
        endpoint.__name__ = door.__name__
        endpoint.__qualname__ = door.__qualname__
        endpoint.__doc__ = door.__doc__
        endpoint.__signature__ = signature.visible  # type: ignore[attr-defined]
        self.router.add_api_route(
            path,
            endpoint,
            methods=[method],
            status_code=status,
            response_model=model,
            responses=OPENAPI_RESPONSES,
            include_in_schema=documented,
            openapi_extra=extra,
        )


def _documented(policy: Policy, *, key: bool = False, upload: bool = False) -> dict[str, Any]:
    """What OpenAPI says of a door beyond its parameters."""
    extra: dict[str, Any] = {"x-policy": policy.name}
    if policy.token:
        extra["security"] = [{"bearer": []}]
    if key:
        schema = {"type": "string", "minLength": 1, "maxLength": 200}
        text = "Any text of the caller's making; the same key never has its effect twice."
        name = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": schema, "description": text}
        extra["parameters"] = [name]
    if upload:
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
        extra["requestBody"] = {"required": True, "content": content}
    return extra
