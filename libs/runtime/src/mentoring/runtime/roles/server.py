"""The HTTP server of a role: uvicorn, started and stopped by us, with our logs and our signals."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from mentoring.runtime.running import Running
from mentoring.runtime.settings import Settings
from mentoring.telemetry import get_logger

log = get_logger(__name__)


class AddressTaken(Exception):  # noqa: N818 - says what the operator has to mend
    """Nobody can listen on the address that the settings name."""


class Server(uvicorn.Server):
    """uvicorn without its own handling of signals: one process may run several roles."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the one who started us."""
        yield


def listen(settings: Settings) -> socket.socket:
    """The socket to serve on.

    Raises:
        AddressTaken: it cannot be had; the text names it.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        sock = socket.create_server((settings.host, settings.http_port), family=family, backlog=2048)
    except OSError as error:
        raise AddressTaken(f"cannot listen on {settings.host} port {settings.http_port}: {error.strerror}") from error
    # Connections inherit it. asyncio would set it itself, but not on sockets that were made without naming TCP; without
    # it an answer in two packets waits 40 ms for the reader's acknowledgement of the first.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


async def serve(app: ASGIApp, running: Running, sock: socket.socket) -> None:
    """Serve until the service stops; requests at hand are answered first, new ones are not taken."""
    settings = running.settings
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=max(1, int(settings.stop_within.total_seconds())),
    )
    server = Server(config)
    host, port = sock.getsockname()[:2]
    log.info("listening", host=host, port=port)

    async def stop() -> None:
        await running.stopping.wait()
        server.should_exit = True

    waiting = asyncio.create_task(stop())
    try:
        await server.serve(sockets=[sock])
    finally:
        waiting.cancel()
