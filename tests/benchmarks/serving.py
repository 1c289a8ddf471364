"""The roles of the two services, each in a process of its own as in production: `python -m tests.benchmarks.serving`.

Arguments: a role, the database's address, the broker's, the prefix of its names. A role lives until its standard input
is closed, so that none outlives the run; the log goes to standard error. Readers write a line «key seconds» per message
to standard output: seconds of the monotonic clock, which is one for all processes of a machine.
"""

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TextIO

from aiokafka import AIOKafkaConsumer

from mentoring.contracts.profile import PersonMoved
from mentoring.messaging import Kafka
from mentoring.messaging.relay import Relay
from mentoring.messaging.worker import Worker
from mentoring.postgres import Database
from mentoring.runtime.roles.garbage import collect_seldom
from mentoring.telemetry import configure_logs
from tests.benchmarks.parts import LONGEST
from tests.benchmarks.reading import NotingUnits, reaction


async def relay(url: str, kafka: Kafka) -> None:
    """The relay of the service that tells."""
    async with Database.open(url, max_size=4) as database:
        await Relay(database, kafka).run()


async def worker(url: str, kafka: Kafka) -> None:
    """The worker of the service that reacts; a line when the transaction of the effect is committed."""
    async with Database.open(url, max_size=6) as database:
        await Worker(reaction(), NotingUnits(database, _tell), kafka).run()


async def bare(_url: str, kafka: Kafka) -> None:
    """Nothing but a consumer: a line when a record is there."""
    consumer = AIOKafkaConsumer(
        kafka.physical(PersonMoved.topic),
        bootstrap_servers=kafka.servers,
        group_id=kafka.physical("bare"),
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    async with consumer:
        async for record in consumer:
            _tell([record.key.decode()])


def _tell(keys: Sequence[str]) -> None:
    now = time.monotonic()
    sys.stdout.write("".join(f"{key} {now}\n" for key in keys))
    sys.stdout.flush()


ROLES: dict[str, Callable[[str, Kafka], Awaitable[None]]] = {"relay": relay, "worker": worker, "bare": bare}


async def main(role: str, url: str, bootstrap: str, prefix: str) -> None:
    """Serve until nobody holds our standard input any more."""
    working = asyncio.ensure_future(ROLES[role](url, Kafka(bootstrap, prefix=prefix, local=True)))
    held = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(held), sys.stdin)
    left = asyncio.create_task(held.read())
    await asyncio.wait({working, left}, return_when=asyncio.FIRST_COMPLETED)
    left.cancel()
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


class Served:
    """A role that was started; what its process says is kept as it comes."""

    def __init__(self, lines: asyncio.StreamReader) -> None:
        self._lines = lines
        self.seen: dict[str, float] = {}
        """When each key was first said to be done, in monotonic seconds."""

    async def listen(self) -> None:
        """Read until the process ends."""
        while line := await self._lines.readline():
            key, at = line.decode().split()
            self.seen.setdefault(key, float(at))


@asynccontextmanager
async def serving(role: str, url: str, kafka: Kafka, log: TextIO) -> AsyncIterator[Served]:
    """The role in a process of its own, ended with the block."""
    words = [sys.executable, "-m", "tests.benchmarks.serving", role, url, kafka.bootstrap, kafka.prefix]
    child = await asyncio.create_subprocess_exec(
        *words, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log
    )
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("pipes were asked for")
    served = Served(child.stdout)
    listening = asyncio.create_task(served.listen())
    try:
        yield served
    finally:
        child.stdin.close()
        try:
            await asyncio.wait_for(child.wait(), LONGEST / 4)
        except TimeoutError:
            child.kill()
            await child.wait()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    if child.returncode:
        raise RuntimeError(f"the {role} ended with {child.returncode}; build/bench.log says why")


if __name__ == "__main__":
    configure_logs(fmt="json")
    collect_seldom()
    asyncio.run(main(*sys.argv[1:5]))
