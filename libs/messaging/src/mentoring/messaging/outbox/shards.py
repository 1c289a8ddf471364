"""Where a fact belongs: its shard among relays, its place among partitions."""

from functools import lru_cache
from typing import Final
from zlib import crc32

from aiokafka.partitioner import murmur2

SHARDS: Final = 64
"""Fixed: rows carry their shard, and the table of leases has a row for each."""


def shard_of(aggregate: str, key: str) -> int:
    """The shard that a key's facts leave by: always the same one, so that one relay at a time has them, in order.

    By aggregate and key, as the lock and the version are: an event topic and its state topic share it, and a key
    that is busy in one aggregate does not make the same person wait in another.
    """
    return crc32(f"{aggregate}\0{key}".encode()) % SHARDS


@lru_cache(maxsize=65536)
def hash_of(key: bytes) -> int:
    """Kafka's hash of a key, as every client places it: the partition is this modulo their number."""
    return int(murmur2(key)) & 0x7FFFFFFF
