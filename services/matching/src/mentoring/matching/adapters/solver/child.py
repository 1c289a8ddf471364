"""The solver's process: ``python -m mentoring.matching.adapters.solver.child <parent>``."""

import asyncio
import gc
import os
import pickle
import struct
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final

from mentoring.kernel import Refusal
from mentoring.matching.adapters.engine.kinship import end_with_parent, is_orphan
from mentoring.matching.adapters.postgres import PostgresWork
from mentoring.matching.adapters.solver.quiet import Quiet
from mentoring.matching.adapters.solver.saying import Going, said
from mentoring.matching.domain.run import Claim, Drafted, Phase
from mentoring.matching.usecases.runs.solve_run import solve_run
from mentoring.postgres import Database

KINDNESS: Final = 5
"""By how much the solver steps back behind the doors of its machine."""
PATIENCE: Final = timedelta(minutes=10)
"""How long a transaction may say nothing: a hundred thousand people are put together in it."""
_PULSE: Final = 1.0
"""Seconds between two looks for the parent."""


async def solve(address: str, claim: Claim) -> Drafted | Refusal:
    """With a connection or two of its own."""
    async with Database.open(address, max_size=2, name="mentoring-matching-solver", abandoned_after=PATIENCE) as opened:

        @asynccontextmanager
        async def works() -> AsyncIterator[PostgresWork]:
            async with opened.transaction() as connection:
                yield PostgresWork(connection, Quiet(claim.at))

        try:
            return await solve_run(claim, works, _tell)
        except Refusal as refusal:
            return refusal


def _tell(phase: Phase, done: int, of: int) -> None:
    _say(Going(phase, done, of))


def _say(message: object) -> None:
    sys.stdout.buffer.write(said(message))
    sys.stdout.buffer.flush()


def _asked() -> Any:
    (length,) = struct.unpack(">I", sys.stdin.buffer.read(4))
    return pickle.loads(sys.stdin.buffer.read(length))  # noqa: S301 - of our own parent


def _end_with(parent: int) -> None:
    end_with_parent()

    def watch() -> None:
        while not is_orphan(parent):
            time.sleep(_PULSE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    _end_with(int(sys.argv[1]))
    gc.disable()  # many objects that live to the end, and hardly a cycle among them
    os.nice(KINDNESS)
    _say(asyncio.run(solve(*_asked())))
