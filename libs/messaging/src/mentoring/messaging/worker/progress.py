"""How far a consumer came: what is finished, what is committed, and which assignment it belongs to."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError

from mentoring.telemetry import get_logger

log = get_logger(__name__)
_FOR_A_COMMIT = 5.0


class Progress(ConsumerRebalanceListener):  # type: ignore[misc]
    """The offsets of one consumer in this process.

    A record is finished when its transaction is committed; its offset follows within ``every`` seconds, before the
    partition is given away, and at the end. A crash between the two costs a redelivery, which the inbox drops: a
    round trip to the broker per message would buy nothing.
    """

    def __init__(self, name: str, reader: Callable[[], Any]) -> None:
        self._name = name
        self._reader = reader
        self._lock = asyncio.Lock()
        self.epoch = 0
        """Raised whenever partitions are taken away: what was read before may be another's by now."""
        self.finished: dict[TopicPartition, int] = {}
        """The next offset of each partition."""
        self.committed: dict[TopicPartition, int] = {}
        self.assigned_at: datetime | None = None

    def finish(self, raw: Iterable[Any], epoch: int) -> None:
        """These records are done; those of an earlier assignment are for their new owner to find done."""
        if epoch != self.epoch:
            return
        for record in raw:
            partition = TopicPartition(record.topic, record.partition)
            self.finished[partition] = max(record.offset + 1, self.finished.get(partition, 0))

    async def commit(self) -> None:
        """Tell the broker what is finished; what it refuses is told again or was taken away."""
        async with self._lock:
            reader = self._reader()
            due = {at: offset for at, offset in self.finished.items() if self.committed.get(at) != offset}
            if not due or reader is None:
                return
            try:
                await asyncio.wait_for(reader.commit(due), _FOR_A_COMMIT)
            except (CommitFailedError, IllegalStateError) as lost:
                log.info("offsets-lost", consumer=self._name, fault=type(lost).__name__)
            except (KafkaError, TimeoutError) as fault:
                log.warning("offsets-wait", consumer=self._name, fault=type(fault).__name__)
            else:
                self.committed.update(due)

    async def commit_every(self, seconds: float) -> None:
        """Commit until cancelled."""
        while True:
            await asyncio.sleep(seconds)
            await self.commit()

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """Commit what is finished, then forget it: the partitions may come back at another offset."""
        self.epoch += 1
        await self.commit()
        self.finished.clear()
        self.committed.clear()
        self.assigned_at = None
        if revoked:
            log.info("partitions-revoked", consumer=self._name, partitions=sorted(at.partition for at in revoked))

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Note when."""
        self.assigned_at = datetime.now(UTC)
        log.info("partitions-assigned", consumer=self._name, partitions=sorted(at.partition for at in assigned))
