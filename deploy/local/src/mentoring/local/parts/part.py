"""What every server of the local run can do: start, stop, die, freeze, come back."""

import asyncio
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from mentoring.local.parts.processes import Process


class Part(ABC):
    """A server behind one process. A context manager of both kinds: `with part:` and `async with part:`."""

    process: Process

    @abstractmethod
    def start(self) -> None:
        """Starts and waits until the server truly answers."""

    @abstractmethod
    def stop(self) -> None:
        """Stops cleanly and leaves no process."""

    @property
    def pid(self) -> int:
        """The id of the server's first process."""
        return self.process.pid

    @property
    def running(self) -> bool:
        """True until the process has ended, frozen or not."""
        return self.process.running

    def kill(self) -> None:
        """`kill -9` of the process and all below it."""
        self.process.kill()

    def restart(self) -> None:
        """Stops cleanly, if running, and starts again at the same address."""
        self.stop()
        self.start()

    def freeze(self) -> None:
        """Stops the process where it stands (SIGSTOP): its clients hang."""
        self.process.freeze()

    def thaw(self) -> None:
        """Lets a frozen process go on (SIGCONT)."""
        self.process.thaw()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.stop)
