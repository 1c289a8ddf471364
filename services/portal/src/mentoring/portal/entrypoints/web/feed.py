"""News for open pages: one look at the database for all of them, several times a second while anybody listens."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final, Protocol

from mentoring.portal.domain.notice import Notice
from mentoring.telemetry import get_logger

PAUSE: Final = 0.2
SIGN_OF_LIFE: Final = 1.0
REMEMBERED: Final = 10_000
log = get_logger(__name__)


class Board(Protocol):
    """Where notices hang."""

    async def latest_change(self) -> int:
        """The id of the last one."""
        ...

    async def oldest_change(self) -> int:
        """The id of the oldest one."""
        ...

    async def notices_after(self, position: int, limit: int = 500) -> list[tuple[int, Notice]]:
        """Those after an id, in order."""
        ...


Looking = Callable[[], AbstractAsyncContextManager[Board]]
Batch = tuple[int, list[Notice]]
EVERYTHING: Final = Notice("*", "*")
"""To whom nobody can say any more what they missed."""


class Feed:
    """Looks while somebody listens, and remembers the last notices for those who come back."""

    def __init__(self, *, pause: float = PAUSE, remembered: int = REMEMBERED) -> None:
        self._pause = pause
        self._recent: deque[tuple[int, Notice]] = deque(maxlen=remembered)
        self._position = 0
        self._floor = 0
        """What is not newer than this is not among the recent ones."""
        self._listeners = 0
        self._task: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()
        self._news = asyncio.Condition()

    async def listen(self, after: int, looking: Looking, over: asyncio.Event) -> AsyncIterator[Batch]:
        """Batches of notices after ``after``, each with the id to go on from, until ``over``.

        At least one each second; an empty one is a sign of life. One may be `EVERYTHING`, where the notices since
        ``after`` are no longer kept.
        """
        await self._begin(looking)
        try:
            position = after
            async with looking() as board:
                oldest, latest = await board.oldest_change(), await board.latest_change()
                if after > latest or (oldest and after + 1 < oldest):
                    position = latest
                    yield position, [EVERYTHING]
                while position < self._floor and (found := await board.notices_after(position)):
                    position = found[-1][0]
                    yield position, [notice for _, notice in found]
            while not over.is_set():
                if position < self._floor:
                    position = self._position
                    yield position, [EVERYTHING]
                batch = [(number, notice) for number, notice in self._recent if number > position]
                position = batch[-1][0] if batch else position
                yield position, [notice for _, notice in batch]
                await self._wait_past(position)
        finally:
            self._end()

    async def _wait_past(self, position: int) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SIGN_OF_LIFE), self._news:
                await self._news.wait_for(lambda: self._position > position)

    async def _begin(self, looking: Looking) -> None:
        self._listeners += 1
        if self._task is None:
            self._task = asyncio.create_task(self._look(looking, begun := asyncio.Event()), name="portal feed")
            self._begun = begun
        await self._begun.wait()

    def _end(self) -> None:
        self._listeners -= 1
        if not self._listeners and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _look(self, looking: Looking, begun: asyncio.Event) -> None:
        while True:
            try:
                async with looking() as board:
                    if not begun.is_set():
                        self._recent.clear()
                        self._position = self._floor = await board.latest_change()
                        begun.set()
                    found = await board.notices_after(self._position)
            except Exception as fault:  # noqa: BLE001 - the database may be away; open pages wait for it
                log.warning("feed-waits", fault=repr(fault))
                await asyncio.sleep(1)
                continue
            for one in found:
                if len(self._recent) == self._recent.maxlen:
                    self._floor = self._recent[0][0]
                self._recent.append(one)
            if found:
                self._position = found[-1][0]
                async with self._news:
                    self._news.notify_all()
            await asyncio.sleep(self._pause)
