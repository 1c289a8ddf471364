"""A taken port is replaced by a free one."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from mentoring.local.parts.ports import LOOPBACK, answers, free_port, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind((LOOPBACK, 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_wanted_port_is_given_when_it_is_free() -> None:
    port = free_port()
    assert free_port(port) == port


def test_a_taken_port_is_replaced_by_another_that_is_free(taken: int) -> None:
    assert not is_free(taken)
    assert answers(taken)
    given = free_port(taken)
    assert given != taken
    assert is_free(given)


def test_a_port_that_was_promised_to_another_part_is_not_given_twice() -> None:
    port = free_port()
    assert free_port(port, spoken_for={port}) != port


def test_a_port_that_was_given_to_another_process_is_not_given_again_until_that_ends() -> None:
    chooser = "from mentoring.local.parts.ports import free_port; print(free_port(), flush=True); input()"
    words = [sys.executable, "-c", chooser]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        port = int(other.stdout.readline())
        assert is_free(port), "nobody listens there yet"
        assert free_port(port) != port
        other.kill()
    assert free_port(port) == port
