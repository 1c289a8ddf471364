"""Offsets follow what is finished, and only for as long as the partition is ours."""

from dataclasses import dataclass, field
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError, KafkaConnectionError

from mentoring.messaging.worker.progress import Progress

P0, P1 = TopicPartition("t", 0), TopicPartition("t", 1)


@dataclass(frozen=True)
class Raw:
    partition: int
    offset: int
    topic: str = "t"


@dataclass
class Client:
    """Remembers commits; fails when told to."""

    faults: list[Exception] = field(default_factory=list)
    commits: list[dict[Any, int]] = field(default_factory=list)

    async def commit(self, offsets: dict[Any, int]) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.commits.append(dict(offsets))


def progress_of(client: Client | None) -> Progress:
    return Progress("matching.people", lambda: client)


async def test_the_highest_finished_offset_of_each_partition_is_committed_once() -> None:
    client = Client()
    progress = progress_of(client)
    progress.finish([Raw(0, 4), Raw(1, 7), Raw(0, 3)], epoch=0)

    await progress.commit()
    await progress.commit()
    progress.finish([Raw(0, 5)], epoch=0)
    await progress.commit()

    assert [{P0: 5, P1: 8}, {P0: 6}] == client.commits


async def test_what_was_read_under_an_earlier_assignment_is_not_committed_under_a_later_one() -> None:
    client = Client()
    progress = progress_of(client)
    progress.finish([Raw(0, 4)], epoch=0)
    await progress.on_partitions_revoked({P0, P1})
    progress.finish([Raw(0, 9)], epoch=0)
    await progress.on_partitions_assigned({P1})
    progress.finish([Raw(1, 2)], epoch=1)
    await progress.commit()

    assert [{P0: 5}, {P1: 3}] == client.commits


async def test_a_broker_that_is_away_is_told_again_and_a_lost_partition_is_not_insisted_on() -> None:
    client = Client(faults=[KafkaConnectionError(), CommitFailedError()])
    progress = progress_of(client)
    progress.finish([Raw(0, 4)], epoch=0)
    for _ in range(3):
        await progress.commit()

    assert [{P0: 5}] == client.commits


async def test_nothing_is_committed_before_there_is_a_reader() -> None:
    progress = progress_of(None)
    progress.finish([Raw(0, 4)], epoch=0)

    await progress.commit()

    assert {} == progress.committed
