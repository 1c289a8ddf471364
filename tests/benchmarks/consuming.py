"""Consuming with effects in PostgreSQL, a message at a time and in batches, beside what this machine's commits allow.

The bound knows nothing of FastStream, envelopes, retries or dead letters: one connection writes the mark and the effect
of each message in a committed transaction of its own, and commits one offset after each. The reaction writes the same
two rows per message; the projection writes its copy, its mark and the version that it keeps of the key.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from mentoring.contracts import Envelope
from mentoring.contracts.fact import Fact
from mentoring.contracts.profile import PersonMoved, Placing
from mentoring.messaging import Facts, Kafka
from mentoring.messaging.worker import Worker
from tests.benchmarks.parts import LONGEST, Parts
from tests.benchmarks.reading import LINEAGES, NOTE, NotingUnits, projection, reaction
from tests.benchmarks.relaying import people
from tests.benchmarks.rows import Figures, Measured, Row, in_turns

SINGLE: Final = "consuming.single"
BATCH: Final = "consuming.batch"
IDS: Final = (SINGLE, BATCH)
_ROUNDS: Final = 7
_SECONDS: Final = 3.0
"""Of a round at most, so that short turns share whatever else the machine does."""
_SINGLES: Final = 5_000
_BATCHED: Final = 40_000
_BOUND_NAME: Final = "one connection, one commit and one offset each"
_MARK: Final = "INSERT INTO inbox (consumer, event_id, state, marked_at) VALUES ($1, $2, 'done', $3)"


async def measure(parts: Parts, ids: frozenset[str]) -> Sequence[Row]:
    """Messages a second."""
    competitors: dict[str, Measured] = {"bound": lambda: _bound(parts)}
    if SINGLE in ids:
        competitors[SINGLE] = lambda: _through_the_worker(parts, reaction(), _moves(_SINGLES))
    if BATCH in ids:
        competitors[BATCH] = lambda: _through_the_worker(parts, projection(), people(_BATCHED))
    found = await in_turns("consuming, messages/s", _ROUNDS, competitors, parts.say)
    aims = {SINGLE: "ratio ≥ 0.8", BATCH: "ratio ≥ 5"}
    return [
        Row(name, found[name][0], "messages/s", aim, found["bound"][0], _BOUND_NAME)
        for name, aim in aims.items()
        if name in found
    ]


def _moves(count: int) -> list[PersonMoved]:
    was, is_ = Placing(department="Sales"), Placing(department="Product")
    return [PersonMoved(person=uuid4(), changed=["department"], before=was, after=is_) for _ in range(count)]


@dataclass
class Stopwatch:
    """Counts messages whose effects are committed, from the first commit on, when the group has been joined."""

    ready: int
    """Messages that lie ready."""
    count: int = 0
    first: int = 0
    """Messages of the first commit: they are not in the time."""
    began: float = 0.0
    rate: float = 0.0
    """Messages a second; told when time is up or nothing is left."""
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def committed(self, keys: Sequence[str]) -> None:
        """So many more."""
        now = time.perf_counter()
        if not self.count:
            self.began, self.first = now, len(keys)
        self.count += len(keys)
        if not self.rate and (self.count >= self.ready or now - self.began >= _SECONDS):
            self.rate = (self.count - self.first) / (now - self.began)
            self.done.set()


async def _through_the_worker(parts: Parts, facts: Facts, told: Sequence[Fact]) -> Figures:
    """The worker as production runs it, over records that lie ready."""
    kafka = await parts.topic(told[0].message_topic)
    await _filled(kafka, told)
    watch = Stopwatch(len(told))
    async with parts.database(*LINEAGES) as database:
        worker = Worker(facts, NotingUnits(database, watch.committed), kafka)
        working = asyncio.create_task(worker.run())
        try:
            async with asyncio.timeout(LONGEST):
                await watch.done.wait()
        finally:
            worker.stop()
            await asyncio.gather(working, return_exceptions=True)
        async with database.session() as connection:
            written = await connection.fetchval("SELECT (SELECT count(*) FROM moves) + (SELECT count(*) FROM copies)")
    if watch.count != written:
        raise AssertionError(f"{watch.count} messages were handled, and there are {written} effects")
    return (watch.rate,)


async def _filled(kafka: Kafka, told: Sequence[Fact]) -> None:
    """All of it in the topic, confirmed."""
    now = datetime.now(UTC)
    async with AIOKafkaProducer(bootstrap_servers=kafka.servers, acks="all") as producer, asyncio.timeout(LONGEST):
        sent = [
            await producer.send(
                kafka.physical(fact.message_topic),
                fact.encoded(),
                key=fact.message_key.encode(),
                headers=Envelope(
                    str(uuid4()), fact.ce_type, "/mentoring/profile", fact.message_key, now, 1, correlation=str(uuid4())
                ).headers(),
            )
            for fact in told
        ]
        await asyncio.gather(*sent)


async def _bound(parts: Parts) -> Figures:
    """The same writes with nothing around them."""
    kafka = await parts.topic(PersonMoved.topic)
    at = TopicPartition(kafka.physical(PersonMoved.topic), 0)
    consumer = AIOKafkaConsumer(
        bootstrap_servers=kafka.servers, group_id=kafka.physical("bound"), enable_auto_commit=False
    )
    await consumer.start()
    try:
        consumer.assign([at])
        await consumer.commit({at: 0})  # the coordinator is known afterwards
        async with (
            parts.database(*LINEAGES) as database,
            database.dedicated() as connection,
            asyncio.timeout(LONGEST),
        ):
            offset = 0
            began = time.perf_counter()
            while offset < _SINGLES and time.perf_counter() - began < _SECONDS:
                event, person = str(uuid4()), uuid4()
                async with connection.transaction():
                    await connection.execute(_MARK, "matching.people-events", event, datetime.now(UTC))
                    await connection.execute(NOTE, event, person, "Product")
                offset += 1
                await consumer.commit({at: offset})
            seconds = time.perf_counter() - began
    finally:
        await consumer.stop()
    return (offset / seconds,)
