"""People, their hours, and the programs' names."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from mentoring.postgres import Connection
from mentoring.scheduling.adapters.postgres import rows
from mentoring.scheduling.adapters.postgres.rows import sql
from mentoring.scheduling.domain.hours import Assumed, Stated, Week
from mentoring.scheduling.domain.pair import Person


class PostgresPeople:
    """See `ports.People`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Read."""
        found = await sql.people_of(self._connection, ids=list(ids))
        return {row["id"]: rows.person(row) for row in found}

    async def hold(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Read, locked until the transaction ends."""
        found = await sql.hold_people(self._connection, ids=list(ids))
        return {row["id"]: rows.person(row) for row in found}

    async def keep(self, people: Sequence[Person]) -> None:
        """One statement; sorted, so that two batches never wait for each other."""
        people = sorted(people, key=lambda person: person.id)
        await sql.keep_people(
            self._connection,
            ids=[person.id for person in people],
            employee_ids=[person.employee_id for person in people],
            names=[person.name for person in people],
            emails=[person.email for person in people],
            zones=[person.zone for person in people],
            statuses=[person.status for person in people],
        )

    async def forget(self, ids: Collection[UUID]) -> None:
        """Delete; what was stated of hours goes by the foreign key."""
        await sql.forget_people(self._connection, ids=list(ids))


class PostgresHours:
    """See `ports.Hours`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, ids: Collection[UUID]) -> Mapping[UUID, Stated]:
        """Read."""
        found = await sql.hours_of(self._connection, ids=list(ids))
        return {row["person"]: rows.stated(row) for row in found}

    async def state(self, stated: Stated) -> None:
        """Write."""
        hours = None if stated.hours is None else rows.stored(stated.hours)
        await sql.state_hours(
            self._connection, person=stated.person, zone=stated.zone, hours=hours, version=stated.version
        )

    async def hold_assumed(self, first: Week) -> Assumed | None:
        """Read, locked, or begin."""
        await sql.begin_company_hours(self._connection, hours=rows.stored(first))
        row = await sql.hold_company_hours(self._connection)
        return None if row is None else Assumed(rows.week(row["hours"]), row["told_up_to"])

    async def save_assumed(self, assumed: Assumed) -> None:
        """Write."""
        hours = rows.stored(assumed.hours)
        await sql.save_company_hours(self._connection, hours=hours, told_up_to=assumed.told_up_to)

    async def hold_silent(self, after: UUID, limit: int) -> list[Person]:
        """Read, locked."""
        return [rows.person(row) for row in await sql.people_after(self._connection, after=after, limit=limit)]


class PostgresPrograms:
    """See `ports.Programs`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, names: Mapping[UUID, str]) -> None:
        """Write."""
        ids = sorted(names)
        await sql.keep_programs(self._connection, ids=ids, names=[names[program] for program in ids])

    async def forget(self, ids: Collection[UUID]) -> None:
        """Delete."""
        await sql.forget_programs(self._connection, ids=list(ids))
