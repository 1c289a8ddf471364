"""The engine's process: it keeps everybody in memory, follows the database, answers one question after the other."""

import asyncio
import gc
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from mentoring.kernel import Refusal
from mentoring.matching.adapters.engine.aside import answer_aside
from mentoring.matching.adapters.engine.following import Follower
from mentoring.matching.adapters.engine.frames import framed, read_frame
from mentoring.matching.adapters.engine.kinship import end_with_parent, is_orphan
from mentoring.matching.adapters.engine.messages import Answered, Asked, Denied, Failed, Pulse, Start
from mentoring.matching.adapters.engine.turns import Turns
from mentoring.matching.domain.finding.finder import look, why
from mentoring.matching.domain.finding.mirror import Mirror
from mentoring.matching.domain.finding.questions import Look, WhatIf, Why
from mentoring.matching.domain.finding.warm_up import warm_up
from mentoring.matching.domain.finding.what_if import what_if
from mentoring.postgres import Database, is_transient
from mentoring.telemetry import configure_logs, get_logger

log = get_logger(__name__)

PAUSE: Final = 0.2
"""Seconds between two looks at the database."""
FEW: Final = 8
"""Places that are looked at again at once: a millisecond or two."""
PULSE: Final = 1.0
"""Seconds between two signs of life."""
SWEEP: Final = timedelta(minutes=10)
"""How often old changes are thrown away."""


class Engine:
    """One mirror, one loop: a question never sees half a change."""

    def __init__(self, start: Start, parent: int, say: asyncio.StreamWriter) -> None:
        self._start, self._parent, self._say = start, parent, say
        self._mirror = Mirror()
        self._missing: str | None = "starting"
        self._long: asyncio.Queue[Asked] = asyncio.Queue()

    def now(self) -> datetime:
        """Business time."""
        return datetime.now(UTC) + self._start.shift

    async def run(self, hear: asyncio.StreamReader) -> None:
        """Until the parent is gone or a part fails."""
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._pulse())
            parts.create_task(self._follow())
            parts.create_task(self._answer_long())
            await self._hear(hear)
            os._exit(0)  # nobody is there to answer

    async def _hear(self, hear: asyncio.StreamReader) -> None:
        while (asked := await read_frame(hear)) is not None:
            if time.monotonic() > asked.until:
                continue
            if isinstance(asked.question, WhatIf):
                self._long.put_nowait(asked)
            else:
                self._tell(self._answer(asked))
                await asyncio.sleep(0)

    def _answer(self, asked: Asked) -> Answered | Denied | Failed:
        try:
            match asked.question:
                case Look() as question:
                    return Answered(asked.number, look(self._mirror, question, self.now()))
                case Why() as question:
                    return Answered(asked.number, why(self._mirror, question, self.now()))
                case strange:
                    return Failed(asked.number, f"what is {type(strange).__name__}?")
        except Refusal as refusal:
            return Denied.of(asked.number, refusal)
        except Exception as error:  # one question must not end the engine
            log.exception("engine-question-failed")
            return Failed(asked.number, repr(error))

    async def _answer_long(self) -> None:
        while True:
            asked = await self._long.get()
            question = asked.question
            if time.monotonic() < asked.until and isinstance(question, WhatIf):
                self._tell(await answer_aside(asked, partial(what_if, self._mirror, question, self.now())))

    async def _pulse(self) -> None:
        while not is_orphan(self._parent):
            self._tell(Pulse(self._missing))
            await asyncio.sleep(PULSE)
        os._exit(1)

    async def _follow(self) -> None:
        self._lack("compiling")
        await asyncio.to_thread(warm_up)
        self._lack("loading")
        await asyncio.sleep(0)
        async with Database.open(self._start.database, max_size=2, name="mentoring-matching-engine") as database:
            follower = Follower(database, self._mirror)
            begun = time.monotonic()
            await follower.open(self.now())
            # Nobody goes through hundreds of thousands of people looking for garbage while somebody waits.
            gc.collect()
            gc.freeze()
            gc.set_threshold(50_000, 20, 100)
            log.info("engine-loaded", programs=len(self._mirror.rosters), seconds=round(time.monotonic() - begun, 1))
            self._lack(None)
            swept = datetime.min.replace(tzinfo=UTC)
            while True:
                try:
                    await follower.look(self.now())
                    if self.now() - swept > SWEEP:
                        swept = self.now()
                        await follower.forget(swept)
                except Exception as error:
                    if not is_transient(error):
                        raise
                    log.warning("engine-database-away", fault=type(error).__name__)
                    await asyncio.sleep(PULSE)
                await self._renew(follower.turns)
                await asyncio.sleep(PAUSE)

    async def _renew(self, turns: Turns) -> None:
        """Look again at whom the changes are about, a few at a time, questions between."""
        left = 1
        while left:
            left = self._mirror.renew(self.now(), FEW)
            await turns()

    def _lack(self, missing: str | None) -> None:
        self._missing = missing
        self._tell(Pulse(missing))

    def _tell(self, message: Any) -> None:
        if message is not None:
            self._say.write(framed(message))


async def main(parent: int) -> None:
    """Speak on what was standard output; whatever prints goes to the log."""
    out = os.dup(1)
    os.dup2(2, 1)
    loop = asyncio.get_running_loop()
    hear = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(hear), sys.stdin)
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, os.fdopen(out, "wb"))
    start: Start = await read_frame(hear)
    configure_logs(**start.logs)
    await Engine(start, parent, asyncio.StreamWriter(transport, protocol, None, loop)).run(hear)


if __name__ == "__main__":
    end_with_parent()
    asyncio.run(main(int(sys.argv[1])))
