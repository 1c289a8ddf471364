"""A session of tests leaves nothing behind, however it ends; and starts nothing that no test asked for."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

PATIENCE = 120.0
LONG = """
import time

def test_long(postgres, kafka):
    print("both are up", flush=True)
    time.sleep(300)
"""
UNIT = """
def test_unit(work):
    assert work.now().year > 2000
"""


class Session:
    """pytest in a project of its own."""

    def __init__(self, root: Path, tests: str, name: str) -> None:
        (root / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
        (root / f"test_{name}.py").write_text(tests)
        self.sessions = root / ".local" / "tests"
        self.output = root / f"{name}.txt"
        words = [sys.executable, "-m", "pytest", "-s", "-p", "mentoring.testing.plugin", f"test_{name}.py"]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(words, cwd=root, stdout=output, stderr=subprocess.STDOUT)

    def wait_until_up(self) -> list[psutil.Process]:
        deadline = time.monotonic() + PATIENCE
        while "both are up" not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        marks = [json.loads(mark.read_text()) for mark in (self.sessions / "marks").glob("*.json")]
        assert {"postgres", "kafka"} == {mark["name"] for mark in marks}
        return [psutil.Process(mark["process"]["pid"]) for mark in marks]


@pytest.fixture
def root(session_folder: Path) -> Iterator[Path]:
    folder = session_folder / "nested"
    folder.mkdir()
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def _running(processes: list[psutil.Process]) -> list[str]:
    return [one.name() for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_session_ends_its_servers_and_throws_their_data_away(root: Path, number: signal.Signals) -> None:
    session = Session(root, LONG, "long")
    servers = session.wait_until_up()
    session.process.send_signal(number)
    session.process.wait(PATIENCE)
    assert [] == _running(servers)
    assert ["marks"] == [path.name for path in session.sessions.iterdir()]


def test_the_servers_of_a_killed_session_are_ended_by_the_next_one(root: Path) -> None:
    first = Session(root, LONG, "long")
    servers = first.wait_until_up()
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait(PATIENCE)
    assert len(_running(servers)) == 2

    second = Session(root, LONG, "again")
    second.wait_until_up()
    assert [] == _running(servers)
    assert {"marks", str(second.process.pid)} == {path.name for path in second.sessions.iterdir()}
    second.process.send_signal(signal.SIGINT)
    second.process.wait(PATIENCE)


def test_unit_tests_start_nothing(root: Path) -> None:
    session = Session(root, UNIT, "unit")
    assert session.process.wait(PATIENCE) == 0
    assert not (root / ".local").exists()
