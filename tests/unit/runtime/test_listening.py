"""The socket that a role listens on."""

import socket

from mentoring.runtime import Settings
from mentoring.runtime.roles.server import listen


def test_an_answer_does_not_wait_for_the_readers_acknowledgement() -> None:
    settings = Settings(
        environment="local",
        database_url="postgresql://role:secret@127.0.0.1:1/database",
        kafka="127.0.0.1:1",
        issuer="http://127.0.0.1:1",
        audience="mentoring",
        http_port=0,
    )
    with listen(settings) as sock, socket.create_connection(sock.getsockname()):
        served, _ = sock.accept()
        with served:
            assert served.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
