"""One consumer in this process: what the broker hands over goes to its consumption, in order, and nothing is lost."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from mentoring.messaging.consumption import Abandoned, Consumption, Effect
from mentoring.messaging.consumption.attempts import frames_of
from mentoring.messaging.inbox.records import Record
from mentoring.messaging.kafka import Kafka
from mentoring.messaging.worker.delivery import Delivery
from mentoring.messaging.worker.progress import Progress
from mentoring.telemetry import get_logger

log = get_logger(__name__)
_NOWHERE = TopicPartition("", -1)
_BEFORE_AGAIN = 5.0


class Reader:
    """Feeds one consumption. ``most`` is how many records one transaction of a projection takes."""

    def __init__(
        self, name: str, consumption: Consumption, kafka: Kafka, stopping: asyncio.Event, *, most: int
    ) -> None:
        self.name = name
        self.group = kafka.physical(name)
        self.subscriber: Any = None
        self.progress = Progress(name, lambda: self.aiokafka)
        self.in_hand: Sequence[Any] = ()
        self.active_at: datetime | None = None
        """When it last began or ended with records."""
        self.idle = asyncio.Event()
        self.idle.set()
        self._consumption = consumption
        self._kafka = kafka
        self._stopping = stopping
        self._most = most
        self._staying: asyncio.Task[Any] | None = None

    @property
    def aiokafka(self) -> Any:
        """The client underneath, while it runs."""
        return None if self.subscriber is None else self.subscriber.consumer

    async def take(self, delivery: Delivery, call_next: Callable[[Delivery], Awaitable[Any]]) -> None:
        """Handle a delivery whole; only then may its offset be committed.

        Raises:
            Abandoned: nothing was finished, and the records will be read again by whoever has the partition.
        """

        async def run(effect: Effect) -> None:
            delivery.body = effect
            delivery.clear_cache()
            await call_next(delivery)

        raw, epoch = await self._gather(delivery.raw_message)
        self.in_hand = raw
        self.active_at = datetime.now(UTC)
        self.idle.clear()
        try:
            records = [Record.of(one, self._kafka.logical(one.topic)) for one in raw]
            await self._surely(records, run, epoch)
        finally:
            self.in_hand = ()
            self.active_at = datetime.now(UTC)
            self.idle.set()
        delivery.finish = partial(self.progress.finish, raw, epoch)

    async def _gather(self, first: Any) -> tuple[list[Any], int]:
        """With the first record those that are here already, where many at once are of use.

        FastStream's own batches sleep a whole time-out when a poll brings nothing; this reacts at once.
        """
        epoch = self.progress.epoch
        if not self._consumption.batch or self._most == 1:
            return [first], epoch
        try:
            polled = await self.aiokafka.getmany(timeout_ms=0, max_records=self._most - 1)
        except KafkaError as fault:
            log.warning("poll-failed", consumer=self.name, fault=type(fault).__name__)
            polled = {}
        rest = [one for several in polled.values() for one in several]
        if epoch == self.progress.epoch:
            return [first, *rest], epoch
        # The partitions were dealt anew meanwhile: the first record will come again, to us or to another.
        return rest, self.progress.epoch

    async def _surely(self, records: Sequence[Record], run: Callable[[Effect], Awaitable[None]], epoch: int) -> None:
        wait = partial(self._wait, epoch)
        while True:
            if self._stopping.is_set():
                raise Abandoned
            try:
                return await self._consumption.take(records, run, wait)
            except Abandoned:
                raise
            except Exception as fault:  # noqa: BLE001 - to go on would commit past what had no effect
                log.critical("consumer-stuck", consumer=self.name, where=frames_of(fault))
            await wait(_BEFORE_AGAIN)

    async def _wait(self, epoch: int, seconds: float) -> None:
        """Wait before the next try, as a member of the group, for as long as the partitions are ours."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            self._stay()
        if self._stopping.is_set() or epoch != self.progress.epoch:
            raise Abandoned

    def _stay(self) -> None:
        """Poll nothing: a member that does not poll for ``max_poll_interval_ms`` is taken for dead."""
        if self.aiokafka is not None and (self._staying is None or self._staying.done()):
            self._staying = asyncio.create_task(self._poll_nothing())

    async def _poll_nothing(self) -> None:
        try:
            await self.aiokafka.getmany(_NOWHERE, timeout_ms=0)
        except KafkaError as fault:
            log.warning("poll-failed", consumer=self.name, fault=type(fault).__name__)

    async def close(self) -> None:
        """End what waits for the broker."""
        if self._staying is not None:
            self._staying.cancel()
            await asyncio.gather(self._staying, return_exceptions=True)
