"""Kafka's producer behind a fence: a batch leaves this process only while the relay holds its lease."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.protocol.metadata import MetadataRequest
from aiokafka.protocol.produce import ProduceRequest

from mentoring.contracts import TOPICS
from mentoring.messaging.kafka import Kafka
from mentoring.messaging.relay.records import largest_batch


class Fenced(KafkaError):  # type: ignore[misc] # noqa: N818 - aiokafka has no types; named as what it says
    """The lease ran out before the batch left; it stays in the outbox."""

    retriable = False


class Producer:
    """Idempotent, acks=all.

    A batch that is not answered is repeated under its number until it is: the broker drops the second copy and refuses
    a gap, so a repeat can neither double a batch nor overtake one.
    """

    def __init__(self, kafka: Kafka, may_send: Callable[[], bool]) -> None:
        self._kafka = kafka
        self._may_send = may_send
        self._producer = AIOKafkaProducer(
            bootstrap_servers=kafka.servers,
            client_id=f"{kafka.client}-relay",
            acks="all",
            enable_idempotence=True,
            linger_ms=0,
            max_batch_size=max(largest_batch(topic) for topic in TOPICS) + 64 * 1024,
            request_timeout_ms=int(kafka.request_timeout.total_seconds() * 1000),
            retry_backoff_ms=100,
            metadata_max_age_ms=60_000,
        )
        self._send = self._producer.client.send
        self._producer.client.send = self._fenced_send

    async def start(self) -> None:
        """Connect.

        Raises:
            KafkaError: no broker answers.
        """
        await self._producer.start()

    async def _fenced_send(self, node: Any, request: Any, **options: Any) -> Any:
        # The producer calls this for every try of a batch. We connect first, so that nothing but the write itself lies
        # between our look at the clock and the socket: a process frozen earlier finds the fence closed when it wakes.
        if isinstance(request, ProduceRequest):
            await self._producer.client.ready(node, **options)
            if not self._may_send():
                raise Fenced("the lease ran out")
        return await self._send(node, request, **options)

    def partitions(self, topic: str) -> int | None:
        """How many partitions the topic has; none while the broker has not said."""
        known = self._producer.client.cluster.partitions_for_topic(self._kafka.physical(topic))
        return len(known) if known else None

    async def find(self, topic: str) -> None:
        """Ask the broker about a topic.

        Raises:
            KafkaError: it is not there, or may not be written to.
        """
        await self._producer.partitions_for(self._kafka.physical(topic))

    def batch(self) -> Any:
        """An empty batch."""
        return self._producer.create_batch()

    async def send(self, batch: Any, topic: str, partition: int) -> None:
        """Send one batch, all or nothing, and wait until it is confirmed.

        Raises:
            Fenced: the lease ran out first; some of it may have arrived.
            KafkaError: the broker refused it.
        """
        confirmed = await self._producer.send_batch(batch, self._kafka.physical(topic), partition=partition)
        await confirmed

    async def hear_every_broker(self) -> None:
        """Wait until each broker of the cluster has answered once, asked from now on.

        What a dead relay had written lies in the sockets of a frozen broker until it wakes; then it is read before
        our question is answered. A broker that is down drops out of the cluster's metadata.
        """
        client = self._producer.client
        while True:
            await client.force_metadata_update()
            nodes = [broker.nodeId for broker in client.cluster.brokers()]
            answers = await asyncio.gather(
                *(client.send(node, MetadataRequest([])) for node in nodes), return_exceptions=True
            )
            if nodes and not any(isinstance(answer, Exception) for answer in answers):
                return
            await asyncio.sleep(0.2)

    async def stop(self, within: float) -> None:
        """Close. What is not confirmed by then is given up: the fence must be closed before."""
        try:
            async with asyncio.timeout(within):
                await self._producer.stop()
        except TimeoutError:
            sender = self._producer._sender.sender_task  # noqa: SLF001 - there is no other way to end without a flush
            if sender is not None:
                sender.cancel()
            with contextlib.suppress(KafkaError, asyncio.TimeoutError):
                await self._producer.client.close()
