import pytest

from tests.unit.profile.house import Hr, MemoryHouse
from tests.unit.profile.import_suite import ImportSuite


@pytest.fixture
def hr() -> Hr:
    return Hr(MemoryHouse())


class TestImportsInMemory(ImportSuite):
    """The suite over memory."""
