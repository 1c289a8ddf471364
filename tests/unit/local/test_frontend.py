"""What pages serve is copied beside them under names that change with the content."""

import json
from pathlib import Path

import pytest

from mentoring.local import frontend
from mentoring.local.failed import PartFailed


@pytest.fixture
def member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(frontend, "install", lambda folder: folder)
    (tmp_path / "node_modules" / "thing").mkdir(parents=True)
    (tmp_path / "node_modules" / "thing" / "thing.min.js").write_text("one")
    (tmp_path / "package.json").write_text(json.dumps({"served": ["node_modules/thing/thing.min.js"]}))
    return tmp_path


def _manifest(member: Path) -> dict[str, str]:
    vendor = member / "src" / "mentoring/portal" / "static" / "vendor"
    named: dict[str, str] = json.loads((vendor / "manifest.json").read_text())
    assert {*named.values(), "manifest.json"} == {path.name for path in vendor.iterdir()}
    return named


def test_a_copy_has_its_contents_hash_in_its_name_and_the_manifest_knows_it(member: Path) -> None:
    (copy,) = frontend.bring(member)
    assert copy.read_text() == "one"
    assert {"thing.min.js": copy.name} == _manifest(member)
    assert copy.name.startswith("thing.min.")


def test_a_new_version_replaces_the_old_copy(member: Path) -> None:
    (before,) = frontend.bring(member)
    (member / "node_modules" / "thing" / "thing.min.js").write_text("two")
    (after,) = frontend.bring(member)
    assert before.name != after.name
    assert [after.name] == list(_manifest(member).values())


def test_a_file_that_no_package_brought_is_named(member: Path) -> None:
    (member / "package.json").write_text(json.dumps({"served": ["node_modules/gone.js"]}))
    with pytest.raises(PartFailed, match=r"serves node_modules/gone\.js"):
        frontend.bring(member)
