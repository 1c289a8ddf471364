"""A child process with a log, which can be stopped, killed, frozen and thawed."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from mentoring.local.failed import PartFailed
from mentoring.local.parts.marks import Marks, kill_all


class Process:
    """One program with its own session, so that Ctrl-C reaches only whoever started it."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        user: tuple[int, int] | None = None,
        marks: Marks | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        """Nothing starts yet; `user` is (uid, gid) to run as, for programs that refuse to be root."""
        self.name = name
        self.argv = [str(word) for word in argv]
        self.log = log
        self._env = env
        self._cwd = cwd
        self._user = user
        self._marks = marks
        self._stop_signal = stop_signal
        self._child: subprocess.Popen[bytes] | None = None
        self._asked = False

    @property
    def pid(self) -> int:
        """The id of the running process; raises when it was never started."""
        if self._child is None:
            raise PartFailed(f"{self.name} was not started")
        return self._child.pid

    @property
    def running(self) -> bool:
        """True from the start until the process has ended, frozen or not."""
        return self._child is not None and self._child.poll() is None

    @property
    def exit_code(self) -> int | None:
        """What it ended with (a signal as a negative number); nothing while it runs."""
        return None if self._child is None else self._child.poll()

    def start(self) -> None:
        """Starts the program; its output is appended to its log."""
        if self.running:
            raise PartFailed(f"{self.name} is already running as process {self.pid}")
        if self._marks is not None and self._marks.closed:
            raise PartFailed(f"{self.name} is not started: the run is being stopped")
        self._asked = False
        self._unmark()  # of the process before, if that one died by itself
        self.log.parent.mkdir(parents=True, exist_ok=True)
        uid, gid = self._user or (None, None)
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(  # noqa: S603 - the parts' own programs, no shell
                self.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=None if self._env is None else dict(self._env),
                cwd=self._cwd,
                user=uid,
                group=gid,
                extra_groups=None if uid is None else [],
                start_new_session=True,
            )
        if self._marks is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                self._marks.put(self.name, self._child.pid)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float, what: str = "answer") -> None:
        """Waits until `ready` says yes; raises with the log's tail when the process ends or time is up."""
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.running:
                raise PartFailed(f"{self.name} ended with {self.exit_code} before it could {what}\n{self.tail()}")
            if time.monotonic() > deadline:
                raise PartFailed(f"{self.name} did not {what} within {seconds:.0f} s\n{self.tail()}")
            time.sleep(0.05)

    def send(self, number: signal.Signals) -> None:
        """Sends one signal to the process itself, if it runs."""
        if self.running:
            os.kill(self.pid, number)

    def freeze(self) -> None:
        """Stops the process where it stands (SIGSTOP); what it serves hangs."""
        self.send(signal.SIGSTOP)

    def thaw(self) -> None:
        """Lets a frozen process go on (SIGCONT)."""
        self.send(signal.SIGCONT)

    def ask_to_stop(self) -> None:
        """Asks once and does not wait; for several processes that shall end side by side.

        Only once, because many servers take a second request for impatience.
        """
        if not self._asked:
            self._asked = True
            self.send(self._stop_signal)
        self.thaw()

    def stop(self, grace: float = 20.0, *, with_signal: signal.Signals | None = None) -> None:
        """Asks the process to end, waits up to `grace` seconds, then kills it with all below it."""
        if self._child is None:
            return
        if with_signal is not None:
            self.send(with_signal)
            self.thaw()
        else:
            self.ask_to_stop()
        try:
            self._child.wait(grace)
        except subprocess.TimeoutExpired:
            self.kill()
        self._unmark()

    def kill(self) -> None:
        """Ends the process and all below it at once, as `kill -9` does, and waits until they are gone."""
        if self._child is None:
            return
        below: list[psutil.Process] = []
        if self.running:
            with contextlib.suppress(psutil.NoSuchProcess):
                below = psutil.Process(self._child.pid).children(recursive=True)
        # First the head, so that it starts nothing anew; Python itself must be the one that waits for it,
        # or its exit code is lost.
        self._child.kill()
        self._child.wait()
        kill_all(below)
        self._unmark()

    def tail(self, lines: int = 20) -> str:
        """The last lines of the log, indented, for people."""
        try:
            text = self.log.read_bytes()[-64_000:].decode(errors="replace")
        except FileNotFoundError:
            return "    (no log)"
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:]) or "    (the log is empty)"

    def _unmark(self) -> None:
        if self._marks is not None and self._child is not None:
            self._marks.remove(self.name, self._child.pid)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
