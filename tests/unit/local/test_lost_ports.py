"""A port that another program takes between its choice and our server's start costs a second start, not the run."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.local.checkout import Checkout
from mentoring.local.failed import PartFailed, PortLost
from mentoring.local.parts import Process
from mentoring.local.parts.marks import Marks
from mentoring.local.parts.ports import LOOPBACK, free_port
from mentoring.local.run import services, session
from mentoring.local.run.addresses import WANTED, Addresses
from mentoring.local.run.suite import Suite
from mentoring.local.run.telling import Telling
from mentoring.local.run.watch import Watched


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    ports: dict[str, int] = {}
    for name in WANTED:
        ports[name] = free_port(spoken_for=ports.values())
    suite = Suite(Checkout(tmp_path, tmp_path), Addresses(ports), Marks(tmp_path / "marks"))
    ended = Process("matching", ["true"], log=tmp_path / "log")
    ended.start()
    ended.stop()
    suite.watched.append(Watched(ended, ended.start))
    return suite


@pytest.fixture
def stranger(suite: Suite) -> Iterator[None]:
    with socket.socket() as holder:
        holder.bind((LOOPBACK, suite.addresses.ports["matching"]))
        holder.listen()
        yield


@pytest.mark.usefixtures("stranger")
def test_a_part_that_ended_while_a_stranger_listens_on_its_port_has_lost_it(suite: Suite) -> None:
    assert f"Port {suite.addresses.ports['matching']}, meant for matching" in str(suite.lost_port())


def test_a_part_that_ended_for_a_reason_of_its_own_has_lost_no_port(suite: Suite) -> None:
    assert suite.lost_port() is None


@pytest.fixture
def signals() -> Iterator[None]:
    """A run takes the signals; the tests' own way to end must come back after it."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize(("losses", "code"), [(0, 0), (2, 0), (9, 1)])
async def test_a_run_that_loses_a_port_starts_again_a_few_times(
    losses: int, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[Suite] = []

    async def until_asked_to_stop(suite: Suite, *_: object) -> int:
        await asyncio.sleep(0)
        tried.append(suite)
        if len(tried) <= losses:
            raise PortLost("Port 1 was taken")
        return 0

    monkeypatch.setattr(session, "_until_asked_to_stop", until_asked_to_stop)
    monkeypatch.setattr(services, "require", lambda: None)
    checkout = Checkout(tmp_path, tmp_path / ".local")
    assert code == await session.run(checkout, session.Wishes(), Telling())
    assert len(tried) == min(losses + 1, 3)
    said = capsys.readouterr().out
    assert ("starting again with other ports" in said) is (losses > 0)
    assert ("again and again" in said) is (code == 1)
    assert issubclass(PortLost, PartFailed)
