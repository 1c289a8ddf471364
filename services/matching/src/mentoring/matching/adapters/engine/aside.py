"""A long question is answered by a copy of this process, so that short ones do not wait and nothing moves meanwhile.

The copy shares all memory until one of the two writes, sees everything as it was at that instant, steps back behind the
others, and is gone with its answer.
"""

import asyncio
import os
import signal
import time
import warnings
from collections.abc import Callable
from typing import Any, Final

from mentoring.kernel import Refusal
from mentoring.matching.adapters.engine.frames import framed, read_frame
from mentoring.matching.adapters.engine.kinship import end_with_parent
from mentoring.matching.adapters.engine.messages import Answered, Asked, Denied, Failed

KINDNESS: Final = 10
"""By how much the copy steps back."""


async def answer_aside(asked: Asked, work: Callable[[], Any]) -> Answered | Denied | Failed | None:
    """The answer, or None when it came too late for whoever asked."""
    mine, theirs = os.pipe()
    with warnings.catch_warnings():
        # The copy runs this thread alone, and touches nothing that others might have held.
        warnings.simplefilter("ignore", DeprecationWarning)
        copy = os.fork()
    if copy == 0:
        _be_the_copy(asked, work, theirs)
    os.close(theirs)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(mine, "rb"))
    try:
        async with asyncio.timeout(max(0.0, asked.until - time.monotonic())):
            said = await read_frame(reader)
    except TimeoutError:
        return None
    finally:
        transport.close()
        os.kill(copy, signal.SIGKILL)  # not reaped yet, so the number is still its own
        await asyncio.to_thread(os.waitpid, copy, 0)
    answer: Answered | Denied | Failed = said or Failed(asked.number, "the copy died")
    return answer


def _be_the_copy(asked: Asked, work: Callable[[], Any], pipe: int) -> None:
    """Answer and end; nothing of the parent's loop is touched."""
    try:
        end_with_parent()
        os.nice(KINDNESS)
        with os.fdopen(pipe, "wb") as writer:
            writer.write(framed(_answer(asked, work)))
    finally:
        os._exit(0)


def _answer(asked: Asked, work: Callable[[], Any]) -> Answered | Denied | Failed:
    try:
        return Answered(asked.number, work())
    except Refusal as refusal:
        return Denied.of(asked.number, refusal)
    except Exception as error:  # noqa: BLE001 - told to whoever asked
        return Failed(asked.number, repr(error))
