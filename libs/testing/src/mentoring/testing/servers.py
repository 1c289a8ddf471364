"""The servers that a test session shares: embedded ones, or containers with TEST_PARTS=containers."""

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from mentoring.testing.databases import Server

EMBEDDED, CONTAINERS = "embedded", "containers"


class Servers(Protocol):
    """Both start at the first use and are ended by `close`."""

    def postgres(self) -> Server:
        """A running PostgreSQL."""
        ...

    def kafka(self) -> str:
        """The address of a running broker, host:port."""
        ...

    def close(self) -> None:
        """Ends what was started."""
        ...


class EmbeddedServers:
    """The parts of the local run, with their data in a folder that the session throws away."""

    def __init__(self, folder: Path) -> None:
        from mentoring.local.parts.marks import Marks

        self._folder = folder
        self._marks = Marks(folder.parent / "marks")
        self._stack = ExitStack()
        self._postgres: Server | None = None
        self._kafka: str | None = None

    def postgres(self) -> Server:
        """Starts at the first call; without the writes that only a crash of the machine needs."""
        if self._postgres is None:
            from mentoring.local.parts import Postgres

            part = Postgres(self._folder / "postgres", durable=False, marks=self._marks)
            self._postgres = self._stack.enter_context(part)
        return self._postgres

    def kafka(self) -> str:
        """Starts at the first call, unless TEST_KAFKA names a broker that is there already."""
        if self._kafka is None:
            from mentoring.local.parts import Kafka

            given = os.environ.get("TEST_KAFKA")
            part = Kafka(self._folder / "kafka", marks=self._marks)
            self._kafka = given or self._stack.enter_context(part).address
        return self._kafka

    def close(self) -> None:
        """Ends both."""
        self._stack.close()


def end_leftovers(sessions: Path) -> None:
    """Ends the servers of test sessions that were killed, and throws away their data."""
    from psutil import pid_exists

    from mentoring.local.parts.marks import Marks

    Marks(sessions / "marks").end_leftovers(grace=1)
    for folder in sessions.glob("[0-9]*"):
        if not pid_exists(int(folder.name)):
            shutil.rmtree(folder, ignore_errors=True)


def choose(folder: Path) -> Servers:
    """What the environment variable TEST_PARTS asks for; embedded when it is not set."""
    wanted = os.environ.get("TEST_PARTS", EMBEDDED)
    if wanted == EMBEDDED:
        return EmbeddedServers(folder)
    if wanted == CONTAINERS:
        from mentoring.testing.containers import ContainerServers

        return ContainerServers()
    raise ValueError(f"TEST_PARTS must be {EMBEDDED} or {CONTAINERS}, not {wanted!r}")
