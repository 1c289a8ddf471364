"""Commit to effect: how long until another service has done what follows from a committed event.

Two services with a database each, their relay and worker in processes of their own. The time runs from the moment at
which COMMIT is sent, with the event in the outbox, until the commit of the reaction's effect has returned. Beside it,
what Kafka alone takes: from the call of a bare producer until a bare consumer in another process has the record.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Final
from uuid import uuid4

from aiokafka import AIOKafkaProducer

from mentoring.contracts import Envelope
from mentoring.contracts.profile import PersonMoved, Placing
from mentoring.kernel import Work
from mentoring.messaging import Units
from mentoring.postgres import Connection, Database
from tests.benchmarks.parts import LONGEST, Parts, until
from tests.benchmarks.reading import LINEAGES
from tests.benchmarks.rows import Figures, Row, in_turns, percentiles
from tests.benchmarks.serving import Served, serving

_LOADED: Final = ("latency.p50", "latency.p95", "latency.p99")
_IDLE: Final = "latency.idle-p50"
IDS: Final = (*_LOADED, _IDLE)
_BARE: Final = "bare aiokafka, send to receive"
_RATE: Final = 200
"""Events a second."""
_SECONDS: Final = 10
_CONNECTIONS: Final = 10
_PAUSE: Final = 0.5
_PAUSES: Final = 24
_ROUNDS: Final = 3

Tell = Callable[[PersonMoved], Awaitable[float]]
"""Tells an event; the answer is when, in monotonic seconds."""
Pair = tuple[Tell, Served]


async def measure(parts: Parts, ids: frozenset[str]) -> Sequence[Row]:
    """Milliseconds."""
    rows = []
    async with _suite(parts) as suite, _bare(parts) as bare:
        if not ids.isdisjoint(_LOADED):
            both = {"ours": partial(_loaded, *suite), "bare": partial(_loaded, *bare)}
            what = f"latency at {_RATE} events/s, p50 / p95 / p99 in ms / events/s told"
            found = await in_turns(what, _ROUNDS, both, parts.say)
            *ours, rate = found["ours"]
            unit = f"ms at {rate:.0f}/s"  # what the machine managed, where it could not even commit as many
            rows += [
                Row(name, one, unit, aim, peer, _BARE)
                for name, one, peer, aim in zip(_LOADED, ours, found["bare"], ("", "", "ours ≤ 150"), strict=False)
            ]
        if _IDLE in ids:
            both = {"ours": partial(_idle, *suite), "bare": partial(_idle, *bare)}
            found = await in_turns(f"latency of one event every {_PAUSE} s, p50 in ms", _ROUNDS, both, parts.say)
            rows.append(Row(_IDLE, found["ours"][0], "ms", "ours ≤ 30", found["bare"][0], _BARE))
    return rows


async def _loaded(tell: Tell, served: Served) -> Figures:
    """Events at a steady rate: one is told when its time has come, whether those before it are through or not."""
    told: list[asyncio.Task[tuple[str, float]]] = []
    began = time.monotonic()
    for number in range(_RATE * _SECONDS):
        await asyncio.sleep(max(0.0, began + number / _RATE - time.monotonic()))
        told.append(asyncio.create_task(_told(tell)))
    async with asyncio.timeout(LONGEST):
        found = await asyncio.gather(*told)
    last = max(at for _, at in found)
    milliseconds = percentiles(await _milliseconds(served, found), 50, 95, 99)
    return *milliseconds, (len(found) - 1) / (last - began)


async def _idle(tell: Tell, served: Served) -> Figures:
    """One event at a time, into silence."""
    told = []
    for _ in range(_PAUSES):
        await asyncio.sleep(_PAUSE)
        told.append(await _told(tell))
    return percentiles(await _milliseconds(served, told), 50)


async def _told(tell: Tell) -> tuple[str, float]:
    event = PersonMoved(
        person=uuid4(), changed=["department"], before=Placing(department="Sales"), after=Placing(department="Product")
    )
    return event.message_key, await tell(event)


async def _milliseconds(served: Served, told: Sequence[tuple[str, float]]) -> list[float]:
    """From telling to done, for every event: none may be missing."""

    async def all_done() -> bool:
        return all(key in served.seen for key, _ in told)

    await until(all_done, f"{len(told)} events had their effect")
    return [(served.seen[key] - at) * 1000 for key, at in told]


@asynccontextmanager
async def _suite(parts: Parts) -> AsyncIterator[Pair]:
    """Outbox, relay, Kafka, worker."""
    kafka = await parts.topic(PersonMoved.topic)
    async with (
        parts.fresh("mentoring.messaging") as told_in,
        parts.fresh(*LINEAGES) as read_into,
        Database.open(told_in, max_size=_CONNECTIONS) as telling,
        serving("relay", told_in, kafka, parts.log),
        serving("worker", read_into, kafka, parts.log) as served,
    ):
        free = asyncio.Semaphore(_CONNECTIONS)  # without it the pool gives up on a machine that cannot keep pace
        units = Units(telling, _no_tables, lambda: datetime.now(UTC))

        async def tell(event: PersonMoved) -> float:
            async with free, units.open() as unit:
                unit.work.announce(event)
                await unit.flush()
                return time.monotonic()

        await _warmed(tell, served)
        yield tell, served


@asynccontextmanager
async def _bare(parts: Parts) -> AsyncIterator[Pair]:
    """Kafka alone."""
    kafka = await parts.topic(PersonMoved.topic)
    topic = kafka.physical(PersonMoved.topic)
    async with (
        AIOKafkaProducer(bootstrap_servers=kafka.servers, acks="all", enable_idempotence=True) as producer,
        serving("bare", "", kafka, parts.log) as served,
    ):

        async def tell(event: PersonMoved) -> float:
            now = time.monotonic()
            key = event.message_key
            envelope = Envelope(str(uuid4()), event.ce_type, "/mentoring/profile", key, datetime.now(UTC), 1)
            await producer.send_and_wait(topic, event.encoded(), key=key.encode(), headers=envelope.headers())
            return now

        await _warmed(tell, served)
        yield tell, served


async def _warmed(tell: Tell, served: Served) -> None:
    """Until relay and group are at work and every connection was used."""
    await _milliseconds(served, [await _told(tell) for _ in range(50)])


def _no_tables(_connection: Connection, work: Work) -> Work:
    return work
