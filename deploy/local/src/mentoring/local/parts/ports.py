"""Ports of this machine's loopback address: the wanted one, or else a free one."""

import errno
import random
import socket
from collections.abc import Collection

LOOPBACK = "127.0.0.1"
# Below the range from which systems take ports for outgoing connections, so that a port
# which was free a moment ago is not taken by a connection before its server starts.
_REPLACEMENTS = range(20_000, 32_000)
_ATTEMPTS = 200


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
    """The wanted port when it is free, or else any free one that is not spoken for."""
    if wanted is not None and wanted not in spoken_for and is_free(wanted):
        return wanted
    for _ in range(_ATTEMPTS):
        port = random.choice(_REPLACEMENTS)  # noqa: S311 - no secret: two runs should merely not meet
        if port not in spoken_for and is_free(port):
            return port
    raise OSError(errno.EADDRINUSE, f"no free port found on {LOOPBACK} in {_ATTEMPTS} attempts")
