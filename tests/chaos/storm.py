"""The storm: kills, freezes, cuts and restarts, in an order that the seed decides."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import psutil

from tests.chaos.stage import Stage

_CUT: Final = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname LIKE 'chaos%' AND pid <> pg_backend_pid() AND random() < 0.5"
)


@dataclass(frozen=True)
class Blow:
    """One thing that is done to one victim."""

    kind: str
    victim: str
    act: Callable[[], Coroutine[Any, Any, None]]


class Storm:
    """Two winds at once, over the roles and over the servers. Each blow falls once before any falls twice."""

    def __init__(self, stage: Stage, seed: int, *, leases: Mapping[str, float]) -> None:
        """``leases`` says for each role how many seconds it must be frozen to have lost whatever it held."""
        self._stage = stage
        self._rolled = random.Random(f"{seed} lengths")  # noqa: S311 - no secret
        self._winds = [random.Random(f"{seed} {wind}") for wind in ("roles", "servers")]  # noqa: S311 - no secret
        self._leases = leases
        self._falling: set[asyncio.Task[None]] = set()
        self.fell: Counter[str] = Counter()

    async def run(self, seconds: float) -> None:
        """Blow for at least so long, and until each kind of blow has fallen; in the end everything runs again."""
        until = time.monotonic() + seconds
        try:
            await asyncio.gather(
                self._wind(self._winds[0], list(self._over_roles()), until, pause=(0.3, 1.2)),
                self._wind(self._winds[1], list(self._over_servers()), until, pause=(1.0, 4.0), one_at_a_time=True),
            )
        finally:
            await asyncio.gather(*self._falling)

    async def _wind(
        self,
        rolled: random.Random,
        blows: list[Blow],
        until: float,
        pause: tuple[float, float],
        *,
        one_at_a_time: bool = False,
    ) -> None:
        kinds = {blow.kind for blow in blows}
        while time.monotonic() < until or not kinds <= self.fell.keys():
            rolled.shuffle(blows)
            for blow in blows:
                if time.monotonic() > until and blow.kind in self.fell:
                    continue
                if blow.victim in self._stage.held:
                    continue
                self.fell[blow.kind] += 1
                falling = asyncio.create_task(blow.act())
                self._falling.add(falling)
                falling.add_done_callback(self._falling.discard)
                if one_at_a_time:
                    await falling
                await asyncio.sleep(rolled.uniform(*pause))

    def _over_roles(self) -> Iterator[Blow]:
        for name in self._stage.roles:
            role, lease = name.split()[1], self._leases[name]
            yield Blow(f"kill -9 a {role}", name, partial(self._end, name, self._stage.roles[name].kill))
            yield Blow(f"stop a {role}", name, partial(self._end, name, self._stage.roles[name].stop))
            yield Blow(f"freeze a {role} for a moment", name, partial(self._freeze, name, 0.1, 1.0))
            yield Blow(f"freeze a {role} beyond its lease", name, partial(self._freeze, name, lease, lease + 1.5))

    def _over_servers(self) -> Iterator[Blow]:
        yield Blow("kill -9 the database", "database", self._kill_postgres)
        yield Blow("freeze the database", "database", self._freeze_postgres)
        yield Blow("cut connections", "connections", self._cut)
        yield Blow("kill -9 the broker", "broker", self._kill_kafka)
        yield Blow("freeze the broker", "broker", self._freeze_kafka)

    async def _end(self, name: str, end: Callable[[], None]) -> None:
        self._stage.held.add(name)
        await asyncio.to_thread(end)
        await asyncio.sleep(self._rolled.uniform(0, 1))
        self._stage.roles[name].start()
        self._stage.held.discard(name)

    async def _freeze(self, name: str, shortest: float, longest: float) -> None:
        self._stage.held.add(name)
        self._stage.roles[name].freeze()
        await asyncio.sleep(self._rolled.uniform(shortest, longest))
        self._stage.roles[name].thaw()
        self._stage.held.discard(name)

    async def _kill_postgres(self) -> None:
        await asyncio.to_thread(self._stage.postgres.kill)
        await asyncio.sleep(self._rolled.uniform(0, 1))
        await asyncio.to_thread(self._stage.postgres.start)

    async def _freeze_postgres(self) -> None:
        head = psutil.Process(self._stage.postgres.pid)
        frozen = [head, *head.children(recursive=True)]
        _signal(frozen, signal.SIGSTOP)
        await asyncio.sleep(self._rolled.uniform(0.5, 4))
        _signal(frozen, signal.SIGCONT)

    async def _cut(self) -> None:
        await asyncio.to_thread(self._stage.postgres.sql, _CUT)

    async def _kill_kafka(self) -> None:
        await asyncio.to_thread(self._stage.kafka.kill)
        await asyncio.to_thread(self._stage.kafka.start)

    async def _freeze_kafka(self) -> None:
        self._stage.kafka.freeze()
        await asyncio.sleep(self._rolled.uniform(1, 5))
        self._stage.kafka.thaw()


def _signal(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        if process.is_running():
            process.send_signal(number)
