"""What doors ask of the service that they belong to: its open parts, seen from below."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol
from uuid import UUID

from starlette.requests import Request

from mentoring.messaging import Units
from mentoring.runtime.access.tokens import Tokens
from mentoring.runtime.settings import Settings


class Parts(Protocol):
    """The open parts of a service; `Running` has them."""

    settings: Settings
    tokens: Tokens
    units: Units[Any]
    token_of: Callable[[Request], Awaitable[str | None]]

    def viewing(self) -> AbstractAsyncContextManager[Any]:
        """The service's views on a read-only connection."""
        ...

    async def person_of(self, field: str, value: str) -> UUID | None:
        """The person that a claim speaks of."""
        ...
