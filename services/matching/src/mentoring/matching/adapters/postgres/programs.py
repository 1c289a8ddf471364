"""Programs and their places, in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.enrollment import Enrollment, Place
from mentoring.matching.domain.errors.enrollments import EnrollmentUnknown
from mentoring.matching.domain.errors.programs import ProgramUnknown
from mentoring.matching.domain.program import Program
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "programs.sql")


class PostgresPrograms:
    """See `ports.Programs`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, program: Program) -> None:
        """Insert."""
        await sql.add_program(self._connection, **rows.program_columns(program))

    async def get(self, program: UUID) -> Program:
        """Read."""
        return self._found(await sql.program(self._connection, id=program), program)

    async def of(self, programs: Collection[UUID]) -> dict[UUID, Program]:
        """Read."""
        return {row["id"]: rows.program(row) for row in await sql.programs_of(self._connection, ids=list(programs))}

    async def hold(self, program: UUID) -> Program:
        """Read, locked."""
        return self._found(await sql.hold_program(self._connection, id=program), program)

    async def save(self, program: Program) -> None:
        """Update."""
        columns = rows.program_columns(program)
        del columns["kind"]
        await sql.save_program(self._connection, **columns)

    async def hold_over(self, today: date, most: int) -> Sequence[Program]:
        """Read, locked, or passed over."""
        return [rows.program(row) for row in await sql.hold_programs_over(self._connection, today=today, most=most)]

    async def after(self, last: UUID | None, most: int) -> Sequence[Program]:
        """A page."""
        return [rows.program(row) for row in await sql.programs_after(self._connection, after=last, most=most)]

    @staticmethod
    def _found(row: rows.Row | None, program: UUID) -> Program:
        if row is None:
            raise ProgramUnknown(program=program)
        return rows.program(row)


class PostgresEnrollments:
    """See `ports.Enrollments`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, enrollments: Sequence[Enrollment]) -> set[UUID]:
        """One statement."""
        written = rows.written(rows.ENROLLMENT, enrollments)
        return {row["id"] for row in await sql.add_enrollments(self._connection, rows=written)}

    async def hold(self, enrollments: Collection[UUID]) -> dict[UUID, Enrollment]:
        """Read, locked in order."""
        found = await sql.hold_enrollments(self._connection, ids=list(enrollments))
        return {row["id"]: rows.read(rows.ENROLLMENT, row) for row in found}

    async def get(self, enrollment: UUID) -> Enrollment:
        """Read."""
        row = await sql.enrollment(self._connection, id=enrollment)
        if row is None:
            raise EnrollmentUnknown(enrollment=enrollment)
        return rows.read(rows.ENROLLMENT, row)

    async def hold_of_person(self, person: UUID) -> Sequence[Enrollment]:
        """Read, locked in order."""
        return _all(await sql.hold_enrollments_of_person(self._connection, person=person))

    async def hold_of_leaver(self, person: UUID) -> Sequence[Enrollment]:
        """Read, locked in order."""
        return _all(await sql.hold_enrollments_of_leaver(self._connection, person=person))

    async def counted(self, program: UUID) -> Mapping[Place, int]:
        """One row of each place."""
        return {row["place"]: row["count"] for row in await sql.places_counted(self._connection, program=program)}

    async def of_program(self, program: UUID) -> Sequence[Enrollment]:
        """Read."""
        return _all(await sql.enrollments_of_program(self._connection, program=program))

    async def of_people(self, program: UUID, people: Collection[UUID]) -> Sequence[Enrollment]:
        """Read."""
        return _all(await sql.enrollments_of_people(self._connection, program=program, people=list(people)))

    async def free_mentors(self, program: UUID) -> Sequence[Enrollment]:
        """Read."""
        return _all(await sql.free_mentors(self._connection, program=program))

    async def claim_waiting(self, at: datetime, before: datetime, most: int) -> Sequence[Enrollment]:
        """One statement."""
        return _all(await sql.claim_waiting(self._connection, at=at, before=before, most=most))

    async def taken(self, enrollments: Collection[UUID]) -> dict[UUID, int]:
        """Counted, never kept: a number that is kept can be wrong."""
        found = await sql.taken_by_enrollment(self._connection, ids=list(enrollments))
        return {row["place"]: row["pairs"] for row in found}

    async def running(self, enrollments: Collection[UUID], *, beside: UUID | None = None) -> dict[UUID, int]:
        """Counted, too."""
        found = await sql.running_by_enrollment(self._connection, ids=list(enrollments), beside=beside)
        return {row["place"]: row["pairs"] for row in found}

    async def save(self, enrollments: Sequence[Enrollment]) -> None:
        """One statement."""
        await sql.save_enrollments(self._connection, rows=rows.written(rows.ENROLLMENT, enrollments))

    async def after(self, program: UUID, last: UUID | None, most: int) -> Sequence[Enrollment]:
        """A page."""
        return _all(await sql.enrollments_after(self._connection, program=program, after=last, most=most))


def _all(found: Sequence[rows.Row]) -> list[Enrollment]:
    return [rows.read(rows.ENROLLMENT, row) for row in found]
