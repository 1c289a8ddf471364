"""Matching's copy of the people, in PostgreSQL."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.person import Hours, HrRecord, Participant, Person, Status
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "people.sql")

PORTION: Final = 500
"""People read at once."""


class PostgresPeople:
    """See `ports.People`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, people: Collection[UUID]) -> dict[UUID, Person]:
        """Both halves, joined; in portions, so that others on this loop have their turn."""
        ids, found = list(people), dict[UUID, Person]()
        for start in range(0, len(ids), PORTION):
            read = await sql.people_of(self._connection, ids=ids[start : start + PORTION])
            found.update((row["id"], rows.person(row)) for row in read)
        return found

    async def hold(self, people: Collection[UUID]) -> dict[UUID, Person]:
        """The lock first, then a look: what was waited for is seen."""
        await sql.hold_people(self._connection, ids=list(people))
        return await self.of(people)

    async def with_employee_ids(self, ids: Collection[str]) -> dict[str, UUID]:
        """One query."""
        found = await sql.people_with_employee_ids(self._connection, ids=list(ids))
        return {row["employee_id"]: row["id"] for row in found}

    async def managers(self) -> dict[UUID, UUID]:
        """One query, of the whole company."""
        return {row["id"]: row["manager"] for row in await sql.managers(self._connection)}

    async def chains(self, people: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        """A recursive query, of the people asked for alone."""
        found = await sql.chains_above(self._connection, ids=list(people))
        return {row["person"]: frozenset(row["managers"]) for row in found}

    async def keep(self, records: Iterable[HrRecord]) -> None:
        """Sorted, so that two batches never wait for each other."""
        in_order = sorted(records, key=lambda record: record.id)
        await sql.keep_people(self._connection, rows=rows.written(rows.HR_RECORD, in_order))

    async def forget(self, people: Collection[UUID]) -> None:
        """Both halves."""
        await sql.forget_people(self._connection, ids=list(people))

    async def keep_participants(self, participants: Mapping[UUID, Participant]) -> None:
        """Sorted, so that two batches never wait for each other."""
        in_order = sorted(participants.items())
        written = [rows.PARTICIPANT.dump_python(one, mode="json") | {"person": str(person)} for person, one in in_order]
        await sql.keep_participants(self._connection, rows=written)

    async def forget_participants(self, people: Collection[UUID]) -> None:
        """One half."""
        await sql.forget_participants(self._connection, ids=list(people))

    async def keep_hours(self, hours: Mapping[UUID, Hours]) -> None:
        """Sorted, so that two batches never wait for each other."""
        in_order = sorted(hours.items())
        written = [rows.HOURS.dump_python(one, mode="json") | {"person": str(person)} for person, one in in_order]
        await sql.keep_hours(self._connection, rows=written)

    async def forget_hours(self, people: Collection[UUID]) -> None:
        """Of whoever is gone."""
        await sql.forget_hours(self._connection, ids=list(people))

    async def set_status(self, person: UUID, status: Status) -> None:
        """Nothing happens to a person who is not there."""
        await sql.set_status(self._connection, id=person, status=status)

    async def moved_by(self, records: Collection[HrRecord]) -> tuple[set[UUID], set[UUID]]:
        """One query."""
        found = await sql.people_moved_by(self._connection, rows=rows.written(rows.HR_RECORD, records))
        return {row["id"] for row in found}, {row["id"] for row in found if row["reports_elsewhere"]}

    async def pause(self, person: UUID, until: datetime | None) -> None:
        """Update."""
        await sql.pause_person(self._connection, id=person, until=until)

    async def freeze(self, person: UUID, at: datetime) -> None:
        """Update."""
        await sql.freeze_person(self._connection, id=person, at=at)

    async def thaw(self, person: UUID) -> bool:
        """Update, where there is something to thaw."""
        return await sql.thaw_person(self._connection, id=person) is not None


class PostgresDirectory:
    """How a token becomes a person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def person_of(self, field: str, value: str) -> UUID | None:
        """Whoever has left is nobody."""
        by = sql.person_by_email if field == "email" else sql.person_by_employee_id
        found: UUID | None = await by(self._connection, value=value)
        return found
