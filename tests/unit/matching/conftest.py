"""A unit of work of matching without a database."""

import pytest

from tests.unit.matching.memory.work import MemoryWork


@pytest.fixture
def work() -> MemoryWork:
    return MemoryWork()
