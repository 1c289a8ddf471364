"""Messages between parent and child: four bytes of length, then so many bytes."""

import asyncio
import pickle
import struct
from typing import Any, Final

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one message; more is no message of ours."""
_LENGTH: Final = struct.Struct(">I")


class BadFrame(Exception):  # noqa: N818 - says what came
    """What came is no message of ours."""


def framed(message: Any) -> bytes:
    """A message as it is sent."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    if len(body) > LARGEST:
        raise BadFrame(f"a message of {len(body)} bytes is too large")
    return _LENGTH.pack(len(body)) + body


async def read_frame(reader: asyncio.StreamReader) -> Any:
    """The next message; None when the other side is gone, in the middle of one or not.

    Raises:
        BadFrame: this is no message of ours.
    """
    try:
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        if length > LARGEST:
            raise BadFrame(f"a message of {length} bytes is too large")
        return pickle.loads(await reader.readexactly(length))  # noqa: S301 - between a process and its own child
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
