"""Ports of this machine's loopback address: the wanted one, or else a free one, promised to nobody else."""

import errno
import fcntl
import os
import random
import socket
import tempfile
from collections.abc import Collection
from pathlib import Path

LOOPBACK = "127.0.0.1"
# Below the range from which systems take ports for outgoing connections, so that a port
# which was free a moment ago is not taken by a connection before its server starts.
_REPLACEMENTS = range(20_000, 32_000)
_ATTEMPTS = 200
_promised: dict[int, int] = {}
"""Ports that this process has given out, each with the descriptor of its locked file: open until the process ends."""


def is_free(port: int) -> bool:
    """True when a server could listen on this port of the loopback address now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connection still lingers counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as fault:
            if fault.errno in {errno.EADDRINUSE, errno.EACCES}:
                return False
            raise
    return True


def answers(port: int, host: str = LOOPBACK) -> bool:
    """True when something accepts connections on this port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            return probe.connect_ex((host, port)) == 0
        except OSError:  # a name that nobody knows
            return False


def free_port(wanted: int | None = None, *, spoken_for: Collection[int] = ()) -> int:
    """The wanted port when it is free, or else any free one that is not spoken for.

    Between the choice and the server's start lie seconds. Until this process ends, no other run or test of the same
    user is given the port; a lock that the system frees keeps the promise.
    """
    if wanted is not None and wanted not in spoken_for and is_free(wanted) and _promise(wanted):
        return wanted
    for _ in range(_ATTEMPTS):
        port = random.choice(_REPLACEMENTS)  # noqa: S311 - no secret: two runs should merely not meet
        if port not in spoken_for and port not in _promised and is_free(port) and _promise(port):
            return port
    raise OSError(errno.EADDRINUSE, f"no free port found on {LOOPBACK} in {_ATTEMPTS} attempts")


def _promise(port: int) -> bool:
    """False when another process was promised this port."""
    if port in _promised:
        return True
    folder = Path(tempfile.gettempdir()) / f"mentoring-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = os.open(folder / str(port), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return False
    _promised[port] = lock
    return True
