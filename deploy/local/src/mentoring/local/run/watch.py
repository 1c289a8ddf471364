"""Watches what runs: a part that dies is told of with its log, and started again a few times."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mentoring.local.failed import PartFailed
from mentoring.local.parts.processes import Process
from mentoring.local.run.telling import Telling

RESTARTS, WITHIN_SECONDS = 3, 300.0
_PAUSES = (1.0, 5.0, 15.0)


@dataclass
class Watched:
    """A running process, and how to start it again."""

    process: Process
    restart: Callable[[], None]
    deaths: list[float] = field(default_factory=list)

    def died(self, now: float) -> float | None:
        """Seconds to wait before the next start; nothing when it died too often."""
        self.deaths = [*(at for at in self.deaths if at > now - WITHIN_SECONDS), now]
        return _PAUSES[len(self.deaths) - 1] if len(self.deaths) <= RESTARTS else None


async def watch(parts: Sequence[Watched], telling: Telling, *, every: float = 0.5) -> None:
    """Runs until cancelled; raises PartFailed when a part cannot be kept alive."""
    while True:
        for part in parts:
            if not part.process.running:
                await _revive(part, telling)
        await asyncio.sleep(every)


async def _revive(part: Watched, telling: Telling) -> None:
    name, process = part.process.name, part.process
    telling.trouble(f"{name} ended with {process.exit_code}. The end of its log, {process.log}:\n{process.tail()}")
    pause = part.died(time.monotonic())
    if pause is None:
        raise PartFailed(
            f"{name} ended {RESTARTS + 1} times within {WITHIN_SECONDS / 60:.0f} minutes: the run is over."
        )
    telling.under_way(f"starting {name} again in {pause:.0f} s")
    await asyncio.sleep(pause)
    await asyncio.to_thread(part.restart)
    telling.line(f"  ✓ {name} runs again as process {process.pid}")
