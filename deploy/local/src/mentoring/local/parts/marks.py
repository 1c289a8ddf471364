"""Marks of running processes, so that what a killed run left behind is found and ended."""

import contextlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import psutil

# The start time is computed from the boot time, which a clock correction may move a little.
_SAME_START_SECONDS = 2.0


@dataclass(frozen=True)
class Identity:
    """A process that cannot be mistaken for a later one with the same id."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> Self:
        """The identity of a running process; raises psutil.NoSuchProcess when there is none."""
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """The process itself, or nothing when it ended, even if its id was given to another."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < _SAME_START_SECONDS
            ended = process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return None
        return process if same and not ended else None


@dataclass(frozen=True)
class Mark:
    """A process that runs for an owner; when the owner is gone, it is a leftover."""

    name: str
    process: Identity
    owner: Identity
    path: Path

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises FileNotFoundError when the mark was removed meanwhile."""
        said = json.loads(path.read_text())
        return cls(said["name"], Identity(**said["process"]), Identity(**said["owner"]), path)


class Marks:
    """One file per running process in a folder: who it is and who started it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.closed = False
        """Set when a run stops: no process starts any more."""

    def put(self, name: str, pid: int) -> None:
        """Writes the mark before anything else may go wrong, in one rename."""
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = {"name": name, "process": asdict(Identity.of(pid)), "owner": asdict(Identity.of(os.getpid()))}
        path = self.folder / f"{name}-{pid}.json"
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(mark))
        draft.replace(path)

    def remove(self, name: str, pid: int) -> None:
        """The process has ended: its mark goes."""
        (self.folder / f"{name}-{pid}.json").unlink(missing_ok=True)

    def owners(self) -> list[psutil.Process]:
        """Other living processes that have started something here: a run that is still going on."""
        found = [owner.find() for owner in {mark.owner for mark in self._marks()} if owner.pid != os.getpid()]
        return [process for process in found if process is not None]

    def end_leftovers(self, grace: float = 10.0) -> list[str]:
        """Ends every marked process whose owner is gone; `grace` is in seconds. Answers their names."""
        ended: list[str] = []
        for mark in self._marks():
            if mark.owner.find() is not None:
                continue
            process = mark.process.find()
            if process is not None:
                end_tree(process, grace)
                ended.append(f"{mark.name} (process {process.pid})")
            mark.path.unlink(missing_ok=True)
        return ended

    def _marks(self) -> list[Mark]:
        marks = []
        for path in sorted(self.folder.glob("*.json")):
            with contextlib.suppress(FileNotFoundError):
                marks.append(Mark.read(path))
        return marks


def end_tree(process: psutil.Process, grace: float) -> None:
    """Asks a process and all below it to end, waits up to `grace` seconds, then kills what is left.

    A frozen process cannot hear the request, so it is thawed first.
    """
    tree = _tree_of(process)
    for signal in ("terminate", "resume"):
        for one in tree[:1] if signal == "terminate" else tree:
            with contextlib.suppress(psutil.NoSuchProcess):
                getattr(one, signal)()
    kill_all(wait_for(tree, grace))


def kill_all(processes: list[psutil.Process]) -> None:
    """Kills in the order given, then waits until all have ended."""
    for one in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    wait_for(processes, 30)


def wait_for(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Waits until all have ended, at most so long; answers those that have not.

    It looks and does not reap: whoever has started a process must be the one to learn how it ended. (If another part
    of this program took that away, a killed `npm ci` would look like one that went well.)
    """
    deadline = time.monotonic() + seconds
    while (alive := [one for one in processes if not _has_ended(one)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return alive


def _has_ended(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _tree_of(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
