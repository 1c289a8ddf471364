"""A run takes the usual ports, and says which of them it had to replace."""

import socket
from collections.abc import Iterator

import pytest

from mentoring.local.parts.ports import LOOPBACK, free_port
from mentoring.local.run import addresses
from mentoring.local.run.addresses import WANTED, Addresses


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Usual ports that nobody else uses while the tests run."""
    chosen: dict[str, int] = {}
    for name in WANTED:
        chosen[name] = free_port(spoken_for=chosen.values())
    monkeypatch.setattr(addresses, "WANTED", chosen)
    return chosen


@pytest.fixture
def taken(wanted: dict[str, int]) -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind((LOOPBACK, wanted["portal"]))
        holder.listen()
        yield wanted["portal"]


def test_the_usual_ports_are_taken_when_they_are_free(wanted: dict[str, int]) -> None:
    chosen = Addresses.choose(wanted)
    assert wanted == chosen.ports
    assert {} == chosen.replaced
    assert chosen.url("portal") == f"http://127.0.0.1:{wanted['portal']}"


def test_a_taken_port_is_replaced_and_named(wanted: dict[str, int], taken: int) -> None:
    chosen = Addresses.choose(wanted)
    assert {"portal": (taken, chosen.ports["portal"])} == chosen.replaced
    assert len(set(chosen.ports.values())) == len(wanted)


def test_no_part_is_given_the_usual_port_of_another(wanted: dict[str, int], taken: int) -> None:
    assert Addresses.choose(wanted).ports["portal"] not in wanted.values()
    assert taken
