"""The jars of Apache Kafka: named by coordinate, pinned by SHA-256, kept in the user's cache."""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

import platformdirs

from mentoring.local.failed import PartFailed

ROOTS = (
    "org.apache.kafka:kafka_2.13:4.4.0",
    "org.slf4j:slf4j-simple:1.7.36",
    # All that StorageTool needs of kafka-tools, which is not published for 4.4.0.
    "net.sourceforge.argparse4j:argparse4j:0.7.0",
)
LOCK = "jars.lock"
_THREADS = 8
_ATTEMPTS = 3
_A_DAY = 86_400.0
_MEND = (
    "Kafka's jars come from the public Maven repository. Without it, start a broker elsewhere and say where it is:\n"
    "    make run KAFKA=host:9092        (or: mentoring-local run --kafka host:9092)"
)


@dataclass(frozen=True)
class Jar:
    """One jar: its coordinate `group:artifact:version` and the SHA-256 of its bytes."""

    coordinate: str
    sha256: str

    @property
    def filename(self) -> str:
        """Unique among the pinned ones: the artifact's name and version."""
        _, artifact, version = self.coordinate.split(":")
        return f"{artifact}-{version}.jar"

    @classmethod
    def of(cls, coordinate: str, path: Path) -> Self:
        """The jar at a path, with its sum."""
        return cls(coordinate, hashlib.sha256(path.read_bytes()).hexdigest())


def pinned() -> list[Jar]:
    """The committed list."""
    lines = files(__package__).joinpath(LOCK).read_text().splitlines()
    return [Jar(*line.split()) for line in lines if line and not line.startswith("#")]


def cache() -> Path:
    """Where the jars are kept, shared by all checkouts of this user."""
    return platformdirs.user_cache_path("mentoring-suite", appauthor=False) / "kafka"


def are_cached() -> bool:
    """False when something has to be downloaded; says nothing of the bytes."""
    return all((cache() / jar.filename).exists() for jar in pinned())


def fetch(coordinate: str, into: Path) -> Path:
    """Downloads one jar; raises whatever the client raises."""
    from jgo.maven import MavenContext

    path: Path = MavenContext(repo_cache=into, timeout=60).create_dependency(coordinate).artifact.resolve()
    return path


def classpath(
    jars: Iterable[Jar] | None = None, *, folder: Path | None = None, fetch: Callable[[str, Path], Path] = fetch
) -> list[Path]:
    """The paths of all jars, each verified against its pin; what is missing is downloaded first.

    Raises PartFailed when a jar cannot be had or is not the one that was pinned.
    """
    folder = folder or cache()
    folder.mkdir(parents=True, exist_ok=True)
    _forget_cut_off_downloads(folder)
    with ThreadPoolExecutor(_THREADS) as threads:
        return list(threads.map(lambda jar: _obtain(jar, folder, fetch), pinned() if jars is None else jars))


def _forget_cut_off_downloads(folder: Path) -> None:
    for draft in folder.glob(".fetch-*"):
        with contextlib.suppress(FileNotFoundError):
            if draft.stat().st_mtime < time.time() - _A_DAY:
                shutil.rmtree(draft, ignore_errors=True)


def _obtain(jar: Jar, folder: Path, fetch: Callable[[str, Path], Path]) -> Path:
    path = folder / jar.filename
    if path.exists() and Jar.of(jar.coordinate, path) == jar:
        return path
    # Each download has a folder of its own and is moved into place whole, so that neither a broken
    # connection nor a second run at the same time can leave half a jar.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as draft:
        fetched = _fetch_patiently(jar, Path(draft), fetch)
        found = Jar.of(jar.coordinate, fetched)
        if found != jar:
            raise PartFailed(
                f"{jar.coordinate} is not the file that was pinned: its SHA-256 is {found.sha256}, not {jar.sha256}.\n"
                "It was thrown away and nothing was started. Try again; if it stays so, do not trust the source."
            )
        os.replace(fetched, path)  # noqa: PTH105 - over an existing file
    return path


def _fetch_patiently(jar: Jar, draft: Path, fetch: Callable[[str, Path], Path]) -> Path:
    fault: Exception | None = None
    for attempt in range(_ATTEMPTS):
        into = draft / str(attempt)
        into.mkdir()
        try:
            return fetch(jar.coordinate, into)
        except Exception as problem:  # noqa: BLE001 - whatever the client says, the answer is to try again
            fault = problem
    raise PartFailed(f"{jar.coordinate} could not be downloaded: {fault}\n{_MEND}") from fault


def resolve_and_pin() -> list[Jar]:
    """Resolves the roots with all they need and writes the list anew, for `make kafka-jars`."""
    from jgo.maven import MavenContext

    with tempfile.TemporaryDirectory() as draft:
        context = MavenContext(repo_cache=Path(draft), timeout=60)
        roots = [context.create_dependency(root) for root in ROOTS]
        _, nodes = context.resolver.get_dependency_list(roots)
        found = [f"{dep.groupId}:{dep.artifactId}:{dep.version}" for dep in (node.dep for node in nodes)]
        with ThreadPoolExecutor(_THREADS) as threads:
            jars = list(threads.map(lambda name: Jar.of(name, fetch(name, Path(draft))), sorted({*ROOTS, *found})))
    text = "# Made by `make kafka-jars`: coordinate and SHA-256 of every jar that the broker needs.\n"
    text += "".join(f"{jar.coordinate} {jar.sha256}\n" for jar in jars)
    Path(str(files(__package__).joinpath(LOCK))).write_text(text)
    return jars
