"""The suite that journeys run through: started here as `make run` does, or given by JOURNEY_SUITE (containers)."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.journeys.suite import LocalRun, Suite


@pytest.fixture(scope="session")
def suite(session_folder: Path) -> Iterator[Suite]:
    """`JOURNEY_SUITE` names a JSON file {addresses, kafka, company} of a suite that runs already."""
    given = os.environ.get("JOURNEY_SUITE")
    if given:
        said = json.loads(Path(given).read_text())
        yield Suite(said["addresses"], said["kafka"], Path(said["company"]))
        return
    folder = session_folder / f"journey-{uuid4().hex[:8]}"
    folder.mkdir()
    run = LocalRun(folder)
    try:
        yield run.wait()
    finally:
        assert run.stop() == 0
