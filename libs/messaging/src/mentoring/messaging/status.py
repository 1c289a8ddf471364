"""How far each consumer is: written by the workers, read by whoever has the database, with or without Kafka."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import attrgetter

from mentoring.messaging.facts import Facts
from mentoring.postgres import Connection, queries

SEEN_WITHIN = timedelta(seconds=15)
"""A partition whose worker said nothing for so long is nobody's."""


@dataclass(frozen=True, slots=True)
class PartitionStatus:
    """One partition of one consumer."""

    consumer: str
    partition: int
    worker: str
    position: int | None
    """The next offset to be handled; None until it is known."""
    highwater: int | None
    """The offset that the next record will get, as last heard."""
    committed: int | None
    lag_seconds: float
    """The age of the oldest record that waits; 0 when none does."""
    assigned_at: datetime
    polled_at: datetime
    """When the broker last answered this partition's reader."""
    seen_at: datetime

    @property
    def lag(self) -> int:
        """Records that wait."""
        if self.position is None or self.highwater is None:
            return 0
        return max(self.highwater - self.position, 0)


@dataclass(frozen=True, slots=True)
class ConsumerStatus:
    """One consumer over all its partitions."""

    consumer: str
    topic: str
    assigned: int
    """Partitions that a living worker holds."""
    workers: int
    lag: int
    """Records that wait, as last heard; where nobody reads, more may have come."""
    lag_seconds: float
    polled_before: timedelta | None
    """Since the broker last answered the reader that it answered longest ago; None where nobody reads."""

    @property
    def reading(self) -> bool:
        """Whether a worker has its partitions."""
        return self.assigned > 0


async def write(connection: Connection, partitions: Sequence[PartitionStatus]) -> None:
    """Say where the partitions are."""
    ordered = sorted(partitions, key=attrgetter("consumer", "partition"))
    await queries("mentoring.messaging", "status.sql").write(
        connection,
        consumers=[one.consumer for one in ordered],
        partitions=[one.partition for one in ordered],
        workers=[one.worker for one in ordered],
        positions=[one.position for one in ordered],
        highwaters=[one.highwater for one in ordered],
        committed=[one.committed for one in ordered],
        lags=[one.lag_seconds for one in ordered],
        assigned=[one.assigned_at for one in ordered],
        polled=[one.polled_at for one in ordered],
        seen=[one.seen_at for one in ordered],
    )


async def partitions(connection: Connection) -> list[PartitionStatus]:
    """Every partition that was ever read."""
    rows = await queries("mentoring.messaging", "status.sql").partitions(connection)
    return [PartitionStatus(**row) for row in rows]


async def consumers(
    connection: Connection, facts: Facts, *, now: datetime | None = None, seen_within: timedelta = SEEN_WITHIN
) -> list[ConsumerStatus]:
    """The declared consumers, each over all its partitions; one that was never read is there with zeros."""
    now = now or datetime.now(UTC)
    known = {name: list(several) for name, several in groupby(await partitions(connection), key=attrgetter("consumer"))}
    return [
        _summed(name, consumer.topic, known.get(name, []), now, seen_within)
        for name, consumer in facts.consumers.items()
    ]


def _summed(
    name: str, topic: str, several: Sequence[PartitionStatus], now: datetime, seen_within: timedelta
) -> ConsumerStatus:
    held = [one for one in several if now - one.seen_at <= seen_within]
    unheld = [one for one in several if one not in held and one.lag > 0]
    waited = [one.lag_seconds + (now - one.seen_at).total_seconds() for one in unheld]
    return ConsumerStatus(
        consumer=name,
        topic=topic,
        assigned=len(held),
        workers=len({one.worker for one in held}),
        lag=sum(one.lag for one in several),
        lag_seconds=max([one.lag_seconds for one in held] + waited, default=0.0),
        polled_before=max((now - at for at in _polled(held).values()), default=None),
    )


def _polled(held: Sequence[PartitionStatus]) -> dict[str, datetime]:
    """When each worker's reader last heard of the broker, on any of its partitions: it reads them as one."""
    return {
        worker: max(one.polled_at for one in several)
        for worker, several in groupby(sorted(held, key=attrgetter("worker")), key=attrgetter("worker"))
    }
