"""The pinned jars: nothing but what was pinned is ever run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mentoring.local.parts import PartFailed
from mentoring.local.parts.jars import ROOTS, Jar, classpath, pinned

GOOD = b"the true bytes"


def _serving(content: bytes, seen: list[str] | None = None) -> Callable[[str, Path], Path]:
    def fetch(coordinate: str, into: Path) -> Path:
        if seen is not None:
            seen.append(coordinate)
        path = into / "some.jar"
        path.write_bytes(content)
        return path

    return fetch


@pytest.fixture
def jar(tmp_path: Path) -> Jar:
    true = tmp_path / "true"
    true.write_bytes(GOOD)
    return Jar.of("org.example:thing:1.0", true)


def test_every_root_and_all_it_needs_is_pinned_with_a_sha256() -> None:
    jars = pinned()
    assert set(ROOTS) <= {jar.coordinate for jar in jars}
    assert len(jars) == len({jar.filename for jar in jars}) == 45
    assert all(len(jar.sha256) == 64 for jar in jars)


def test_a_jar_that_was_verified_is_not_fetched_again(jar: Jar, tmp_path: Path) -> None:
    seen: list[str] = []
    paths = [classpath([jar], folder=tmp_path / "cache", fetch=_serving(GOOD, seen)) for _ in range(2)]
    assert [GOOD, GOOD] == [path.read_bytes() for (path,) in paths]
    assert seen == ["org.example:thing:1.0"]


def test_a_jar_with_other_bytes_is_refused_and_not_kept(jar: Jar, tmp_path: Path) -> None:
    with pytest.raises(PartFailed, match="not the file that was pinned"):
        classpath([jar], folder=tmp_path / "cache", fetch=_serving(b"evil bytes"))
    assert [] == list((tmp_path / "cache").iterdir())


def test_a_jar_that_was_changed_in_the_cache_is_fetched_anew(jar: Jar, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (path,) = classpath([jar], folder=cache, fetch=_serving(GOOD))
    path.write_bytes(b"changed later")

    (path,) = classpath([jar], folder=cache, fetch=_serving(GOOD))
    assert path.read_bytes() == GOOD


def test_where_jars_cannot_be_had_the_words_say_how_to_give_a_broker(jar: Jar, tmp_path: Path) -> None:
    def offline(coordinate: str, into: Path) -> Path:
        raise ConnectionError(f"no way to {coordinate} for {into.name}")

    with pytest.raises(PartFailed, match="make run KAFKA=host:9092"):
        classpath([jar], folder=tmp_path / "cache", fetch=offline)


def test_a_broken_download_is_tried_again(jar: Jar, tmp_path: Path) -> None:
    tries: list[str] = []

    def shaky(coordinate: str, into: Path) -> Path:
        tries.append(coordinate)
        if len(tries) < 3:
            raise ConnectionError("broken")
        return _serving(GOOD)(coordinate, into)

    assert len(classpath([jar], folder=tmp_path / "cache", fetch=shaky)) == 1
