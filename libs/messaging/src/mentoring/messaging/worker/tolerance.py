"""A header whose *name* is not UTF-8 must not stop a partition.

aiokafka cannot read such a record, nor any that shares a batch with it: `getone` raises for ever, and every partition
of the consumer stands still. Nothing of aiokafka's can be configured here, so its fetcher is given records that read
the names leniently where the strict way fails. Our own names are ASCII: what is odd is ignored, as a reader should.
"""

from collections.abc import Iterator
from itertools import islice
from struct import unpack_from
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.errors import CorruptRecordException
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords

_LENGTH_AT = 8
_HEAD = 12
_MAGIC_AT = 16
_WITH_HEADERS = 2


class _Name(bytes):
    def decode(self, *_: Any) -> str:
        return super().decode("utf-8", "surrogateescape")


class _Buffer(bytearray):
    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return _Name(found) if isinstance(found, bytearray) else found


class _LenientBatch(_DefaultRecordBatchPy):  # type: ignore[misc]
    def __iter__(self) -> Any:
        super().__iter__()  # inflates it
        self._buffer: Any = _Buffer(self._buffer)
        return self


class _Batch:
    """A batch as aiokafka reads it, up to the record that it cannot read; from there on leniently."""

    def __init__(self, strict: Any, raw: bytes) -> None:
        self._strict = strict
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        return getattr(self._strict, name)

    def __next__(self) -> Any:
        return next(self._strict)

    def __iter__(self) -> Iterator[Any]:
        read = 0
        try:
            for record in self._strict:
                yield record
                read += 1
        except (UnicodeDecodeError, CorruptRecordException):
            if self._raw[_MAGIC_AT] < _WITH_HEADERS:
                raise
            yield from islice(_LenientBatch(self._raw), read, None)


class LenientRecords:
    """What a fetch brought."""

    def __init__(self, data: bytes) -> None:
        self._strict = MemoryRecords(data)
        self._data = data
        self._at = 0

    def has_next(self) -> bool:
        """Whether there is another batch."""
        return bool(self._strict.has_next())

    def size_in_bytes(self) -> int:
        """Of all batches."""
        return int(self._strict.size_in_bytes())

    def next_batch(self) -> Any:
        """The next batch, or nothing."""
        strict = self._strict.next_batch()
        if strict is None:
            return None
        begin, self._at = self._at, self._at + _HEAD + unpack_from(">i", self._data, self._at + _LENGTH_AT)[0]
        return _Batch(strict, memoryview(self._data)[begin : self._at])  # type: ignore[arg-type]


def tolerate_odd_names() -> None:
    """For every consumer of this process, from its next fetch on."""
    fetcher.MemoryRecords = LenientRecords
