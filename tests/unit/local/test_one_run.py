"""One run per checkout; the lock is free as soon as its holder has ended, however it ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from mentoring.local.failed import PartFailed
from mentoring.local.run.lock import only_run, tell

HOLDER = """
import sys, time
from pathlib import Path
from mentoring.local.run.lock import only_run, tell
with only_run(Path(sys.argv[1])) as lock:
    tell(lock, {"pid": 4711, "portal": "http://127.0.0.1:8000"})
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_told_of_the_first_and_where_its_portal_is(tmp_path: Path) -> None:
    path = tmp_path / "run.lock"
    with only_run(path) as lock:
        tell(lock, {"pid": 4711, "portal": "http://127.0.0.1:8000"})
        with pytest.raises(PartFailed, match=r"process 4711\); its portal is http://127\.0\.0\.1:8000"), only_run(path):
            pass


def test_a_killed_run_leaves_the_lock_free(tmp_path: Path) -> None:
    path = tmp_path / "run.lock"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(PartFailed, match="going on already"), only_run(path):
            pass
        holder.kill()
    with only_run(path):
        pass


def test_two_checkouts_run_side_by_side(tmp_path: Path) -> None:
    with only_run(tmp_path / "one" / "run.lock"), only_run(tmp_path / "two" / "run.lock"):
        pass
