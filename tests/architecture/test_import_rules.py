"""Each import rule holds, and each was seen red: a violation is planted in a copy of the tree and must be found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Import-linter over a copy: without the checkout's own paths, or the copy would be merged with the original.
LINT = """
import os, sys
sys.path = [sys.argv[1]] + [path for path in sys.path if not path.startswith(sys.argv[2]) or "site-packages" in path]
from importlinter.cli import lint_imports
sys.exit(lint_imports(config_filename=".importlinter", limit_to_contracts=tuple(sys.argv[3:]), no_cache=True))
"""


def lint(tree: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, str(tree), str(ROOT), *contracts]
    quiet = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False, env=quiet, timeout=120)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All members merged into one namespace, as Python sees them."""
    copy = tmp_path_factory.mktemp("tree")
    for source in [*ROOT.glob("contracts/src"), *ROOT.glob("*/*/src")]:
        shutil.copytree(source, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


def test_the_tree_keeps_every_import_rule(tree: Path) -> None:
    judged = lint(tree)
    assert judged.returncode == 0, judged.stdout
    assert "0 broken" in judged.stdout


@pytest.mark.parametrize(
    ("contract", "where", "planted"),
    [
        ("rooms", "matching/domain/planted.py", "import mentoring.matching.usecases"),
        ("rooms", "profile/helpers.py", "pass"),
        ("config", "matching/usecases/planted.py", "import mentoring.matching.config"),
        ("strangers", "matching/usecases/planted.py", "import mentoring.profile.domain"),
        ("strangers", "kernel/planted.py", "import mentoring.runtime"),
        ("strangers", "postgres/planted.py", "import mentoring.contracts"),
        ("domain", "matching/domain/planted.py", "import pydantic"),
        ("domain", "profile/domain/planted.py", "import mentoring.contracts"),
        ("engine", "matching/domain/engine/planted.py", "import mentoring.matching.domain.person"),
        ("usecases", "scheduling/usecases/planted.py", "import asyncpg"),
        ("usecases", "portal/ports.py", "import structlog"),
        ("adapters", "notification/adapters/planted.py", "import mentoring.messaging"),
        ("entrypoints", "portal/entrypoints/planted.py", "import mentoring.postgres"),
        ("contracts", "contracts/planted.py", "import structlog"),
        ("contracts", "contracts/planted.py", "import mentoring.kernel"),
        ("cycles", "matching/domain/planted.py", "import mentoring.matching.domain.planted_too"),
    ],
)
def test_a_planted_violation_is_found(tree: Path, contract: str, where: str, planted: str) -> None:
    file = tree / "mentoring" / where
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n{planted}\n")
    second = file.with_name("planted_too.py")
    if contract == "cycles":
        second.write_text("import mentoring.matching.domain.planted\n")
    try:
        judged = lint(tree, contract)
    finally:
        second.unlink(missing_ok=True)
        file.unlink() if before is None else file.write_text(before)
    assert judged.returncode == 1, judged.stdout
    assert "planted" in judged.stdout or "helpers" in judged.stdout or "ports" in judged.stdout, judged.stdout
