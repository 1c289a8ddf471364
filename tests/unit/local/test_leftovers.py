"""What a killed run left behind is found and ended; what only looks like it is left alone."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from mentoring.local.parts import Process
from mentoring.local.parts.marks import Identity, Marks, kill_all

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
A_RUN = """
import sys, time
from pathlib import Path
from mentoring.local.parts import Process
from mentoring.local.parts.marks import Marks
folder = Path(sys.argv[1])
Process("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"],
        log=folder / "log", marks=Marks(folder / "marks")).start()
print("started", flush=True)
time.sleep(60)
"""


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path / "marks")


def _killed_run(folder: Path) -> psutil.Process:
    with subprocess.Popen([sys.executable, "-c", A_RUN, str(folder)], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"started\n"
        (mark,) = (folder / "marks").glob("*.json")
        run.kill()
    return psutil.Process(json.loads(mark.read_text())["process"]["pid"])


def test_what_a_killed_run_left_behind_is_ended_at_the_next_start(tmp_path: Path, marks: Marks) -> None:
    left = _killed_run(tmp_path)
    assert left.is_running()

    assert marks.end_leftovers() == [f"sleeper (process {left.pid})"]

    assert Identity(left.pid, left.create_time()).find() is None
    assert [] == list(marks.folder.iterdir())


def test_a_frozen_leftover_is_ended_too(tmp_path: Path, marks: Marks) -> None:
    left = _killed_run(tmp_path)
    left.suspend()
    assert len(marks.end_leftovers(grace=2)) == 1
    assert not psutil.pid_exists(left.pid) or left.status() == psutil.STATUS_ZOMBIE


def test_what_belongs_to_a_run_that_is_alive_is_left_alone(tmp_path: Path, marks: Marks) -> None:
    with Process("sleeper", SLEEPER, log=tmp_path / "log", marks=marks) as sleeper:
        assert marks.end_leftovers() == []
        assert sleeper.running


def test_another_process_that_was_given_the_same_id_is_left_alone(tmp_path: Path, marks: Marks) -> None:
    with Process("sleeper", SLEEPER, log=tmp_path / "log", marks=marks) as sleeper:
        (path,) = marks.folder.glob("*.json")
        mark = json.loads(path.read_text())
        mark["process"]["started"] -= 100
        mark["owner"]["started"] -= 100
        path.write_text(json.dumps(mark))

        assert marks.end_leftovers() == []
        assert sleeper.running


def test_a_process_that_ended_leaves_no_mark(tmp_path: Path, marks: Marks) -> None:
    with Process("sleeper", SLEEPER, log=tmp_path / "log", marks=marks):
        assert len(list(marks.folder.glob("*.json"))) == 1
    assert [] == list(marks.folder.glob("*.json"))


def test_whoever_started_a_process_learns_that_it_was_killed_even_if_others_did_it() -> None:
    with subprocess.Popen(SLEEPER) as sleeper:
        kill_all([psutil.Process(sleeper.pid)])
        assert sleeper.wait() == -signal.SIGKILL


def test_a_process_that_does_not_listen_is_killed_after_its_grace(tmp_path: Path) -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    process = Process("deaf", [sys.executable, "-c", deaf], log=tmp_path / "log")
    process.start()
    process.wait_until(lambda: "deaf" in process.tail(), seconds=10)

    process.stop(grace=0.5)

    assert process.exit_code == -signal.SIGKILL
