"""The relay's role: what is committed reaches Kafka; ready while nothing waits for long."""

import asyncio
from collections.abc import Awaitable, Callable

from mentoring.messaging import standing
from mentoring.messaging.relay import Relay
from mentoring.runtime.operations.health import Check, Health
from mentoring.runtime.running import Running


def relaying(running: Running, health: Health) -> Callable[[], Awaitable[None]]:
    """The relay, until the service stops: it then waits for what is on its way, and frees its shards."""
    relay = Relay(running.database, running.kafka)
    limit = running.settings.outbox_age_limit

    async def outbox() -> Check:
        async with running.database.reading() as connection:
            stands = await standing(connection)
        detail = f"{stands.rows} rows, the oldest of {stands.age.total_seconds():.0f} s; {stands.refused} refused"
        return Check(name="outbox", ok=stands.age <= limit, detail=detail)

    health.asks.append(outbox)

    async def until_stopped() -> None:
        relaying_now = asyncio.ensure_future(relay.run())
        stop = asyncio.create_task(running.stopping.wait())
        try:
            await asyncio.wait({relaying_now, stop}, return_when=asyncio.FIRST_COMPLETED)
            if relaying_now.done():
                relaying_now.result()
        finally:
            stop.cancel()
            relaying_now.cancel()
            await asyncio.gather(relaying_now, return_exceptions=True)

    return until_stopped
