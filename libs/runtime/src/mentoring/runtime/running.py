"""A service with its parts open: what every role works with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
from starlette.requests import Request

from mentoring.messaging import Kafka, Units
from mentoring.postgres import Database
from mentoring.runtime.access.admission import bearer
from mentoring.runtime.access.keys import IssuerKeys
from mentoring.runtime.access.tokens import IssuedTokens, Tokens
from mentoring.runtime.composition import ROLES, Background, Role, Service
from mentoring.runtime.settings import Settings
from mentoring.telemetry import Context, bound, current, new_correlation_id


@dataclass(kw_only=True)
class Running:
    """The open parts. ``units`` open units of work, ``viewing`` opens views, ``tokens`` verifies callers."""

    service: Service
    settings: Settings
    database: Database
    units: Units[Any]
    kafka: Kafka
    tokens: Tokens
    now: Callable[[], datetime]
    keys: IssuerKeys | None = None
    token_of: Callable[[Request], Awaitable[str | None]] = bearer
    backgrounds: Sequence[Background] = ()
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Any]:
        """One unit of work, in the context at hand or in a new chain."""
        context = current()
        if context.correlation_id is None:
            context = Context(correlation_id=new_correlation_id(), actor=f"{self.service.name}.clock")
        with bound(context):
            async with self.units.open(context=context) as unit:
                yield unit.work

    @asynccontextmanager
    async def viewing(self) -> AsyncIterator[Any]:
        """The service's views on a read-only connection."""
        if self.service.views is None:
            raise TypeError(f"{self.service.name} has no views")
        async with self.database.reading() as connection:
            yield self.service.views(connection)

    async def person_of(self, field_name: str, value: str) -> UUID | None:
        """The person that a claim speaks of."""
        if self.service.directory is None:
            return None
        async with self.database.session() as connection:
            return await self.service.directory(connection).person_of(field_name, value)


def kafka_of(settings: Settings, service: str) -> Kafka:
    """Where the broker is, as the settings say."""
    local = settings.environment == "local"
    return Kafka(settings.kafka, settings.topic_prefix, local=local, client=f"mentoring-{service}")


@asynccontextmanager
async def opened(
    service: Service,
    settings: Settings,
    *,
    roles: Collection[Role] = ROLES,
    tokens: Tokens | None = None,
    now: Callable[[], datetime] | None = None,
) -> AsyncIterator[Running]:
    """Open what ``roles`` need, and close it in reverse. Tests may bring their own ``tokens`` and business clock."""
    shift = settings.time_shift
    clock = now or (lambda: datetime.now(UTC) + shift)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(
            Database.open(settings.dsn, max_size=settings.database_pool, name=f"mentoring-{service.name}")
        )
        client = await stack.enter_async_context(httpx.AsyncClient(timeout=httpx.Timeout(5.0)))
        keys = IssuerKeys(
            settings.issuer, client, keys_url=settings.issuer_keys_url, plain_http=settings.environment == "local"
        )
        issued = IssuedTokens(
            keys,
            issuer=settings.issuer,
            audience=settings.audience,
            algorithms=settings.token_algorithms,
            leeway=settings.token_leeway,
        )
        parts = backgrounds(service, roles)
        for background in parts:
            await stack.enter_async_context(background.part)
        yield Running(
            service=service,
            settings=settings,
            database=database,
            kafka=kafka_of(settings, service.name),
            units=Units(database, service.work, clock),
            tokens=tokens or issued,
            now=clock,
            keys=keys,
            token_of=service.token_of or bearer,
            backgrounds=parts,
        )


def backgrounds(service: Service, roles: Collection[Role]) -> list[Background]:
    """What runs beside these roles."""
    parts = [part if isinstance(part, Background) else Background(part) for part in service.background]
    return [part for part in parts if not part.roles.isdisjoint(roles)]
