"""A part that dies is told of and started again; one that keeps dying ends the run."""

import asyncio
import sys
from pathlib import Path

import pytest

from mentoring.local.failed import PartFailed
from mentoring.local.parts import Process
from mentoring.local.run import watch as watching
from mentoring.local.run.telling import Telling
from mentoring.local.run.watch import Watched, watch

SLEEPER = [sys.executable, "-c", "import time; print('I was here', flush=True); time.sleep(60)"]
DYING = [sys.executable, "-c", "print('no settings'); raise SystemExit(3)"]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_PAUSES", (0.0, 0.0, 0.0))


async def test_a_killed_part_runs_again_and_the_end_of_its_log_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process = Process("profile", SLEEPER, log=tmp_path / "log")
    process.start()
    process.wait_until(lambda: "here" in process.tail(), seconds=30)
    first, loop, again = process.pid, asyncio.get_running_loop(), asyncio.Event()

    def restart() -> None:
        process.start()
        loop.call_soon_threadsafe(again.set)

    watcher = asyncio.create_task(watch([Watched(process, restart)], Telling(), every=0.01))
    try:
        process.kill()
        await asyncio.wait_for(again.wait(), 30)
        assert process.pid != first
        assert process.running
    finally:
        watcher.cancel()
        process.kill()
    said = capsys.readouterr().out
    assert "profile ended with -9" in said
    assert "I was here" in said


async def test_a_part_that_keeps_dying_ends_the_run_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process = Process("matching", DYING, log=tmp_path / "log")
    with pytest.raises(PartFailed, match="matching ended 4 times within 5 minutes"):
        async with asyncio.timeout(30):
            await watch([Watched(process, process.start)], Telling(), every=0.01)
    said = capsys.readouterr().out
    assert "matching ended with 3" in said
    assert "no settings" in said


def test_deaths_of_long_ago_are_forgiven() -> None:
    part = Watched(Process("x", ["true"], log=Path("unused")), lambda: None)
    assert [0.0, 0.0, 0.0, None] == [part.died(at) for at in (1.0, 2.0, 3.0, 4.0)]
    assert part.died(4.0 + watching.WITHIN_SECONDS) == 0.0
