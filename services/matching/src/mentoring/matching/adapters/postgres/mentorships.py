"""Mentorships and what their two write, in PostgreSQL."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.errors.mentorships import MentorshipUnknown
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.reflection import Reflection
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "mentorships.sql")


class PostgresMentorships:
    """See `ports.Mentorships`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, mentorship: Mentorship) -> None:
        """Insert."""
        await sql.add_mentorships(self._connection, rows=[rows.mentorship_columns(mentorship)])

    async def get(self, mentorship: UUID) -> Mentorship:
        """Read."""
        return self._found(await sql.mentorship(self._connection, id=mentorship), mentorship)

    async def hold(self, mentorship: UUID) -> Mentorship:
        """Read, locked."""
        return self._found(await sql.hold_mentorship(self._connection, id=mentorship), mentorship)

    async def hold_all(self, mentorships: Collection[UUID]) -> Sequence[Mentorship]:
        """Read, locked in order."""
        return _all(await sql.hold_mentorships(self._connection, ids=list(mentorships)))

    async def hold_running_of_person(self, person: UUID) -> Sequence[Mentorship]:
        """Read, locked in order."""
        return _all(await sql.hold_running_mentorships_of_person(self._connection, person=person))

    async def of_moved(self, moved: Collection[UUID], reporting: Collection[UUID]) -> Sequence[Mentorship]:
        """Read."""
        found = await sql.mentorships_of_moved(self._connection, moved=list(moved), reporting=list(reporting))
        return _all(found)

    async def ended_by_leaving(self, enrollments: Collection[UUID]) -> Sequence[Mentorship]:
        """Read."""
        return _all(await sql.mentorships_ended_by_leaving(self._connection, ids=list(enrollments)))

    async def over(self, today: date, most: int) -> Sequence[Mentorship]:
        """Read."""
        return _all(await sql.mentorships_over(self._connection, today=today, most=most))

    async def hold_to_resume(self, today: date, most: int) -> Sequence[Mentorship]:
        """Read, locked, or passed over."""
        return _all(await sql.hold_mentorships_to_resume(self._connection, today=today, most=most))

    async def hold_for_next_phase(self, today: date, most: int) -> Sequence[Mentorship]:
        """Read, locked, or passed over."""
        return _all(await sql.hold_mentorships_for_next_phase(self._connection, today=today, most=most))

    async def save(self, mentorships: Sequence[Mentorship]) -> None:
        """One statement."""
        await sql.save_mentorships(self._connection, rows=[rows.mentorship_columns(one) for one in mentorships])

    @staticmethod
    def _found(row: Any, mentorship: UUID) -> Mentorship:
        if row is None:
            raise MentorshipUnknown(mentorship=mentorship)
        return rows.mentorship(row)


class PostgresAgreements:
    """See `ports.bonds.Agreements`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def set(self, mentorship: UUID, agreement: Agreement) -> None:
        """Insert, or over what was there."""
        written = rows.AGREEMENT.dump_python(agreement, mode="json") | {"mentorship": str(mentorship)}
        await sql.set_agreement(self._connection, rows=[written])

    async def of(self, mentorship: UUID) -> Agreement | None:
        """Read."""
        row = await sql.agreement(self._connection, mentorship=mentorship)
        return None if row is None else rows.read(rows.AGREEMENT, row, "mentorship")

    async def forget(self, people: Collection[UUID]) -> None:
        """Delete."""
        await sql.forget_agreements(self._connection, ids=list(people))


class PostgresReflections:
    """See `ports.bonds.Reflections`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, reflection: Reflection) -> bool:
        """Insert, once."""
        written = rows.written(rows.REFLECTION, [reflection])
        return bool(await sql.add_reflection(self._connection, rows=written))

    async def of(self, mentorship: UUID) -> Sequence[Reflection]:
        """Read."""
        found = await sql.reflections(self._connection, mentorship=mentorship)
        return [rows.read(rows.REFLECTION, row) for row in found]

    async def forget(self, people: Collection[UUID]) -> None:
        """Update, or delete where no number is left."""
        await sql.forget_reflections(self._connection, ids=list(people))


def _all(found: Sequence[rows.Row]) -> list[Mentorship]:
    return [rows.mentorship(row) for row in found]
