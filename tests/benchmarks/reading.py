"""The service that reads in these benchmarks: a reaction that writes a row per event, a projection that keeps copies.

Its handlers do as little as handlers can, so that what is measured is the way to them and back.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from mentoring.contracts.profile import PersonMoved, PersonState
from mentoring.kernel import Announceable, Work
from mentoring.messaging import Facts, Told, Unit, Units
from mentoring.postgres import Connection, Database
from mentoring.telemetry import Context

LINEAGES: Final = ("mentoring.messaging", Path(__file__).parent / "migrations")
NOTE: Final = "INSERT INTO moves (event_id, person, department) VALUES ($1, $2, $3)"
_KEEP: Final = """
INSERT INTO copies (person, name, email, department)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
ON CONFLICT (person) DO UPDATE
SET name = excluded.name, email = excluded.email, department = excluded.department
"""


@dataclass
class ReadingWork:
    """A unit of work, and what it did."""

    connection: Connection
    work: Work
    done: list[str] = field(default_factory=list)
    """Keys of the messages that had their effect in it."""

    def announce(self, fact: Announceable) -> None:
        """Tell a fact."""
        self.work.announce(fact)

    def now(self) -> datetime:
        """The business time."""
        return self.work.now()

    def new_id(self) -> UUID:
        """A new UUIDv7."""
        return self.work.new_id()


def reaction() -> Facts:
    """One row per event, each in a transaction of its own."""
    facts = Facts("matching")
    events = facts.reaction("matching.people-events", "profile.people", forget_after=timedelta(days=30))

    @events(PersonMoved)
    async def note(moved: PersonMoved, told: Told, work: ReadingWork) -> None:
        await work.connection.execute(NOTE, told.id, moved.person, moved.after.department)
        work.done.append(told.key)

    return facts


def projection() -> Facts:
    """A copy per person, a poll at a time."""
    facts = Facts("matching")
    people = facts.projection("matching.people", PersonState)

    @people.keep
    async def keep(states: Sequence[PersonState], work: ReadingWork) -> None:
        columns = zip(*((state.person, state.name, state.email, state.department) for state in states), strict=True)
        await work.connection.execute(_KEEP, *map(list, columns))
        work.done.extend(state.message_key for state in states)

    @people.forget
    async def forget(gone: Sequence[UUID], work: ReadingWork) -> None:
        await work.connection.execute("DELETE FROM copies WHERE person = ANY($1::uuid[])", gone)

    return facts


class NotingUnits(Units[ReadingWork]):
    """Units that say what they did, once it is committed and not before."""

    def __init__(self, database: Database, committed: Callable[[Sequence[str]], None]) -> None:
        super().__init__(database, ReadingWork, lambda: datetime.now(UTC))
        self._committed = committed

    @asynccontextmanager
    async def open(self, *, context: Context | None = None) -> AsyncIterator[Unit[ReadingWork]]:
        """The same transaction."""
        async with super().open(context=context) as unit:
            yield unit
        if unit.work.done:
            self._committed(unit.work.done)
