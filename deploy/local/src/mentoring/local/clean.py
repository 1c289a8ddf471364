"""`make clean`: says what it will delete, asks, deletes. Standard library alone: the environment may be gone."""

import argparse
import fcntl
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

KINDS = {
    ".local": "databases, Kafka's data, mails and logs of the local run",
    "build": "results of benchmarks and builds",
    "dist": "built packages",
    ".mypy_cache": "cache",
    ".ruff_cache": "cache",
    ".pytest_cache": "cache",
    ".hypothesis": "cache",
    "services/portal/node_modules": "packages of the portal's pages",
    "services/portal/src/mentoring/portal/static/vendor": "copies of the files that the pages serve",
    "tests/tools/node_modules": "packages that tests use",
}
ENVIRONMENT = {".venv": "the Python environment"}


def is_running(root: Path) -> bool:
    """True while a local run of this checkout lives: it holds its lock."""
    lock = root / ".local" / "run.lock"
    if not lock.exists():
        return False
    with lock.open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def size_of(path: Path) -> int:
    """Bytes of all files below."""
    return sum(file.lstat().st_size for file in path.rglob("*") if file.is_file() and not file.is_symlink())


def clean(root: Path, *, everything: bool, ask: Callable[[str], str] | None) -> str:
    """What was done, in a sentence; `ask` is None where nobody wants to be asked."""
    if is_running(root):
        return "A local run is going on here: stop it first (Ctrl-C where it was started)."
    kinds = KINDS | (ENVIRONMENT if everything else {})
    there = {name: what for name, what in kinds.items() if (root / name).exists()}
    if not there:
        return "There is nothing to delete."
    for line in _lines(root, there.items()):
        sys.stdout.write(line)
    try:
        sure = ask is None or ask("Delete all this? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return "Nobody is there to be asked, so nothing was deleted: make clean YES=1 deletes without asking."
    if not sure:
        return "Nothing was deleted."
    _end_leftovers(root)
    for name in there:
        shutil.rmtree(root / name)
    return "Deleted. Kafka's jars stay in your user's cache, for the next run of any checkout."


def _lines(root: Path, there: Iterable[tuple[str, str]]) -> Iterable[str]:
    yield f"In {root} this would be deleted:\n"
    for name, what in there:
        yield f"  {name:<52} {size_of(root / name) / 1e6:8.1f} MB  {what}\n"


def _end_leftovers(root: Path) -> None:
    """A killed run may have left servers that would go on writing into deleted folders."""
    try:
        from mentoring.local.parts.marks import Marks
    except ImportError:  # without the environment nothing can be running either
        return
    for folder in (root / ".local" / "marks", root / ".local" / "tests" / "marks"):
        for name in Marks(folder).end_leftovers():
            sys.stdout.write(f"Ended what a killed run had left behind: {name}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Without a terminal to ask on, nothing is deleted unless `--yes` is given."""
    parser = argparse.ArgumentParser(prog="make clean", description=__doc__)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--all", action="store_true", help="the environment too")
    chosen = parser.parse_args(arguments)

    root = Path(__file__).resolve().parents[5]
    said = clean(root, everything=chosen.all, ask=None if chosen.yes else input)
    sys.stdout.write(f"{said}\n")
    return 1 if said.startswith(("Nobody", "A local run")) else 0


if __name__ == "__main__":
    raise SystemExit(main())
