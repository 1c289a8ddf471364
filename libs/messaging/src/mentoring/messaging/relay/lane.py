"""One partition's rows, one batch at a time: the next only after the last is confirmed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aiokafka.errors import (
    BrokerResponseError,
    KafkaError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
    RecordTooLargeError,
)

from mentoring.messaging.relay.producer import Fenced, Producer
from mentoring.messaging.relay.records import headers_of, largest_batch, size_of
from mentoring.messaging.relay.terms import elapsed
from mentoring.telemetry import metrics

_TOO_LARGE: Final = (MessageSizeTooLargeError, RecordListTooLargeError, RecordTooLargeError)


@dataclass(slots=True)
class Sent:
    """What became of a lane's rows; those that are not named wait in the outbox."""

    topic: str
    partition: int
    confirmed: list[int] = field(default_factory=list)
    refused: tuple[int, str] | None = None
    """Sequence and reason: the broker will not take this record as long as the topic is as it is."""
    singly: int = 0
    """So many rows go one by one the next time: one of them is too large, and we must learn which."""
    fault: KafkaError | None = None
    """What stopped the lane. Its producer has a gap in its numbers now and is of no use for this partition."""

    @property
    def unanswered(self) -> bool:
        """Whether the last batch may have left without an answer, so that it may still arrive."""
        return self.fault is not None and not isinstance(self.fault, BrokerResponseError)


async def send_in_order(
    producer: Producer, topic: str, partition: int, rows: Sequence[Any], may_send: Callable[[], bool], singly: int = 0
) -> Sent:
    """Send rows of one partition in their order, in as few batches as sizes allow; the first ``singly`` one by one."""
    sent = Sent(topic, partition)
    at = 0
    while at < len(rows):
        if not may_send():
            sent.fault = Fenced("the lease ran out")
            break
        batch, count = _filled(producer, topic, rows, at, 1 if at < singly else len(rows) - at)
        started = elapsed()
        try:
            await producer.send(batch, topic, partition)
        except _TOO_LARGE as fault:
            sent.fault = fault
            if count > 1:
                sent.singly = count
            else:
                sent.refused = (rows[at]["sequence"], type(fault).__name__)
            break
        except KafkaError as fault:
            sent.fault = fault
            break
        metrics.RELAY_SECONDS.observe(elapsed() - started)
        metrics.RELAYED.labels(topic).inc(count)
        sent.confirmed += [row["sequence"] for row in rows[at : at + count]]
        at += count
    if sent.fault is not None:
        metrics.RELAY_FAILURES.inc()
    return sent


def _filled(producer: Producer, topic: str, rows: Sequence[Any], at: int, at_most: int) -> tuple[Any, int]:
    """A batch of the rows from ``at`` on, at least one, and how many it has."""
    batch = producer.batch()
    room = largest_batch(topic)
    for count in range(at_most):
        row = rows[at + count]
        room -= size_of(row)
        if count and room < 0:
            return batch, count
        added = batch.append(
            key=row["key"].encode(),
            value=row["value"],
            timestamp=int(row["written_at"].timestamp() * 1000),
            headers=headers_of(row),
        )
        if added is None:
            return batch, count
    return batch, at_most
