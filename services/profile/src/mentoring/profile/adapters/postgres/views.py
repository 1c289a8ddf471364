"""What doors show, and how a token becomes a person."""

from typing import Final
from uuid import UUID

from mentoring.postgres import Connection, queries
from mentoring.profile.adapters.postgres.imports import an_import
from mentoring.profile.adapters.postgres.people import a_participant, a_person
from mentoring.profile.domain.hr_import import Import
from mentoring.profile.domain.hr_row import Remark
from mentoring.profile.domain.participant import Participant
from mentoring.profile.domain.person import Person
from mentoring.profile.ports import Colleagues

_SQL: Final = queries("mentoring.profile.adapters.postgres")


class PostgresViews:
    """Reads on one snapshot."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def person(self, person: UUID) -> Person | None:
        """One person."""
        row = await _SQL.see_person(self._connection, id=person)
        return None if row is None else a_person(tuple(row))

    async def people(self, which: Colleagues, after: UUID | None, most: int) -> list[Person]:
        """In the order in which they came."""
        rows = await _SQL.see_people(
            self._connection,
            employee_id=which.employee_id,
            email=which.email,
            status=which.status,
            after=after,
            most=most,
        )
        return [a_person(tuple(row)) for row in rows]

    async def participant(self, person: UUID) -> Participant | None:
        """The profile of a person, saved or not."""
        rows = await _SQL.participants_of(self._connection, people=[person])
        if rows:
            return a_participant(rows[0])
        known = await self.person(person)
        return None if known is None else Participant.of(known)

    async def import_(self, one: UUID) -> Import | None:
        """One import with its progress."""
        row = await _SQL.see_import(self._connection, id=one)
        return None if row is None else an_import(row)

    async def imports(self, after: UUID | None, most: int) -> list[Import]:
        """The latest first."""
        return [an_import(row) for row in await _SQL.see_imports(self._connection, after=after, most=most)]

    async def remarks(self, one: UUID, after: int, most: int) -> list[tuple[int, Remark]]:
        """The row report, each remark with its place."""
        rows = await _SQL.see_remarks(self._connection, import_id=one, after=after, most=most)
        return [
            (row["place"], Remark(row["line"], row["column_name"], row["kind"], row["what"], row["mend"]))
            for row in rows
        ]


class PostgresDirectory:
    """The people table itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def person_of(self, field: str, value: str) -> UUID | None:
        """The person whose ``field`` (``employee_id`` or ``email``) has ``value``, unless they have left."""
        if field == "employee_id":
            found: UUID | None = await _SQL.person_by_employee_id(self._connection, value=value)
            return found
        rows = await _SQL.person_by_email(self._connection, value=value)
        return rows[0]["id"] if len(rows) == 1 else None
