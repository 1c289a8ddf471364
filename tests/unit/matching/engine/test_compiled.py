"""What is compiled is kept where no other version of the sources finds it."""

from pathlib import Path

from mentoring.matching.domain.engine.compiled import _kept_in


def a_source(folder: Path, text: str) -> Path:
    (folder / "loops.py").write_text(f"@compiled\n{text}\n")
    _kept_in.cache_clear()
    return folder


def test_other_sources_have_another_folder_and_the_same_ones_the_same(tmp_path: Path) -> None:
    first = _kept_in(a_source(tmp_path, "one"), "")
    other = _kept_in(a_source(tmp_path, "two"), "")
    again = _kept_in(a_source(tmp_path, "one"), "")
    assert first == again != other
    assert Path(first).parent == tmp_path / "__pycache__"


def test_what_is_not_compiled_changes_nothing(tmp_path: Path) -> None:
    first = _kept_in(a_source(tmp_path, "one"), "")
    (tmp_path / "beside.py").write_text("names = 1\n")
    assert _kept_in(a_source(tmp_path, "one"), "") == first


def test_the_operators_folder_is_used_where_one_is_named(tmp_path: Path) -> None:
    kept = _kept_in(a_source(tmp_path, "one"), str(tmp_path / "named"))
    assert Path(kept).parent == tmp_path / "named"


def test_where_nothing_may_be_written_numba_looks_for_itself(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("no folder")
    assert _kept_in(a_source(tmp_path, "one"), "") == ""
