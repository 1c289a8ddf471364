"""The solver in a process of its own, one per run: it holds Python's lock while it works, and its memory goes with it.

The child is given a claim on its standard input, reads and keeps everything else in the database, and tells on its
standard output how far it is and what came of it. It ends with its parent, whatever ended that.
"""

import asyncio
import os
import sys

from mentoring.kernel import Refusal
from mentoring.matching.adapters.solver.saying import Going, read, said
from mentoring.matching.domain.run import Claim, Drafted
from mentoring.matching.ports import Told


class SolverDied(Exception):  # noqa: N818 - says what happened
    """The solver's process ended without an answer: it was killed, or had not enough memory."""


class ProcessSolver:
    """See `ports.Solver`. ``database`` is the address that the child reads from and writes to."""

    def __init__(self, database: str) -> None:
        self._database = database

    async def draft(self, claim: Claim, told: Told) -> Drafted:
        """Solve elsewhere; whoever stops waiting for it ends it.

        Raises:
            SolverDied: there is no answer; another try may have one.
            Refusal: the domain's own no.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            f"{__name__}.child",
            str(os.getpid()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            return await self._answer(process, claim, told)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def _answer(self, process: asyncio.subprocess.Process, claim: Claim, told: Told) -> Drafted:
        if process.stdin is None or process.stdout is None:
            raise TypeError("the solver was started without pipes")
        process.stdin.write(said((self._database, claim)))
        process.stdin.close()
        answer: Drafted | Refusal | None = None
        while (message := await read(process.stdout)) is not None:
            if isinstance(message, Going):
                told(message.phase, message.done, message.of)
            else:
                answer = message
        await process.wait()
        if answer is None or process.returncode != 0:
            raise SolverDied(f"the solver ended with {process.returncode}")
        if isinstance(answer, Refusal):
            raise answer
        return answer
