"""`make clean` says what it would delete, asks, and never touches a run that is going on."""

from pathlib import Path

import pytest

from mentoring.local.clean import clean
from mentoring.local.run.lock import only_run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (".local/postgres", "build", ".venv/bin", "src"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / ".local/postgres/data").write_bytes(b"x" * 3_000_000)
    return tmp_path


def test_it_says_what_would_go_and_a_no_keeps_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []

    def no(question: str) -> str:
        asked.append(question)
        return "n"

    assert clean(root, everything=False, ask=no) == "Nothing was deleted."
    said = capsys.readouterr().out
    assert "3.0 MB  databases, Kafka's data, mails and logs" in said
    assert "build" in said
    assert ".venv" not in said
    assert ["Delete all this? [y/N] "] == asked
    assert (root / ".local/postgres/data").exists()


def test_where_nobody_can_be_asked_nothing_is_deleted(root: Path) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    assert "make clean YES=1" in clean(root, everything=False, ask=nobody)
    assert (root / ".local/postgres/data").exists()


def test_a_yes_deletes_what_was_named_and_nothing_else(root: Path) -> None:
    assert clean(root, everything=False, ask=lambda _: "y").startswith("Deleted")
    assert {".venv", "src"} == {path.name for path in root.iterdir()}


def test_the_environment_goes_only_when_all_is_asked_for(root: Path) -> None:
    assert clean(root, everything=True, ask=None).startswith("Deleted")
    assert ["src"] == [path.name for path in root.iterdir()]
    assert clean(root, everything=True, ask=None) == "There is nothing to delete."


def test_a_run_that_is_going_on_is_left_alone(root: Path) -> None:
    with only_run(root / ".local" / "run.lock"):
        assert "stop it first" in clean(root, everything=True, ask=None)
    assert (root / ".local/postgres/data").exists()
