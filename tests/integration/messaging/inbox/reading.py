"""A small service that reads: one projection, one reaction; what goes wrong is asked for in a table."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from mentoring.contracts.profile import (
    PersonJoined,
    PersonLeft,
    PersonMoved,
    PersonRehired,
    PersonReturned,
    PersonState,
)
from mentoring.kernel import Announceable, Refused, Work
from mentoring.messaging import Facts, Told
from mentoring.postgres import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
SLOW = "slow"


class NotNow(Refused):
    """{person} is refused."""

    code = "not-now"


@dataclass
class ReadingWork:
    """A unit of work with the tables of these tests."""

    connection: Connection
    work: Work

    def announce(self, fact: Announceable) -> None:
        self.work.announce(fact)

    def now(self) -> datetime:
        return self.work.now()

    def new_id(self) -> UUID:
        return self.work.new_id()

    async def note(self, person: UUID, what: str, event_id: str) -> None:
        await self.connection.execute(
            "INSERT INTO effects (person, what, event_id) VALUES ($1, $2, $3)", person, what, event_id
        )

    async def fail_as_asked(self, person: UUID) -> None:
        kind = await self.connection.fetchval("SELECT kind FROM faults WHERE person = $1 AND times > 0", person)
        if kind == "refusal":
            raise NotNow(person=person)
        if kind == "defect":
            raise RuntimeError(f"{person} cannot be handled")
        if kind == "data":
            await self.connection.execute("SELECT 1 / 0")
        if kind == SLOW:
            await asyncio.sleep(12)


def make_facts(forget_after: timedelta | None = timedelta(days=30)) -> Facts:
    """What the service reads; a fresh declaration for each test."""
    facts = Facts("matching")
    people = facts.projection("matching.people", PersonState)
    events = facts.reaction("matching.people-events", "profile.people", forget_after=forget_after)

    @people.keep
    async def keep(states: Sequence[PersonState], work: ReadingWork) -> None:
        for state in states:
            await work.fail_as_asked(state.person)
        await work.connection.executemany(
            "INSERT INTO kept VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET name = excluded.name",
            [(state.person, state.name) for state in states],
        )

    @people.forget
    async def forget(gone: Sequence[UUID], work: ReadingWork) -> None:
        await work.connection.execute("DELETE FROM kept WHERE person = ANY($1::uuid[])", gone)

    @events(PersonLeft)
    async def left(fact: PersonLeft, told: Told, work: ReadingWork) -> None:
        await work.note(fact.person, "left", told.id)
        await work.fail_as_asked(fact.person)

    @events(PersonJoined)
    async def joined(fact: PersonJoined, told: Told, work: ReadingWork) -> None:
        await work.note(fact.person, "joined", told.id)
        await work.fail_as_asked(fact.person)

    @events(PersonRehired)
    async def rehired(fact: PersonRehired, work: ReadingWork) -> None:
        work.announce(PersonReturned(person=fact.person))

    assert PersonMoved.topic == events.topic  # of the topic, without a function: skipped
    return facts
