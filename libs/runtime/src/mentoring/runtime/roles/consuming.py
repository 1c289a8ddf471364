"""The worker's role: all that the service reads; ready while it has its partitions and the broker answers."""

import asyncio
from collections.abc import Awaitable, Callable

from mentoring.messaging import Facts
from mentoring.messaging.worker import Worker
from mentoring.runtime.operations.health import Check, Health
from mentoring.runtime.running import Running


def consuming(running: Running, health: Health) -> Callable[[], Awaitable[None]]:
    """The worker, until the service stops: handlers at work finish, their offsets are committed."""
    facts = running.service.facts or Facts(running.service.name)
    if not facts.consumers:
        return _nothing_to_read(running)
    worker = Worker(facts, running.units, running.kafka)
    limit = running.settings.poll_age_limit

    async def consumers() -> Check:
        why = worker.unready(longest_silence=limit)
        return Check(name="consumers", ok=not why, detail="; ".join(why))

    health.asks.append(consumers)

    async def until_stopped() -> None:
        async def stop() -> None:
            await running.stopping.wait()
            worker.stop()

        stopping = asyncio.create_task(stop())
        try:
            await worker.run()
        finally:
            stopping.cancel()

    return until_stopped


def _nothing_to_read(running: Running) -> Callable[[], Awaitable[None]]:
    async def until_stopped() -> None:
        await running.stopping.wait()

    return until_stopped
