"""Reading, sending, deleting: the relay's work while it holds its lease."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Coroutine, Iterable
from typing import Any

import asyncpg
from aiokafka.errors import BrokerResponseError, KafkaError

from mentoring.messaging.kafka import Kafka
from mentoring.messaging.relay.backlog import Backlog
from mentoring.messaging.relay.lane import Sent, send_in_order
from mentoring.messaging.relay.leases import LeaseLost, Leases
from mentoring.messaging.relay.producer import Producer
from mentoring.messaging.relay.terms import Terms, elapsed
from mentoring.postgres import Connection
from mentoring.telemetry import get_logger

Place = tuple[str, int]
"""Topic and partition."""
log = get_logger(__name__)


class Drain:
    """Moves rows of the leased shards to Kafka. One lane per partition; a lane is never opened twice."""

    def __init__(self, connection: Connection, leases: Leases, kafka: Kafka, terms: Terms, hint: asyncio.Event) -> None:
        self._connection = connection
        self._backlog = Backlog(connection, terms)
        self._leases = leases
        self._kafka = kafka
        self._terms = terms
        self._hint = hint
        self._producer = Producer(kafka, leases.hold)
        self._lanes: dict[Place, asyncio.Task[Sent]] = {}
        self._singly: dict[Place, int] = {}
        self._unknown: dict[str, float] = {}
        self._background: set[asyncio.Task[None]] = set()
        self._unanswered = False
        """Whether a batch left and was never answered: it may still arrive when nothing is in flight any more."""

    async def start(self) -> None:
        """Connect to Kafka, however long that takes."""
        while True:
            try:
                await self._producer.start()
            except KafkaError as fault:
                log.warning("relay-waits-for-kafka", fault=repr(fault))
                await self._producer.stop(0.5)
                await asyncio.sleep(0.5)
                self._producer = Producer(self._kafka, self._leases.hold)
            else:
                return

    async def settle(self) -> None:
        """Return when nothing of a relay that is gone can arrive any more: its lease and send life are over already."""
        heard = False
        while not heard:
            try:
                async with asyncio.timeout(2 * self._kafka.request_timeout.total_seconds()):
                    await self._producer.hear_every_broker()
                    heard = True
            except (TimeoutError, KafkaError) as fault:  # the producer may have been replaced meanwhile
                log.warning("relay-waits-for-kafka", fault=repr(fault))
        await asyncio.sleep(self._terms.settle.total_seconds())

    async def run(self) -> None:
        """Drain until cancelled.

        Raises:
            LeaseLost: it ran out, or nobody knows whether a batch arrived; nothing is handed over any more.
        """
        pace, last = self._terms.pace.total_seconds(), 0.0
        while True:
            await asyncio.sleep(max(0.0, last + pace - elapsed()))
            last = elapsed()
            self._hint.clear()
            if await self._open_lanes():
                # All lanes together, for full batches; the slow ones do not hold up the others for long.
                await asyncio.wait(self._lanes.values(), timeout=self._terms.patience.total_seconds())
            else:
                await self._rest()
            faults = await self._close_lanes()
            if faults:
                await self._renew_producer(faults)
            if self._leases.surplus and not self._lanes:
                await self._leases.give_back(self._connection)

    async def finish(self) -> bool:
        """Wait for what is in flight and delete what was confirmed; whether nothing is left that may still arrive."""
        if self._lanes:
            await asyncio.wait(self._lanes.values(), timeout=self._terms.stop.total_seconds())
        self._leases.lose()  # what still tries, fails at the fence
        if self._lanes:
            await asyncio.wait(self._lanes.values(), timeout=1)
        clean = all(lane.done() and not lane.result().unanswered for lane in self._lanes.values())
        clean = clean and not self._unanswered
        ending = [*self._lanes.values(), *self._background]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        try:
            async with asyncio.timeout(2):
                await self._close_lanes()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as fault:
            log.warning("relay-could-not-delete", fault=repr(fault), effect="these rows are sent twice")
        return clean

    async def close(self) -> None:
        """Close the producer; the fence is closed before."""
        self._leases.lose()
        await self._producer.stop(1)

    async def _open_lanes(self) -> int:
        """Read the oldest rows and start a lane for each partition that has none; how many rows that were."""
        shards = self._leases.shards
        if not shards:
            return 0
        rows = await self._backlog.oldest(shards, self._busy())
        by_place: dict[Place, list[Any]] = defaultdict(list)
        for row in rows:
            partitions = self._partitions(row["topic"])
            if partitions:
                by_place[row["topic"], row["hash"] % partitions].append(row)
        opened = 0
        for place, of_place in by_place.items():
            if place not in self._lanes:
                lane = send_in_order(self._producer, *place, of_place, self._leases.hold, self._singly.pop(place, 0))
                self._lanes[place] = asyncio.create_task(lane)
                self._lanes[place].add_done_callback(lambda _: self._hint.set())
                opened += len(of_place)
        return opened

    def _busy(self) -> list[tuple[str, int, int]]:
        """Places whose rows are of no use now: a lane is open, or the topic is not known yet."""
        self._unknown = {topic: until for topic, until in self._unknown.items() if until > elapsed()}
        lanes = [(topic, self._producer.partitions(topic) or 1, number) for topic, number in self._lanes]
        return [*lanes, *((topic, 1, 0) for topic in self._unknown)]

    def _partitions(self, topic: str) -> int | None:
        known = self._producer.partitions(topic)
        if known is None and topic not in self._unknown:
            # Not waited for: the other topics go on meanwhile, and the next read leaves this one out.
            self._unknown[topic] = elapsed() + 2
            self._in_background(self._ask(topic))
        return known

    async def _ask(self, topic: str) -> None:
        try:
            await self._producer.find(topic)
        except KafkaError as fault:
            log.warning("relay-topic-missing", topic=topic, fault=repr(fault), mend="run `topics apply`")
        else:
            self._unknown.pop(topic, None)
            self._hint.set()

    async def _close_lanes(self) -> list[KafkaError]:
        """Delete exactly what was confirmed, then open the way for what follows; what stopped lanes."""
        done = {place: lane.result() for place, lane in self._lanes.items() if lane.done() and not lane.cancelled()}
        confirmed = [sequence for sent in done.values() for sequence in sent.confirmed]
        await self._backlog.delete(confirmed)
        for place, sent in done.items():
            if sent.refused is not None:
                await self._backlog.set_aside(sent.topic, sent.partition, *sent.refused)
            if sent.singly:
                self._singly[place] = sent.singly
            self._unanswered |= sent.unanswered
            del self._lanes[place]
        return [sent.fault for sent in done.values() if sent.fault is not None]

    async def _renew_producer(self, faults: Iterable[KafkaError]) -> None:
        """A batch that failed left a gap in the producer's numbers: go on with a new one.

        Lanes that are on their way end on the old one, which is closed after them.
        """
        for fault in faults:
            log.warning("relay-batch-failed", fault=repr(fault))
            if not isinstance(fault, BrokerResponseError):
                raise LeaseLost(f"a batch was not answered: {fault!r}")
        old, lanes = self._producer, tuple(self._lanes.values())
        self._producer = Producer(self._kafka, self._leases.hold)
        self._in_background(_close_after(old, lanes))
        await self.start()

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _rest(self) -> None:
        """Until a hint, a lane that is done, or the time of a poll."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._terms.idle.total_seconds()):
                await self._hint.wait()


async def _close_after(producer: Producer, lanes: Iterable[asyncio.Task[Sent]]) -> None:
    try:
        await asyncio.gather(*lanes, return_exceptions=True)
    finally:
        await producer.stop(5)
