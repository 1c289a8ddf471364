"""One draft in hand: its process, asked one question after the other."""

import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Self
from uuid import UUID

from mentoring.kernel import Refusal
from mentoring.matching.adapters.solver.saying import read, said
from mentoring.matching.domain.errors.edits import EditorBusy, EditorWarming
from mentoring.matching.domain.pairing.editing import Edit
from mentoring.matching.domain.run_edit import Edited
from mentoring.matching.domain.run_refresh import Refresh, Refreshed

LONGEST: Final = 15.0
"""Seconds for an answer: whoever asks keeps a transaction open, which the database ends after twenty."""

FRESH: Final = timedelta(minutes=2)
"""How long what was worked out for somebody who no longer waits is told to who asks again."""


class Session:
    """Begun by ``begin``, ended by ``end``."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._turn = asyncio.Lock()
        self._taken_up: asyncio.Future[Any] = asyncio.ensure_future(self._heard())
        self._refreshing: tuple[tuple[UUID | None, int], datetime, asyncio.Future[Any]] | None = None
        self.asked_at = time.monotonic()

    @classmethod
    async def begin(cls, database: str, run: UUID) -> Self:
        """Start the process."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "mentoring.matching.adapters.editor.child",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        session = cls(process)
        session._say((database, run))
        return session

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    @property
    def over(self) -> bool:
        """Whether the process has ended."""
        return self._process.returncode is not None

    @property
    def busy(self) -> bool:
        """Whether it is being taken up, or somebody waits for an answer."""
        return not self.over and (self._turn.locked() or not self._taken_up.done())

    async def ready(self) -> None:
        """Until the draft is taken up.

        Raises:
            Refusal: it cannot be.
        """
        self.asked_at = time.monotonic()
        heard = await asyncio.shield(self._taken_up)
        if isinstance(heard, Refusal):
            await self.end()
            raise heard

    async def ask(self, edition: UUID | None, steps: Sequence[Edit], *, make: UUID | None) -> Edited:
        """One question; whoever stops waiting in the middle of one ends the session, since its answer would be lost."""
        try:
            async with asyncio.timeout(LONGEST), self._turn:
                self.asked_at = time.monotonic()
                heard = await self._answer((edition, tuple(steps), make))
        except TimeoutError:
            raise EditorBusy(seconds=5) from None
        if isinstance(heard, Refusal):
            raise heard
        found: Edited = heard
        return found

    async def refresh(self, edition: UUID | None, asked: Refresh) -> Refreshed:
        """Worked out whoever waits for it: it may take longer than anybody does, and is told to who asks next."""
        self.asked_at = time.monotonic()
        wanted, going = (edition, asked.penalty), self._refreshing
        if going is None or going[0] != wanted or asked.at - going[1] > FRESH:
            going = wanted, asked.at, asyncio.ensure_future(self._in_turn((edition, asked, None)))
            self._refreshing = going
        try:
            heard = await asyncio.shield(going[2])
        finally:
            if going[2].done() and self._refreshing is going:
                self._refreshing = None
        if isinstance(heard, Refusal):
            raise heard
        found: Refreshed = heard
        return found

    async def end(self) -> None:
        """Kill it: it keeps nothing that is not stored."""
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        self._taken_up.cancel()
        if self._refreshing is not None:
            self._refreshing[2].cancel()

    async def _in_turn(self, question: object) -> Any:
        async with self._turn:
            return await self._answer(question)

    async def _answer(self, question: object) -> Any:
        try:
            self._say(question)
            return await self._heard()
        except BaseException:
            await asyncio.shield(self.end())
            raise

    def _say(self, message: object) -> None:
        if self._process.stdin is None:
            raise TypeError("the editor was started without pipes")
        self._process.stdin.write(said(message))

    async def _heard(self) -> Any:
        if self._process.stdout is None:
            raise TypeError("the editor was started without pipes")
        heard = await read(self._process.stdout)
        if heard is None:
            await self._process.wait()
            raise EditorWarming(seconds=1)
        return heard
