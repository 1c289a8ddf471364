"""The judge from npm that reads AsyncAPI documents."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def node_tool(node: Path, tools: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run one of the scripts of ``tests/tools`` with Node."""

    def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(node), str(tools / script), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    return run
