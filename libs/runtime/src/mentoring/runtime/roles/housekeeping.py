"""What every clock does beside its service's own ticks: old keys go, and what waits for operators is counted."""

from datetime import timedelta
from typing import Any

from mentoring.messaging import dead_letters
from mentoring.runtime.clock import Tick
from mentoring.runtime.doors.idempotency import purge
from mentoring.runtime.running import Running
from mentoring.telemetry import metrics


def housekeeping(running: Running) -> list[Tick]:
    """The ticks, each in small batches and safe beside other copies."""
    consumers = [] if running.service.facts is None else list(running.service.facts.consumers)

    async def purge_idempotency_keys(_works: Any) -> int:
        async with running.units.open() as unit:
            return await purge(unit.connection, running.now())

    async def count_dead_letters(_works: Any) -> None:
        async with running.database.reading() as connection:
            found = {count.consumer: count for count in await dead_letters.counts(connection)}
        for consumer in {*consumers, *found}:
            count = found.get(consumer, dead_letters.Count(consumer, 0, 0))
            metrics.DEAD_LETTERS_OPEN.labels(consumer).set(count.open)
            metrics.PARKED.labels(consumer).set(count.parked)

    return [
        Tick("purge-idempotency-keys", timedelta(minutes=5), "job", purge_idempotency_keys),
        Tick("count-dead-letters", timedelta(seconds=15), "job", count_dead_letters),
    ]
