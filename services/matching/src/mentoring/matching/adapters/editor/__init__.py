"""Drafts that are being edited, each in a process of its own that stays for a while, beside the api role.

The first question about a draft starts its process, which reads what the run was made of; until it is ready whoever
asks is told to come back. Few drafts are in hand at once, and one that nobody asks about is put down.
"""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self
from uuid import UUID

from mentoring.matching.adapters.editor.session import Session
from mentoring.matching.domain.errors.edits import EditorBusy, EditorWarming
from mentoring.matching.domain.pairing.editing import Edit
from mentoring.matching.domain.run_edit import Edited
from mentoring.matching.domain.run_refresh import Refresh, Refreshed

MOST: Final = 2
"""Drafts in hand at once."""
IDLE: Final = 300.0
"""Seconds after which a draft is put down."""
PATIENCE: Final = 8.0
"""Seconds that whoever asks waits for a draft to be taken up."""
_LOOK: Final = 5.0


class ProcessEditor:
    """See `ports.Editor`. ``database`` is the address that the processes read from."""

    def __init__(self, database: str, *, most: int = MOST, idle: float = IDLE, patience: float = PATIENCE) -> None:
        self._database, self._most, self._idle, self._patience = database, most, idle, patience
        self._sessions: dict[UUID, Session] = {}
        self._sweeping: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Nothing is in hand yet."""
        self._sweeping = asyncio.create_task(self._sweep())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Everything is put down."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeping
        for run in [*self._sessions]:
            await self._put_down(run)

    async def ask(self, run: UUID, edition: UUID | None, steps: Sequence[Edit], *, make: UUID | None = None) -> Edited:
        """Take the draft up where it is not in hand, and ask.

        Raises:
            EditorWarming: it is being taken up.
            EditorBusy: no more can be in hand at once.
            Refusal: the domain's own no.
        """
        session = await self._session(run)
        try:
            async with asyncio.timeout(self._patience):
                await session.ready()
        except TimeoutError:
            raise EditorWarming(seconds=5) from None
        return await session.ask(edition, steps, make=make)

    async def refresh(self, run: UUID, edition: UUID | None, asked: Refresh) -> Refreshed:
        """The same; it goes on when whoever asks stops waiting, and is told to who asks again.

        Raises:
            EditorWarming: it is being taken up, or worked out.
            EditorBusy: no more can be in hand at once.
            Refusal: the domain's own no.
        """
        session = await self._session(run)
        try:
            async with asyncio.timeout(self._patience):
                await session.ready()
                return await session.refresh(edition, asked)
        except TimeoutError:
            raise EditorWarming(seconds=5) from None

    @property
    def pids(self) -> list[int]:
        """Of the processes."""
        return [session.pid for session in self._sessions.values() if not session.over]

    async def _session(self, run: UUID) -> Session:
        session = self._sessions.get(run)
        return await self._take_up(run) if session is None or session.over else session

    async def _take_up(self, run: UUID) -> Session:
        await self._put_down(run)
        if len(self._sessions) >= self._most:
            oldest = min(self._sessions, key=lambda one: self._sessions[one].asked_at)
            if self._sessions[oldest].busy:
                raise EditorBusy(seconds=10)
            await self._put_down(oldest)
        session = self._sessions[run] = await Session.begin(self._database, run)
        return session

    async def _put_down(self, run: UUID) -> None:
        session = self._sessions.pop(run, None)
        if session is not None:
            await session.end()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(min(_LOOK, self._idle))
            for run, session in [*self._sessions.items()]:
                idle = not session.busy and time.monotonic() - session.asked_at > self._idle
                if session.over or idle:
                    await self._put_down(run)
