"""The engine's parent: whatever becomes of a child, there is another one, and nobody waits for the one that is gone."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import pytest

from mentoring.matching.adapters.engine import process as module
from mentoring.matching.adapters.engine.frames import framed
from mentoring.matching.adapters.engine.messages import Pulse, Start
from mentoring.matching.adapters.engine.process import ProcessEngine
from mentoring.matching.domain.errors.finding import EngineWarming
from mentoring.matching.domain.finding.questions import Asker, Look

ASKED = Look(UUID(int=1), Asker(UUID(int=2)))


class Pipe:
    """Takes everything and keeps nothing."""

    def write(self, _sent: bytes) -> None: ...
    async def drain(self) -> None: ...


class Child:
    """A process that says what it is told to say, and then nothing; it ends when it is killed."""

    pid = 1

    def __init__(self, said: Iterable[bytes], *, ends: bool) -> None:
        self.stdin, self.stdout = Pipe(), asyncio.StreamReader()
        self.returncode: int | None = None
        self.killed = False
        for one in said:
            self.stdout.feed_data(one)
        if ends:
            self.stdout.feed_eof()

    def kill(self) -> None:
        self.killed, self.returncode = True, -9

    async def wait(self) -> int:
        self.returncode = self.returncode or 0
        return self.returncode


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[Child | OSError]:
    """What the next starts come to; the last one is repeated."""
    planned: list[Child | OSError] = []

    async def start(*_arguments: object, **_options: object) -> Child:
        one = planned.pop(0) if len(planned) > 1 else planned[0]
        if isinstance(one, OSError):
            raise one
        return one

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    monkeypatch.setattr(module, "_PAUSES", (0.0,))
    return planned


def an_engine(silence: float = 60) -> ProcessEngine:
    return ProcessEngine(lambda: Start("postgresql://nowhere", timedelta(0)), silence=silence)


async def until_warm(engine: ProcessEngine) -> None:
    async with asyncio.timeout(10):
        while await engine.missing() is not None:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0)


@pytest.mark.parametrize("first", ["cannot be started", "ends at once", "speaks in tongues", "is silent"])
async def test_after_a_bad_child_comes_a_better_one(children: list[Child | OSError], first: str) -> None:
    silent = Child([], ends=False)
    bad: dict[str, Child | OSError] = {
        "cannot be started": OSError("no process to spare"),
        "ends at once": Child([], ends=True),
        "speaks in tongues": Child([b"\xff\xff\xff\xff what"], ends=False),
        "is silent": silent,
    }
    children += [bad[first], Child([framed(Pulse(None))], ends=False)]
    async with an_engine(silence=0.2 if first == "is silent" else 60) as engine:
        await until_warm(engine)
    assert silent.killed == (first == "is silent")


async def test_whoever_asked_the_child_that_ended_is_told_to_come_back(children: list[Child | OSError]) -> None:
    child = Child([framed(Pulse(None))], ends=False)
    children += [child, Child([framed(Pulse("loading"))], ends=False)]
    async with an_engine() as engine:
        await until_warm(engine)
        asked = asyncio.ensure_future(engine.look(ASKED))
        await asyncio.sleep(0)
        child.stdout.feed_eof()
        with pytest.raises(EngineWarming):
            await asked
        with pytest.raises(EngineWarming):
            await engine.look(ASKED)
        async with asyncio.timeout(10):
            while await engine.missing() != "loading":  # noqa: ASYNC110
                await asyncio.sleep(0)
