"""The clock's role: each tick in a loop of its own, with a spread pause, and a longer one after each failure."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from mentoring.postgres import is_transient
from mentoring.runtime.clock import Tick
from mentoring.runtime.operations.health import Ask, Check, Health
from mentoring.runtime.roles.housekeeping import housekeeping
from mentoring.runtime.running import Running
from mentoring.telemetry import Context, bound, get_logger, metrics, new_correlation_id, span

LONGEST_PAUSE: Final = 60.0
"""Seconds; a tick that keeps failing is tried at least so often."""
WORRYING: Final = 5
"""Failures in a row after which the clock is not ready."""
STUCK: Final = 10.0
"""A step that was not done for so many of its pauses, and a minute, is stuck."""
log = get_logger(__name__)


@dataclass(slots=True)
class Turns:
    """How a tick is doing."""

    tick: Tick
    failures: int = 0
    """In a row."""
    last_done: float | None = None
    """Monotonic seconds."""
    fault: str = ""


class Ticking:
    """Runs the ticks of a service until it is told to stop; the turn at hand is finished."""

    def __init__(self, running: Running, ticks: list[Tick]) -> None:
        self._running = running
        self.turns = [Turns(tick) for tick in ticks]

    async def run(self) -> None:
        """All loops, until the service stops."""
        async with asyncio.TaskGroup() as group:
            for turns in self.turns:
                group.create_task(self._loop(turns), name=f"clock {turns.tick.name}")
            group.create_task(self._running.stopping.wait())

    async def _loop(self, turns: Turns) -> None:
        every = turns.tick.every.total_seconds()
        await self._pause(random.uniform(0, min(every, 1.0)))  # noqa: S311 - copies that start together part here
        while not self._running.stopping.is_set():
            if await self._turn(turns):
                continue
            pause = min(every * 2**turns.failures, max(every, LONGEST_PAUSE)) if turns.failures else every
            await self._pause(pause * random.uniform(0.9, 1.1))  # noqa: S311 - spread, no secret

    async def _turn(self, turns: Turns) -> bool:
        """One call; whether there is more to do at once."""
        tick = turns.tick
        begun = time.perf_counter()
        context = Context(correlation_id=new_correlation_id(), actor=f"{self._running.service.name}.clock")
        try:
            with bound(context), span(f"clock {tick.name}"):
                done = await self._call(tick)
        except Exception as error:
            turns.failures += 1
            turns.fault = type(error).__name__
            metrics.CLOCK_SECONDS.labels(tick.name, "failed").observe(time.perf_counter() - begun)
            with bound(context):
                if is_transient(error):
                    log.warning("tick-failed", tick=tick.name, failures=turns.failures, fault=turns.fault)
                else:
                    log.exception("tick-failed", tick=tick.name, failures=turns.failures)
            return False
        turns.failures, turns.fault, turns.last_done = 0, "", time.monotonic()
        metrics.CLOCK_SECONDS.labels(tick.name, "done").observe(time.perf_counter() - begun)
        if done:
            metrics.CLOCK_DONE.labels(tick.name).inc(done)
            log.debug("tick", tick=tick.name, done=done)
        return bool(done)

    async def _call(self, tick: Tick) -> int | None:
        if tick.kind == "job":
            return await tick.function(self._running.works)
        async with self._running.works() as work:
            return await tick.function(work)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._running.stopping.wait()
        except TimeoutError:
            return


def ticking(running: Running, health: Health) -> Callable[[], Awaitable[None]]:
    """The clock: the service's ticks, and the suite's own housekeeping."""
    clock_ticks = Ticking(running, [*running.service.clock.ticks, *housekeeping(running)])
    health.asks.append(clock_check(clock_ticks))
    return clock_ticks.run


def clock_check(ticking: Ticking) -> Ask:
    """Each tick was done lately, and none fails again and again."""
    started = time.monotonic()

    async def clock() -> Check:
        bad = []
        for turns in ticking.turns:
            if turns.failures >= WORRYING:
                bad.append(f"{turns.tick.name} failed {turns.failures} times ({turns.fault})")
            elif turns.tick.kind == "step":
                idle = time.monotonic() - (turns.last_done or started)
                if idle > 60 + STUCK * turns.tick.every.total_seconds():
                    bad.append(f"{turns.tick.name} was not done for {idle:.0f} s")
        return Check(name="clock", ok=not bad, detail="; ".join(bad))

    return clock
