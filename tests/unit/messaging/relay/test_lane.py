"""One partition's rows: in order, one batch at a time, and what happens when a batch is not taken."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaError, MessageSizeTooLargeError, OutOfOrderSequenceNumber

from mentoring.messaging.relay.lane import Sent, send_in_order
from mentoring.messaging.relay.producer import Fenced


def row(sequence: int, size: int = 10, key: str = "k") -> dict[str, Any]:
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    texts = dict.fromkeys(("actor", "correlation", "causation", "traceparent"))
    fact = {"topic": "matching.programs", "type": "mentoring.matching.program-opened.v1", "id": str(sequence)}
    return {
        "sequence": sequence,
        "key": key,
        "value": b"x" * size,
        "version": 1,
        "told_at": at,
        "written_at": at,
        **texts,
        **fact,
    }


class Batch:
    def __init__(self) -> None:
        self.ids: list[int] = []
        self.bytes = 0

    def append(self, *, key: bytes, value: bytes, timestamp: int, headers: list[tuple[str, bytes]]) -> object:
        assert key
        assert timestamp
        self.ids.append(int(dict(headers)["ce_id"]))
        self.bytes += len(value)
        return object()


class Broker:
    """Takes batches up to a size; may fail at one of them."""

    def __init__(self, largest: int = 1_000_000, fails_at: int | None = None, fault: KafkaError | None = None) -> None:
        self.took: list[list[int]] = []
        self._largest = largest
        self._fails_at = fails_at
        self._fault = fault or KafkaConnectionError("gone")

    def batch(self) -> Batch:
        return Batch()

    async def send(self, batch: Batch, topic: str, partition: int) -> None:
        assert (topic, partition) == ("matching.programs", 3)
        if batch.bytes > self._largest:
            raise MessageSizeTooLargeError
        if self._fails_at in batch.ids:
            raise self._fault
        self.took.append(batch.ids)


async def sent_to(broker: Broker, rows: list[dict[str, Any]], *, singly: int = 0, may: bool = True) -> Sent:
    return await send_in_order(broker, "matching.programs", 3, rows, lambda: may, singly)  # type: ignore[arg-type]


async def test_rows_go_together_as_far_as_their_sizes_allow() -> None:
    broker = Broker()
    sent = await sent_to(broker, [row(at, size=60_000) for at in range(10)])

    assert [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]] == broker.took
    assert list(range(10)) == sent.confirmed
    assert sent.fault is None


async def test_a_row_larger_than_a_batch_still_goes_alone() -> None:
    broker = Broker()
    await sent_to(broker, [row(1), row(2, size=400_000), row(3)])
    assert [[1], [2], [3]] == broker.took


async def test_after_a_failure_nothing_later_is_sent() -> None:
    broker = Broker(fails_at=5, fault=OutOfOrderSequenceNumber())
    sent = await sent_to(broker, [row(at, size=60_000) for at in range(10)])

    assert [[0, 1, 2, 3]] == broker.took
    assert [0, 1, 2, 3] == sent.confirmed
    assert isinstance(sent.fault, OutOfOrderSequenceNumber)
    assert not sent.unanswered


async def test_a_batch_without_an_answer_may_still_arrive() -> None:
    sent = await sent_to(Broker(fails_at=1), [row(1)])
    assert sent.unanswered


async def test_when_a_batch_is_too_large_its_rows_go_one_by_one_the_next_time() -> None:
    rows = [row(1), row(2, size=900), row(3), row(4)]
    broker = Broker(largest=500)

    first = await sent_to(broker, rows)
    assert (4, None, []) == (first.singly, first.refused, first.confirmed)

    second = await sent_to(broker, rows, singly=first.singly)
    assert [[1]] == broker.took
    assert [1] == second.confirmed
    assert (2, "MessageSizeTooLargeError") == second.refused


async def test_without_the_lease_nothing_is_handed_over() -> None:
    broker = Broker()
    sent = await sent_to(broker, [row(1)], may=False)

    assert [] == broker.took
    assert isinstance(sent.fault, Fenced)


@pytest.mark.parametrize("singly", [0, 2])
async def test_one_by_one_ends_where_it_was_asked_to(singly: int) -> None:
    broker = Broker()
    await sent_to(broker, [row(at) for at in range(5)], singly=singly)
    assert ([[0, 1, 2, 3, 4]] if not singly else [[0], [1], [2, 3, 4]]) == broker.took
