"""Forgetting what no redelivery can ask for any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from mentoring.contracts.topics import EVENTS_KEPT
from mentoring.messaging import dead_letters
from mentoring.messaging.inbox.marks import sql
from mentoring.messaging.unit import Units

KEPT: Final = EVENTS_KEPT + timedelta(days=15)
"""Marks outlive the topics: a broker drops whole segments, so records stay for some days beyond their retention."""
_AT_ONCE: Final = 5000


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was forgotten."""

    marks: int
    letters: int


async def purge(units: Units[Any], *, before: datetime) -> Purged:
    """Forget marks made and letters closed ``before``, in small transactions.

    What is dead or parked stays until it is decided, and versions stay for good: nothing rises from the dead.
    """
    marks = letters = 0
    while True:
        async with units.open() as unit:
            some = await sql().purge(unit.connection, before=before, most=_AT_ONCE)
            more = await dead_letters.purge(unit.connection, before=before, most=_AT_ONCE)
        marks, letters = marks + some, letters + more
        if max(some, more) < _AT_ONCE:
            return Purged(marks, letters)
