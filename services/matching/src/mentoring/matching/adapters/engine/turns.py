"""Long work on the engine's one loop lets questions in between."""

import asyncio
import time
from typing import Final

LONGEST: Final = 0.005
"""Seconds of work before everybody who waits has their turn."""
ROUNDS: Final = 4
"""Of the loop: the pipe is read, its reader wakes, the question is answered, the answer is written."""


class Turns:
    """Awaited after each small piece of work that leaves everything whole."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest, self._until = longest, time.monotonic() + longest

    async def __call__(self) -> None:
        """Go on at once, or let the others go first when it has been long enough."""
        if time.monotonic() >= self._until:
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            self._until = time.monotonic() + self._longest
