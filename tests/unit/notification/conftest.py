"""A unit of work of notification, and the people that its tests are about."""

import pytest

from tests.unit.notification.memory import MemoryWork


@pytest.fixture
def work() -> MemoryWork:
    return MemoryWork()
