"""`make run` from the first line to the last: it starts, heals, stops, goes on, and cleans up after a killed run."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import psutil
import pytest

from mentoring.local.parts.ports import LOOPBACK, is_free
from mentoring.local.run import services
from mentoring.local.run.addresses import WANTED

PATIENCE = 240.0
RUNS = "The mentoring suite runs"


class Run:
    """A local run as a user starts it, with data in a folder of its own."""

    def __init__(self, data: Path, name: str, *wishes: str) -> None:
        self.data = data
        self.output = data.parent / f"{name}.txt"
        words = [services.argv("local")[0], "run", "--data", str(data), "--people", "60", *wishes]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_for(self, words: str) -> None:
        self.wait_until(lambda: words in self.said, words)

    def wait_until(self, done: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert self.process.poll() is None, f"it ended before: {what}\n{self.said}"
            assert time.monotonic() < deadline, f"waited in vain for: {what}\n{self.said}"
            time.sleep(0.1)

    def url(self, name: str) -> str:
        found = re.search(rf"^  {name}\s+(http://\S+)", self.said, re.MULTILINE)
        assert found, self.said
        return found[1]

    def processes(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def service(self, name: str) -> psutil.Process:
        (found,) = [one for one in self.processes() if f"mentoring-{name}" in " ".join(one.cmdline())]
        return found

    def ask_to_stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.fixture
def start(session_folder: Path) -> Iterator[Callable[..., Run]]:
    started: list[Run] = []

    def begin(name: str, *wishes: str) -> Run:
        started.append(Run(folder / "data", name, *wishes))
        return started[-1]

    folder = session_folder / f"run-{uuid4().hex[:8]}"
    folder.mkdir()
    yield begin
    for run in started:
        if run.process.poll() is None:
            run.ask_to_stop(signal.SIGTERM)


def _gone(processes: list[psutil.Process]) -> bool:
    return not [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


@pytest.fixture
def portal_port_is_taken() -> Iterator[None]:
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if is_free(WANTED["portal"]):  # or else somebody holds it already
            holder.bind((LOOPBACK, WANTED["portal"]))
            holder.listen()
        yield


@pytest.mark.usefixtures("portal_port_is_taken")
def test_a_run_starts_heals_stops_and_goes_on_and_the_next_one_cleans_up_after_a_killed_one(
    start: Callable[..., Run],
) -> None:
    first = start("first")
    first.wait_for(RUNS)
    assert f"Port {WANTED['portal']} of portal is taken" in first.said
    assert "60 people imported" in first.said
    assert httpx.get(f"{first.url('Portal')}/livez").is_success
    assert httpx.get(f"{first.url('Mails')}/api/v1/messages").is_success

    second = start("second")
    assert second.process.wait(PATIENCE) == 1
    assert f"going on already (process {first.process.pid}); its portal is {first.url('Portal')}" in second.said

    first.service("matching").kill()
    first.wait_for("matching ended with -9")
    first.wait_for("matching runs again")

    children = first.processes()
    assert first.ask_to_stop(signal.SIGINT) == 0
    assert "No process is left" in first.said
    assert _gone(children)
    assert [] == list((first.data / "marks").glob("*.json"))

    third = start("third")
    third.wait_for(RUNS)
    assert "60 people imported" not in third.said, "the data are kept"
    left = third.processes()
    os.kill(third.process.pid, signal.SIGKILL)
    third.process.wait(PATIENCE)
    assert not _gone(left)

    fourth = start("fourth")
    fourth.wait_for("Ended what a killed run had left behind: postgres")
    fourth.wait_for(RUNS)
    assert _gone(left)
    children = fourth.processes()
    assert fourth.ask_to_stop(signal.SIGTERM) == 0
    assert _gone(children)


def test_ctrl_c_while_it_starts_leaves_no_process(start: Callable[..., Run]) -> None:
    run = start("early")
    run.wait_until(lambda: len(run.processes()) > 1, "some processes")
    children = run.processes()
    assert run.ask_to_stop(signal.SIGINT) == 0
    assert _gone(children)
    assert "Traceback" not in run.said


def test_a_run_uses_the_broker_that_it_is_given_and_starts_none(
    start: Callable[..., Run], kafka: str, topic_prefix: str
) -> None:
    run = start("given", "--kafka", kafka, "--topic-prefix", topic_prefix)
    run.wait_for(RUNS)
    assert f"{kafka}, as you asked" in run.said
    assert not [one for one in run.processes() if "java" in one.name()]
    assert httpx.get(f"{run.url('Portal')}/livez").is_success


def test_an_address_where_no_broker_answers_is_said_in_clear_words(session_folder: Path) -> None:
    words = [services.argv("local")[0], "run", "--data", str(session_folder / "no-broker"), "--kafka", "127.0.0.1:9"]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 1
    assert "No broker answers at 127.0.0.1:9" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
