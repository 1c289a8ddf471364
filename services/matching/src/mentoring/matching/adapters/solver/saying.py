"""What parent and child say to each other: pickles, each behind its length in four bytes."""

import asyncio
import pickle
import struct
from dataclasses import dataclass
from typing import Any, Final

from mentoring.kernel import Refusal
from mentoring.matching.domain.run import Phase

_LENGTH: Final = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Going:
    """How far the child is."""

    phase: Phase
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class _No:
    """A refusal as it travels: exceptions with named parameters cannot be pickled."""

    refusal: type[Refusal]
    facts: dict[str, object]


def said(message: object) -> bytes:
    """As it is written."""
    if isinstance(message, Refusal):
        message = _No(type(message), message.facts)
    told = pickle.dumps(message)
    return _LENGTH.pack(len(told)) + told


async def read(stream: asyncio.StreamReader) -> Any:
    """The next message; None when the other side has ended, also in the middle of one."""
    try:
        (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
        message = pickle.loads(await stream.readexactly(length))  # noqa: S301 - of our own child or parent
    except asyncio.IncompleteReadError:
        return None
    return message.refusal(**message.facts) if isinstance(message, _No) else message
