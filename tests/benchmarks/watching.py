"""What is seen while something long is going on: how long it takes, and how those fare who ask meanwhile."""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Final

import httpx
import psutil

from tests.benchmarks.roles import Doors, a_token
from tests.benchmarks.rows import percentiles

EVERY: Final = 0.1
"""Seconds between two questions."""
_LATER: Final = frozenset({httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.TOO_MANY_REQUESTS})


@dataclass
class Seen:
    """Seconds by phase; milliseconds of the questions asked in it; who was told to come back."""

    say: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)
    taken: dict[str, list[float]] = field(default_factory=dict)
    turned_away: int = 0
    _phase: str = ""
    _begun: float = 0.0
    _answered: set[str] = field(default_factory=set)

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        """A phase, with how busy the machine was."""
        self._begun, self._phase = time.monotonic(), phase
        away = self.turned_away
        yield
        self.seconds[phase] = self.since()
        self._phase = ""
        told = f"{phase}: {self.seconds[phase]:.1f} s at load {os.getloadavg()[0]:.1f}"
        if asked := self.taken.get(phase):
            middle, high = percentiles(asked, 50, 99)
            told += f"; {len(asked)} answers, p50 {middle:.1f}, p99 {high:.1f}, longest {max(asked):.1f} ms"
            told += f"; {self.turned_away - away} turned away"
        self.say(told)

    def since(self) -> float:
        """Seconds of the phase so far."""
        return time.monotonic() - self._begun

    def p99(self, phase: str) -> float:
        """Milliseconds."""
        return round(percentiles(self.taken[phase], 99)[0], 1)

    async def answers(self, employee: str) -> bool:
        """Whether somebody has had an answer."""
        return employee in self._answered

    @asynccontextmanager
    async def asking(self, doors: Doors, path: str, people: Sequence[str]) -> AsyncIterator[None]:
        """Ask at a steady rate, whether the last answer is there or not, each time as another of these people."""
        steady = asyncio.create_task(self._ask_steadily(doors, path, people))
        try:
            yield
        finally:
            steady.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await steady

    async def _ask_steadily(self, doors: Doors, path: str, people: Sequence[str]) -> None:
        chance = Random(1)  # noqa: S311 - no secret
        async with asyncio.TaskGroup() as questions:
            while True:
                if people:
                    # Every fifth is whoever came last.
                    employee = people[-1] if chance.random() < EVERY * 2 else chance.choice(people)
                    questions.create_task(self._ask(doors, path, employee))
                await asyncio.sleep(EVERY)

    async def _ask(self, doors: Doors, path: str, employee: str) -> None:
        """Whoever has no place yet, as far as the engine knows, is told so: that counts as no answer."""
        headers = {"Authorization": f"Bearer {a_token(doors.issuer, employee)}"}
        phase, begun = self._phase, time.perf_counter()
        answer = await doors.client.get(path, headers=headers)
        if answer.status_code in _LATER:
            self.turned_away += 1
        elif answer.is_success and phase:
            self.taken.setdefault(phase, []).append((time.perf_counter() - begun) * 1000)
        if answer.is_success:
            self._answered.add(employee)


def memory_of_children(process: int) -> float:
    """Megabytes of the largest."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return max((child.memory_info().rss for child in psutil.Process(process).children()), default=0) / 1e6
    return 0.0
