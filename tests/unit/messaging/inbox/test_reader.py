"""The reader hands over whole, in order, and acknowledges only what was finished."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiokafka import TopicPartition

from mentoring.messaging import Kafka
from mentoring.messaging.consumption import Abandoned
from mentoring.messaging.inbox.records import Record
from mentoring.messaging.worker import reader as module
from mentoring.messaging.worker.delivery import Delivery, parse
from mentoring.messaging.worker.reader import Reader


@dataclass(frozen=True)
class Raw:
    partition: int
    offset: int
    topic: str = "x.profile.people"
    timestamp: int = 1
    key: bytes | None = b"k"
    value: bytes | None = b"v"
    headers: Sequence[tuple[str, bytes | None]] = ()


@dataclass
class Client:
    """What is here already, and what happens while it is asked for."""

    here: dict[Any, list[Raw]] = field(default_factory=dict)
    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def getmany(self, *_: Any, **__: Any) -> dict[Any, list[Raw]]:
        if self.meanwhile is not None:
            await self.meanwhile()
        return self.here


@dataclass
class Taking:
    """A consumption that notes what it was given."""

    batch: bool = True
    faults: list[Exception] = field(default_factory=list)
    taken: list[list[int]] = field(default_factory=list)

    async def take(self, records: Sequence[Record], run: Any, wait: Any) -> None:  # noqa: ARG002
        if self.faults:
            raise self.faults.pop(0)
        self.taken.append([record.offset for record in records])
        assert {"profile.people"} >= {record.topic for record in records}

        async def effect() -> None:
            """Something."""

        await run(effect)


@dataclass
class Subscriber:
    consumer: Client


def reader_of(consumption: Taking, client: Client) -> Reader:
    reader = Reader("matching.people", consumption, Kafka("b:1", prefix="x."), asyncio.Event(), most=10)
    reader.subscriber = Subscriber(client)
    return reader


async def called(delivery: Delivery) -> None:
    effect: Any = delivery.body
    await effect()


async def test_with_the_first_record_go_those_that_are_here_already() -> None:
    consumption = Taking()
    reader = reader_of(consumption, Client({TopicPartition("x.profile.people", 0): [Raw(0, 6), Raw(0, 7)]}))
    delivery = await parse(Raw(0, 5))

    await reader.take(delivery, called)
    assert {} == reader.progress.finished
    await delivery.ack()

    assert [[5, 6, 7]] == consumption.taken
    assert [8] == list(reader.progress.finished.values())


async def test_an_event_goes_alone() -> None:
    consumption = Taking(batch=False)
    reader = reader_of(consumption, Client({TopicPartition("x.profile.people", 0): [Raw(0, 6)]}))

    await reader.take(await parse(Raw(0, 5)), called)

    assert [[5]] == consumption.taken


async def test_partitions_dealt_anew_while_gathering_leave_the_first_record_to_its_owner() -> None:
    consumption = Taking()
    client = Client({TopicPartition("x.profile.people", 1): [Raw(1, 2)]})
    reader = reader_of(consumption, client)

    async def deal_anew() -> None:
        await reader.progress.on_partitions_revoked(set())

    client.meanwhile = deal_anew
    delivery = await parse(Raw(0, 5))
    await reader.take(delivery, called)
    await delivery.ack()

    assert [[2]] == consumption.taken
    assert {TopicPartition("x.profile.people", 1): 3} == reader.progress.finished


async def test_a_defect_of_our_own_holds_the_record_until_it_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BEFORE_AGAIN", 0.01)
    consumption = Taking(faults=[KeyError("ours"), KeyError("ours")])
    reader = reader_of(consumption, Client())

    await reader.take(await parse(Raw(0, 5)), called)

    assert [[5]] == consumption.taken


@pytest.mark.parametrize("way", ["stopping", "dealt anew"])
async def test_a_record_in_hand_is_given_back_when_the_worker_stops_or_loses_the_partition(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BEFORE_AGAIN", 0.05)
    consumption = Taking(faults=[KeyError("ours")] * 1000)
    reader = reader_of(consumption, Client())
    delivery = await parse(Raw(0, 5))
    taking = asyncio.create_task(reader.take(delivery, called))
    await asyncio.sleep(0.02)
    if way == "stopping":
        reader._stopping.set()
    else:
        await reader.progress.on_partitions_revoked(set())

    with pytest.raises(Abandoned):
        await taking
    await delivery.ack()

    assert {} == reader.progress.finished
    await reader.close()


async def test_a_stopping_worker_begins_nothing_new() -> None:
    consumption = Taking()
    reader = reader_of(consumption, Client())
    reader._stopping.set()

    with pytest.raises(Abandoned):
        await reader.take(await parse(Raw(0, 5)), called)

    assert [] == consumption.taken
