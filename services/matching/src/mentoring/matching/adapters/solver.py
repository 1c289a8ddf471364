"""The solver in a process of its own, one per run: it holds Python's lock while it works, and its memory goes with it.

The child gets the cohort on its standard input and answers on its standard output. It ends with its parent, whatever
ended that: the kernel sees to it where it can, and elsewhere the child looks for its parent.
"""

import asyncio
import ctypes
import os
import pickle
import signal
import sys
import threading
import time
from typing import Any, Final

from mentoring.kernel import Refusal
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft, draft

KINDNESS: Final = 5
"""By how much the solver steps back behind the doors of its machine."""
_DIE_WITH_PARENT: Final = 1
_PULSE: Final = 1.0
"""Seconds between two looks for the parent."""


class SolverDied(Exception):  # noqa: N818 - says what happened
    """The solver's process ended without an answer: it was killed, or had not enough memory."""


class ProcessSolver:
    """See `ports.Solver`."""

    async def draft(self, cohort: Cohort) -> Draft:
        """Solve elsewhere; whoever stops waiting for it ends it.

        Raises:
            SolverDied: there is no answer; another try may have one.
            Refusal: the domain's own no.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            __name__,
            str(os.getpid()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            said, _ = await process.communicate(pickle.dumps(cohort))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise SolverDied(f"the solver ended with {process.returncode}")
        answer: Draft | tuple[type[Refusal], dict[str, Any]] = pickle.loads(said)  # noqa: S301 - of our own child
        if isinstance(answer, tuple):
            refusal, facts = answer
            raise refusal(**facts)
        return answer


def _solve(given: bytes) -> bytes:
    """A refusal travels as its class and its facts: exceptions with named parameters cannot be pickled."""
    cohort: Cohort = pickle.loads(given)  # noqa: S301 - of our own parent
    try:
        return pickle.dumps(draft(cohort))
    except Refusal as refusal:
        return pickle.dumps((type(refusal), refusal.facts))


def _end_with(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PULSE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    _end_with(int(sys.argv[1]))
    os.nice(KINDNESS)
    sys.stdout.buffer.write(_solve(sys.stdin.buffer.read()))
