"""A unit of work in memory."""

import pytest

from tests.unit.profile.memory import MemoryWork


@pytest.fixture
def work() -> MemoryWork:
    return MemoryWork()
