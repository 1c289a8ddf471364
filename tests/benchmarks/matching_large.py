"""The same as `matching_whole` with 100,000 mentees and 30,000 mentors: `make bench ONLY=large`, by this name alone."""

from typing import Final

from tests.benchmarks import matching_whole
from tests.benchmarks.company import a_company
from tests.benchmarks.parts import Parts
from tests.benchmarks.rows import Row

NAME: Final = "large.matching.end-to-end"
IDS: Final = tuple(f"{NAME}.{what}" for what in (*matching_whole.TIMED, *matching_whole.FURTHER))
LONGEST: Final = 1200.0
"""Seconds of it all."""


async def measure(parts: Parts, _ids: frozenset[str]) -> list[Row]:
    """Seconds of each phase, megabytes of the solver, milliseconds of those who ask meanwhile."""
    parts.say("making up 130,000 people")
    return await matching_whole.whole(parts, NAME, a_company(100_000, 30_000))
