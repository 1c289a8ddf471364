"""What a worker says of itself: rows for the other processes, gauges for Prometheus, readiness for its own."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from mentoring.messaging import status
from mentoring.messaging.status import PartitionStatus
from mentoring.messaging.worker.reader import Reader
from mentoring.telemetry import metrics

_FOR_AN_ANSWER = 1.0


class Reporting:
    """Looks at the readers of one process."""

    def __init__(self, worker: str, readers: Sequence[Reader]) -> None:
        self._worker = worker
        self._readers = readers
        self._behind_since: dict[tuple[str, int], datetime] = {}

    async def look(self) -> list[PartitionStatus]:
        """Where every assigned partition is now; the gauges are set on the way."""
        several = await asyncio.gather(*(self._look_at(reader) for reader in self._readers))
        for reader, found in zip(self._readers, several, strict=True):
            metrics.PARTITIONS.labels(reader.name).set(len(found))
            metrics.LAG_MESSAGES.labels(reader.name).set(sum(one.lag for one in found))
            metrics.LAG_SECONDS.labels(reader.name).set(max((one.lag_seconds for one in found), default=0))
            if found:
                metrics.LAST_POLL.labels(reader.name).set(max(one.polled_at for one in found).timestamp())
        return [one for found in several for one in found]

    async def write(self, connection: Any) -> None:
        """Say it to the other processes."""
        found = await self.look()
        if found:
            await status.write(connection, found)

    def unready(self, now: datetime, longest_silence: float) -> list[str]:
        """Why this worker is not ready, consumer by consumer: not assigned yet, or not heard of for long."""
        return [f"{reader.name} {why}" for reader in self._readers if (why := _why_not(reader, now, longest_silence))]

    async def _look_at(self, reader: Reader) -> list[PartitionStatus]:
        client, assigned_at = reader.aiokafka, reader.progress.assigned_at
        if client is None or assigned_at is None:
            return []
        assigned = client.assignment()
        ends = await _ends(client, assigned) if reader.in_hand else {}
        positions = dict(zip(assigned, await asyncio.gather(*(_position(reader, at) for at in assigned)), strict=True))
        if reader.progress.assigned_at != assigned_at:
            return []  # dealt anew while we asked
        now = datetime.now(UTC)
        return [
            self._partition(reader, at, ends.get(at), position, assigned_at, now) for at, position in positions.items()
        ]

    def _partition(
        self,
        reader: Reader,
        at: TopicPartition,
        end: int | None,
        position: int | None,
        assigned_at: datetime,
        now: datetime,
    ) -> PartitionStatus:
        client = reader.aiokafka
        polled = client.last_poll_timestamp(at)
        heard = [offset for offset in (client.highwater(at), end) if offset is not None]
        found = PartitionStatus(
            consumer=reader.name,
            partition=at.partition,
            worker=self._worker,
            position=position,
            highwater=max(heard, default=None),
            committed=reader.progress.committed.get(at),
            lag_seconds=0.0,
            assigned_at=assigned_at,
            polled_at=assigned_at if polled is None else datetime.fromtimestamp(polled / 1000, UTC),
            seen_at=now,
        )
        if found.lag == 0:
            self._behind_since.pop((reader.name, at.partition), None)
            return found
        waiting = [raw.timestamp for raw in reader.in_hand if TopicPartition(raw.topic, raw.partition) == at]
        since = self._behind_since.setdefault((reader.name, at.partition), now)
        if waiting:
            since = min(since, datetime.fromtimestamp(max(min(waiting), 0) / 1000, UTC))
        return replace(found, lag_seconds=max((now - since).total_seconds(), 0.0))


async def _position(reader: Reader, at: TopicPartition) -> int | None:
    """The next offset to be handled: of what is in hand, behind what is finished, or where the reader begins."""
    in_hand: list[int] = [raw.offset for raw in reader.in_hand if TopicPartition(raw.topic, raw.partition) == at]
    if in_hand:
        return min(in_hand)
    finished: int | None = reader.progress.finished.get(at)
    if finished is not None:
        return finished
    try:
        begins: int = await asyncio.wait_for(reader.aiokafka.position(at), _FOR_AN_ANSWER)
    except (KafkaError, TimeoutError):
        return None
    return begins


async def _ends(client: Any, assigned: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
    """Where the partitions end. A reader at work hears nothing of it by itself: it fetches no more than it can hold."""
    try:
        ends: dict[TopicPartition, int] = await asyncio.wait_for(client.end_offsets(list(assigned)), _FOR_AN_ANSWER)
    except (KafkaError, TimeoutError):
        return {}
    return ends


def _why_not(reader: Reader, now: datetime, longest_silence: float) -> str | None:
    client, assigned_at = reader.aiokafka, reader.progress.assigned_at
    if client is None or assigned_at is None:
        return "has not joined its group"
    polled = [at for at in map(client.last_poll_timestamp, client.assignment()) if at is not None]
    heard = [datetime.fromtimestamp(at / 1000, UTC) for at in polled] + [assigned_at, reader.active_at or assigned_at]
    silent = (now - max(heard)).total_seconds()
    if client.assignment() and silent > longest_silence and not reader.in_hand:
        return f"has not polled for {silent:.0f} s"
    return None
