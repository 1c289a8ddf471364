"""The embedded broker: real Apache Kafka that answers when it says so, and comes back after `kill -9`."""

import asyncio
from pathlib import Path

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from mentoring.local.parts import Kafka
from mentoring.testing.topics import Topics


async def _write(address: str, topic: str, *values: bytes) -> None:
    async with AIOKafkaProducer(bootstrap_servers=address, acks="all", enable_idempotence=True) as producer:
        for value in values:
            await producer.send_and_wait(topic, value, key=b"k")


async def _read(address: str, topic: str, count: int) -> list[bytes]:
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=address, group_id="readers", auto_offset_reset="earliest")
    async with consumer:
        return [(await consumer.getone()).value for _ in range(count)]


async def test_a_group_can_be_joined_as_soon_as_the_broker_has_started(own_kafka: Kafka) -> None:
    topic = await Topics(own_kafka.address, "x.").create_plain("facts")
    await _write(own_kafka.address, topic, b"one", b"two")
    assert await _read(own_kafka.address, topic, 2) == [b"one", b"two"]


async def test_a_killed_broker_comes_back_at_its_address_with_all_that_was_confirmed(own_kafka: Kafka) -> None:
    topic = await Topics(own_kafka.address, "x.").create_plain("facts")
    await _write(own_kafka.address, topic, b"before")
    address, first = own_kafka.address, own_kafka.pid

    own_kafka.kill()
    assert not own_kafka.running
    await asyncio.to_thread(own_kafka.start)

    assert own_kafka.pid != first
    assert own_kafka.address == address
    await _write(address, topic, b"after")
    assert await _read(address, topic, 2) == [b"before", b"after"]


async def test_a_frozen_broker_answers_again_when_thawed(own_kafka: Kafka) -> None:
    topic = await Topics(own_kafka.address, "x.").create_plain("facts")
    own_kafka.freeze()
    writing = asyncio.create_task(_write(own_kafka.address, topic, b"late"))
    done, _ = await asyncio.wait([writing], timeout=1)
    assert not done, "a frozen broker must not answer"

    own_kafka.thaw()
    await asyncio.wait_for(writing, 30)


async def test_the_same_data_serve_at_other_ports(own_kafka: Kafka) -> None:
    topic = await Topics(own_kafka.address, "x.").create_plain("facts")
    await _write(own_kafka.address, topic, b"kept")
    own_kafka.stop()

    async with Kafka(own_kafka.folder) as moved:
        assert moved.address != own_kafka.address
        assert await _read(moved.address, topic, 1) == [b"kept"]


async def test_topics_of_the_registry_are_made_under_the_prefix_of_the_test(topics: Topics, topic_prefix: str) -> None:
    made = await topics.create("profile.people", "profile.people.state")
    assert made == [f"{topic_prefix}profile.people", f"{topic_prefix}profile.people.state"]


def test_the_data_of_a_broker_stay_in_its_folder(own_kafka: Kafka) -> None:
    assert Path(own_kafka.folder / "data" / "meta.properties").exists()
