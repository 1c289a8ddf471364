"""Reading topics from their first record to their end, as no member of any group."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from mentoring.kernel import Broken
from mentoring.messaging.consumption import Consumption, consumption_of, directly, sleep
from mentoring.messaging.inbox.records import Record
from mentoring.messaging.worker.tolerance import tolerate_odd_names

if TYPE_CHECKING:
    from mentoring.messaging.facts import AnyConsumer
    from mentoring.messaging.kafka import Kafka
    from mentoring.messaging.unit import Units

_AT_ONCE = 5000


class BrokerSilent(Broken):
    """The broker gave nothing for {seconds} s while {behind} records are to be read; nothing was changed."""

    code = "broker-silent"


class Topics:
    """All topics of some projections; each record goes through the same machinery as in the worker."""

    def __init__(self, client: Any, kafka: "Kafka", consumers: Sequence["AnyConsumer"], units: "Units[Any]") -> None:
        self._client = client
        self._kafka = kafka
        self._feeds: list[tuple[str, Consumption]] = [
            (kafka.physical(consumer.topic), consumption_of(consumer, units, gate=False)) for consumer in consumers
        ]

    async def read_to_end(self, *, silence: float = 60) -> int:
        """Apply everything up to where the topics end now; how many records that were.

        Raises:
            BrokerSilent: there is more to read, but nothing came for ``silence`` seconds.
        """
        ends: dict[TopicPartition, int] = await self._client.end_offsets(self._client.assignment())
        read = 0
        clock = asyncio.get_running_loop().time
        heard, before = clock(), -1
        while (behind := await self._behind(ends)) > 0:
            if behind != before:
                heard, before = clock(), behind
            elif clock() - heard > silence:
                raise BrokerSilent(seconds=silence, behind=behind)
            read += await self._poll()
        return read

    async def _behind(self, ends: dict[TopicPartition, int]) -> int:
        positions = [(await self._client.position(at), end) for at, end in ends.items()]
        return sum(max(end - position, 0) for position, end in positions)

    async def _poll(self) -> int:
        polled: dict[TopicPartition, list[Any]] = await self._client.getmany(timeout_ms=500, max_records=_AT_ONCE)
        for topic, consumption in self._feeds:
            raw = [one for at, several in polled.items() if at.topic == topic for one in several]
            if raw:
                await consumption.take([Record.of(one, self._kafka.logical(topic)) for one in raw], directly, sleep)
        return sum(map(len, polled.values()))


@asynccontextmanager
async def topics_of(consumers: Sequence["AnyConsumer"], kafka: "Kafka", units: "Units[Any]") -> AsyncIterator[Topics]:
    """The topics of ``consumers``, open at their first record; effects go where ``units`` write."""
    tolerate_odd_names()
    client = AIOKafkaConsumer(
        *sorted({kafka.physical(consumer.topic) for consumer in consumers}),
        bootstrap_servers=kafka.servers,
        client_id=kafka.client,
        request_timeout_ms=int(kafka.request_timeout.total_seconds() * 1000),
        group_id=None,  # all partitions are ours, and nobody is told how far we are
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    try:
        await client.start()
        yield Topics(client, kafka, consumers, units)
    finally:
        await client.stop()
