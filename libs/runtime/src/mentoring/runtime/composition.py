"""What a service is made of: chosen once in its ``app.py``, opened by the roles."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar
from uuid import UUID

from starlette.requests import Request

from mentoring import kernel
from mentoring.messaging import Facts
from mentoring.postgres import Connection
from mentoring.runtime.clock import Clock
from mentoring.runtime.doors.doors import Doors

if TYPE_CHECKING:
    from fastapi import FastAPI

Role = Literal["api", "worker", "relay", "clock"]
ROLES: tuple[Role, ...] = ("api", "worker", "relay", "clock")
W_co = TypeVar("W_co", bound=kernel.Work, covariant=True)
V_co = TypeVar("V_co", covariant=True)


class Works(Protocol[W_co]):
    """Opens one unit of work: ``async with works() as work``. It is committed at the end, or not at all."""

    def __call__(self) -> AbstractAsyncContextManager[W_co]:
        """Open it."""
        ...


class Viewing(Protocol[V_co]):
    """Opens views for a short look: ``async with viewing() as views``. For streams, which outlive a transaction."""

    def __call__(self) -> AbstractAsyncContextManager[V_co]:
        """Open them."""
        ...


class Directory(Protocol):
    """How a token becomes a person: asked of the service's own copy of the people."""

    async def person_of(self, field: str, value: str) -> UUID | None:
        """The person whose ``field`` (``employee_id`` or ``email``) has ``value``."""
        ...


@dataclass(frozen=True, slots=True)
class Background:
    """Something that runs beside a role: a pool of SMTP connections, a solver's process.

    ``missing`` answers what it still needs before it can be of use, or None: with it the part has its own line in the
    role's readiness, under ``name``. ``examine`` is for the doctor, before any role runs: it answers what was found,
    and raises `Unfit` when the part could not work here.
    """

    part: AbstractAsyncContextManager[object]
    roles: frozenset[Role] = frozenset({"api", "worker", "clock"})
    name: str = ""
    missing: Callable[[], Awaitable[str | None]] | None = None
    examine: Callable[[], Awaitable[str]] | None = None


class Unfit(Exception):  # noqa: N818 - says what the operator has to mend
    """A part could not work here: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        self.mend = mend
        super().__init__(what)


Verb = Callable[..., Awaitable[None]]
"""A further verb of a service's command: ``async def rebuild(running: Running) -> None``, with arguments behind it."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """The parts of a service."""

    name: str
    work: Callable[[Connection, kernel.Work], Any]
    """Makes the service's unit of work: its repositories beside announce, now and new_id."""
    migrations: str
    """The package whose folder ``migrations`` has the service's SQL."""
    doors: Sequence[Doors] = ()
    views: Callable[[Connection], Any] | None = None
    facts: Facts | None = None
    clock: Clock = field(default_factory=Clock)
    directory: Callable[[Connection], Directory] | None = None
    background: Sequence[AbstractAsyncContextManager[object] | Background] = ()
    token_of: Callable[[Request], Awaitable[str | None]] | None = None
    """Where a request has its token, when that is not the Authorization header: a page's session."""
    extend: Callable[["FastAPI"], None] | None = None
    """Adds what is no door to the HTTP app: static files, pages for errors."""
