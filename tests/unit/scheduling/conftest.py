"""A unit of work in memory, on a Monday at nine in the morning UTC (ten in Berlin)."""

import pytest

from tests.unit.scheduling.builders import ANA, BEN, RULES, a_mentorship, a_person
from tests.unit.scheduling.memory import Memory, MemoryWork


@pytest.fixture
def work() -> MemoryWork:
    return MemoryWork(Memory(), RULES)


@pytest.fixture
async def pair(work: MemoryWork) -> MemoryWork:
    """Ana and Ben, both in Berlin, are known and have a mentorship without a cadence."""
    await work.people.keep([a_person(ANA), a_person(BEN)])
    await work.mentorships.add(a_mentorship(cadence=None))
    return work
