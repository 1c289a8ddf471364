"""What the import linter cannot say: allow lists, names of files, the same rooms in every service."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.contracts.topics import SERVICES

ROOT = Path(__file__).parents[2]
NUMERIC = {"numba", "numpy", "ortools", "rustworkx"}
BY_KIND = {"utils", "util", "helpers", "common", "base", "manager", "service", "models", "misc"}


def modules() -> list[Path]:
    sources = [
        *ROOT.glob("contracts/src"),
        *ROOT.glob("libs/*/src"),
        *ROOT.glob("services/*/src"),
        *ROOT.glob("deploy/*/src"),
    ]
    return sorted(path for source in sources for path in source.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def strangers(path: Path, service: str) -> set[str]:
    """What a module of a domain imports beside Python, the kernel, numeric libraries and its own domain."""
    own = f"mentoring.{service}.domain"
    return {
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names | NUMERIC
        and not name.startswith(("mentoring.kernel", own))
    }


@pytest.mark.parametrize("service", SERVICES)
def test_the_domain_imports_python_the_kernel_and_numeric_libraries_only(service: str) -> None:
    domain = ROOT / "services" / service / "src/mentoring" / service / "domain"
    found = {str(path.relative_to(ROOT)): strangers(path, service) for path in domain.rglob("*.py")}
    assert found, f"{service} has no domain"
    assert {} == {path: names for path, names in found.items() if names}


def test_a_stranger_in_a_domain_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("import json\nimport numpy\nimport httpx\nfrom mentoring.kernel import Refused\n")
    assert strangers(planted, "matching") == {"httpx"}


def test_no_file_is_named_by_its_kind() -> None:
    assert [] == [str(path.relative_to(ROOT)) for path in modules() if path.stem in BY_KIND]


def test_no_module_is_too_long_to_live_in() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert {} == {path: lines for path, lines in long.items() if lines > 300}


def test_the_clock_of_the_business_is_never_read_in_use_cases_or_domain() -> None:
    for path in modules():
        if {"usecases", "domain"} & set(path.parts):
            text = path.read_text()
            assert "datetime.now(" not in text, path
            assert "time.time(" not in text, path
