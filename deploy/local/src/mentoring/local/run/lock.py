"""One run per checkout: a lock that the system frees when its holder ends, however it ends."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from mentoring.local.failed import PartFailed


@contextmanager
def only_run(path: Path) -> Iterator[IO[str]]:
    """Holds the lock; what is written into the file tells others about this run.

    Raises PartFailed when a run is going on already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PartFailed(_words(path)) from None
        tell(lock, {"pid": os.getpid()})
        try:
            yield lock
        finally:
            lock.truncate(0)


def tell(lock: IO[str], facts: dict[str, Any]) -> None:
    """Writes facts about the run for others to read."""
    lock.seek(0)
    lock.truncate(0)
    lock.write(json.dumps(facts))
    lock.flush()


def _words(path: Path) -> str:
    try:
        said = json.loads(path.read_text())
    except ValueError:
        said = {}
    where = f"; its portal is {said['portal']}" if "portal" in said else ""
    return f"A run of this checkout is going on already (process {said.get('pid', 'unknown')}){where}."
