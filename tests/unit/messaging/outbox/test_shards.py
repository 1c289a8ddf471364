from collections import Counter
from uuid import uuid4

from aiokafka.partitioner import murmur2
from hypothesis import given
from hypothesis import strategies as st

from mentoring.messaging.outbox.shards import SHARDS, hash_of, shard_of


@given(st.binary(max_size=200))
def test_keys_go_where_every_client_of_kafka_puts_them(key: bytes) -> None:
    assert murmur2(key) & 0x7FFFFFFF == hash_of(key)


def test_a_shard_is_for_ever() -> None:
    assert 12 == shard_of("profile.people", "0199a5c0-0000-7000-8000-000000000001")
    assert 59 == shard_of("matching.programs", "0199a5c0-0000-7000-8000-000000000001")


def test_shards_are_even() -> None:
    counted = Counter(shard_of("profile.people", str(uuid4())) for _ in range(64_000))

    assert SHARDS == len(counted)
    assert 800 < min(counted.values()) <= max(counted.values()) < 1200
