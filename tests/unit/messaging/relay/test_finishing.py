"""When a relay may say that its end was clean: nothing of it can arrive any more."""

import asyncio
from typing import Any, cast

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaError, OutOfOrderSequenceNumber

from mentoring.messaging import Kafka
from mentoring.messaging.relay.drain import Drain
from mentoring.messaging.relay.lane import Sent
from mentoring.messaging.relay.leases import LeaseLost
from mentoring.messaging.relay.terms import Terms


class OpenLease:
    shards: frozenset[int] = frozenset()
    surplus = False

    def hold(self) -> bool:
        return True

    def lose(self) -> None:
        pass


class Deaf:
    """A database that nothing is asked of."""


@pytest.fixture
async def drain() -> Drain:
    kafka = Kafka("127.0.0.1:1")
    return Drain(cast("Any", Deaf()), cast("Any", OpenLease()), kafka, Terms(), asyncio.Event())


def lane(drain: Drain, fault: KafkaError | None) -> None:
    async def sent() -> Sent:
        return Sent("t", 0, fault=fault)

    drain._lanes["t", 0] = asyncio.create_task(sent())


async def test_an_end_with_everything_answered_is_clean(drain: Drain) -> None:
    lane(drain, None)
    assert await drain.finish()
    await drain.close()


async def test_a_refusal_is_an_answer(drain: Drain) -> None:
    lane(drain, OutOfOrderSequenceNumber())
    assert await drain.finish()
    await drain.close()


async def test_an_end_with_a_batch_that_nobody_answered_is_not_clean(drain: Drain) -> None:
    lane(drain, KafkaConnectionError("gone"))
    assert not await drain.finish()
    await drain.close()


async def test_nor_is_one_after_such_a_batch_was_noticed(drain: Drain) -> None:
    lane(drain, KafkaConnectionError("gone"))
    await asyncio.sleep(0)
    faults = await drain._close_lanes()
    with pytest.raises(LeaseLost, match="a batch was not answered"):
        await drain._renew_producer(faults)
    assert not await drain.finish()
    await drain.close()
