"""Parts of one process: started together, stopped together, none left behind."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from mentoring.runtime.running import Running
from mentoring.telemetry import get_logger

log = get_logger(__name__)
Part = Callable[[], Awaitable[None]]
"""Runs until the service stops, then ends what is in flight and returns."""


@dataclass
class Outcome:
    """How a run ended."""

    failed: bool = False


async def supervise(running: Running, parts: Mapping[str, Part]) -> Outcome:
    """Run all parts; when asked to stop, or when one ends by itself, stop all and wait for them.

    A second signal ends the wait. A part that had to be cut off makes the run a failed one.
    """
    outcome = Outcome()
    hurry = asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked_to_stop() -> None:
        (hurry if running.stopping.is_set() else running.stopping).set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked_to_stop)
    tasks = {asyncio.ensure_future(part()): name for name, part in parts.items()}
    stopping = asyncio.create_task(running.stopping.wait())
    try:
        await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        outcome.failed = not running.stopping.is_set()
        running.stopping.set()
        log.info("stopping", parts=sorted(parts))
        await _finish(tasks, hurry, running.settings.stop_within.total_seconds())
    finally:
        stopping.cancel()
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
    for name, end in zip(tasks.values(), ends, strict=True):
        if isinstance(end, asyncio.CancelledError):
            outcome.failed = True
            log.warning("cut-off", part=name)
        elif isinstance(end, BaseException):
            outcome.failed = True
            log.error("part-failed", part=name, exc_info=end)
    log.info("stopped", failed=outcome.failed)
    return outcome


async def _finish(tasks: Collection["asyncio.Future[Any]"], hurry: asyncio.Event, within: float) -> None:
    async def all_ended() -> bool:
        await asyncio.wait(tasks)
        return True

    waits = {asyncio.create_task(hurry.wait()), asyncio.create_task(all_ended())}
    await asyncio.wait(waits, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    for one in waits:
        one.cancel()
