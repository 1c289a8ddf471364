"""The engine as the api role sees it: one child per process, asked over pipes, begun anew when it dies.

So many questions wait at most; one more is told to come back, and so is everybody while the child warms up. Whoever
waits for an answer waits no longer than `PATIENCE`.
"""

import asyncio
import contextlib
import itertools
import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Self

from mentoring.matching.adapters.engine.frames import framed, read_frame
from mentoring.matching.adapters.engine.messages import Answered, Asked, Denied, Failed, Pulse, Start
from mentoring.matching.domain.errors.finding import EngineBusy, EngineWarming
from mentoring.matching.domain.finding.questions import Answer, Card, Effect, Look, WhatIf, Why
from mentoring.telemetry import get_logger

log = get_logger(__name__)

PATIENCE: Final = 5.0
"""Seconds that a question about people waits."""
LONG: Final = 60.0
"""Seconds that a question about a whole program waits."""
MOST_LONG: Final = 4
"""Of these, how many wait at most."""
SILENCE: Final = 120.0
"""Seconds without a pulse after which the child counts as frozen. Loading the largest programs takes less."""
_PAUSES: Final = (0.2, 1.0, 5.0, 15.0)
"""Seconds before the child is begun anew; longer while it dies again and again."""
_LIVED: Final = 60.0
"""Whoever lived for so many seconds did not die of its start."""


class EngineFailed(Exception):  # noqa: N818 - says what happened
    """The engine could not make sense of a question; its own log has the trace."""


class ProcessEngine:
    """See `ports.finding.Engine`. ``async with`` starts it and returns at once; `missing` says when it is warm."""

    def __init__(self, start: Callable[[], Start], most_waiting: int = 64, *, silence: float = SILENCE) -> None:
        self._start, self._most, self._silence = start, most_waiting, silence
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._long = 0
        self._process: asyncio.subprocess.Process | None = None
        self._missing: str | None = "not started"
        self._heard = 0.0
        self._keeping: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Start the child."""
        self._keeping = asyncio.create_task(self._keep())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        if self._keeping is not None:
            self._keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeping
        self._missing = "stopped"

    @property
    def pid(self) -> int | None:
        """The child's, while there is one."""
        return None if self._process is None else self._process.pid

    async def missing(self) -> str | None:
        """What it lacks before it can answer."""
        return self._missing

    async def look(self, asked: Look) -> tuple[Card, ...]:
        """Whom a person may find."""
        found: tuple[Card, ...] = await self._ask(asked, PATIENCE)
        return found

    async def why(self, asked: Why) -> Answer:
        """Why two, or why not."""
        found: Answer = await self._ask(asked, PATIENCE)
        return found

    async def what_if(self, asked: WhatIf) -> Effect:
        """What other terms would change."""
        if self._long >= MOST_LONG:
            raise EngineBusy(seconds=5)
        self._long += 1
        try:
            found: Effect = await self._ask(asked, LONG)
        finally:
            self._long -= 1
        return found

    async def _ask(self, question: Look | Why | WhatIf, patience: float) -> Any:
        process = self._process
        if process is None or process.stdin is None or self._missing is not None:
            raise EngineWarming(seconds=2)
        if len(self._waiting) >= self._most:
            raise EngineBusy(seconds=1)
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            process.stdin.write(framed(Asked(number, time.monotonic() + patience, question)))
            async with asyncio.timeout(patience):
                await process.stdin.drain()
                return await answer
        except TimeoutError:
            raise EngineBusy(seconds=2) from None
        except ConnectionError:
            raise EngineWarming(seconds=2) from None
        finally:
            self._waiting.pop(number, None)

    async def _keep(self) -> None:
        """Have one child, always."""
        for deaths in itertools.count():
            begun = time.monotonic()
            try:
                await self._live()
            except Exception:  # whatever it was, the next child may do better
                log.exception("engine-unreachable")
            lived = time.monotonic() - begun
            log.warning("engine-died", lived=round(lived, 1), waiting=len(self._waiting))
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(EngineWarming(seconds=2))
            await asyncio.sleep(_PAUSES[0 if lived > _LIVED else min(deaths, len(_PAUSES) - 1)])

    async def _live(self) -> None:
        """One child, from its start to its end."""
        self._missing, self._heard = "starting", time.monotonic()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "mentoring.matching.adapters.engine.child",
            str(os.getpid()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self._process = process
        try:
            assert process.stdin is not None  # noqa: S101 - asked for above
            process.stdin.write(framed(self._start()))
            await self._listen(process)
        finally:
            self._process, self._missing = None, "starting again"
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
            await process.wait()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 - a pipe
        while True:
            try:
                async with asyncio.timeout(self._silence):
                    message = await read_frame(process.stdout)
            except TimeoutError:
                log.warning("engine-frozen", silent=self._silence)
                return
            match message:
                case None:
                    return
                case Pulse(missing):
                    if missing is None and self._missing is not None:
                        log.info("engine-warm", seconds=round(time.monotonic() - self._heard, 1))
                    self._missing = missing
                case Answered(number, answer):
                    self._settle(number, answer)
                case Denied(number, refusal, facts):
                    self._settle(number, refusal(**facts))
                case Failed(number, fault):
                    self._settle(number, EngineFailed(fault))

    def _settle(self, number: int, answer: Any) -> None:
        waiting = self._waiting.get(number)
        if waiting is None or waiting.done():
            return
        if isinstance(answer, Exception):
            waiting.set_exception(answer)
        else:
            waiting.set_result(answer)
