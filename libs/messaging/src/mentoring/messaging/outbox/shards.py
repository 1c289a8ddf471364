"""Where a fact belongs: its shard among relays, its place among partitions."""

from functools import lru_cache
from struct import unpack_from
from typing import Final
from zlib import crc32

SHARDS: Final = 64
"""Fixed: rows carry their shard, and the table of leases has a row for each."""
_SEED: Final = 0x9747B28C
_M: Final = 0x5BD1E995
_ALL: Final = 0xFFFFFFFF


def shard_of(aggregate: str, key: str) -> int:
    """The shard that a key's facts leave by: always the same one, so that one relay at a time has them, in order.

    By aggregate and key, as the lock and the version are: an event topic and its state topic share it, and a key
    that is busy in one aggregate does not make the same person wait in another.
    """
    return crc32(f"{aggregate}\0{key}".encode()) % SHARDS


@lru_cache(maxsize=65536)
def hash_of(key: bytes) -> int:
    """Kafka's hash of a key, as every client places it: the partition is this modulo their number.

    MurmurHash2 with Kafka's seed, the sign bit dropped. Our own, so that a process that only writes rows does not load
    a Kafka client; a test compares it with the client's.
    """
    length = len(key)
    mixed = _SEED ^ length
    words = length // 4
    for word in unpack_from(f"<{words}I", key):
        scrambled = word * _M & _ALL
        scrambled = (scrambled ^ scrambled >> 24) * _M & _ALL
        mixed = mixed * _M & _ALL ^ scrambled
    if length % 4:
        mixed = (mixed ^ int.from_bytes(key[words * 4 :], "little")) * _M & _ALL
    mixed = (mixed ^ mixed >> 13) * _M & _ALL
    return (mixed ^ mixed >> 15) & 0x7FFFFFFF
