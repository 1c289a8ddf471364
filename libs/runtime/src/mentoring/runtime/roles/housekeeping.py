"""What every clock does beside its service's own ticks: old keys and old marks go."""

from datetime import timedelta
from typing import Any

from mentoring.runtime.clock import Tick
from mentoring.runtime.doors.idempotency import purge
from mentoring.runtime.running import Running


def housekeeping(running: Running) -> list[Tick]:
    """The ticks, each in small batches and safe beside other copies."""

    async def purge_idempotency_keys(_works: Any) -> int:
        async with running.units.open() as unit:
            return await purge(unit.connection, running.now())

    return [Tick("purge-idempotency-keys", timedelta(minutes=5), "job", purge_idempotency_keys)]
