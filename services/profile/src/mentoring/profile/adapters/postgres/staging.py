"""The rows of a source, held against each other and the people by the database."""

from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Final
from uuid import UUID

from mentoring.postgres import Connection, queries
from mentoring.profile.adapters.postgres.people import a_person
from mentoring.profile.domain.hr_import import Counts, Plan
from mentoring.profile.domain.hr_row import BadRow, HrRow
from mentoring.profile.domain.person import Person
from mentoring.profile.domain.reporting_lines import Lines
from mentoring.profile.ports import Twice

_SQL: Final = queries("mentoring.profile.adapters.postgres")
_FILE: Final = (*HrRow._fields, "candidate")
_NAMED: Final = 10
"""Absent people who are named in the report."""


class Staging:
    """Unlogged on the way in: the rows as they are said live in one transaction. What is lined up is logged."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, rows: Sequence[tuple[HrRow, UUID]]) -> None:
        """Usable rows, each with the id that its person gets if new."""
        records = ((*row, candidate) for row, candidate in rows)
        await self._connection.copy_records_to_table("import_file", columns=_FILE, records=records)

    async def add_bad(self, rows: Sequence[BadRow]) -> None:
        """Unusable rows that say whom they speak of."""
        records = [(row.line, row.employee_id) for row in rows]
        await self._connection.copy_records_to_table("import_file", columns=("line", "employee_id"), records=records)

    async def drop_twice(self) -> list[Twice]:
        """Of several rows for one person, the first stays."""
        await _SQL.look_at_file(self._connection)
        return sorted((Twice(*row) for row in await _SQL.drop_twice(self._connection)), key=lambda twice: twice.line)

    async def drop_unknown_leavers(self) -> int:
        """Whoever is new and has left is not taken in."""
        dropped: int = await _SQL.drop_unknown_leavers(self._connection)
        return dropped

    async def drop_unnamed(self) -> list[HrRow]:
        """Whoever is new and has no name is not taken in."""
        return sorted(HrRow(row["line"], row["employee_id"]) for row in await _SQL.drop_unnamed(self._connection))

    async def unknown_managers(self) -> list[HrRow]:
        """Rows whose manager is nobody in the source or among the people."""
        rows = await _SQL.unknown_managers(self._connection)
        return [HrRow(row["line"], row["employee_id"], manager=row["manager"]) for row in rows]

    async def lines(self) -> tuple[Mapping[UUID, UUID | None], Mapping[UUID, UUID | None]]:
        """The wished lines of all whose manager changes, and the standing ones of them and all above."""
        rows = await _SQL.reporting_lines(self._connection)
        wished = {row["person"]: row["wished"] for row in rows if row["moves"]}
        return wished, {row["person"]: row["standing"] for row in rows}

    async def lines_of(self, people: Collection[UUID]) -> dict[UUID, int]:
        """Of staged people, where in the source they stand."""
        return {row["person"]: row["line"] for row in await _SQL.lines_of(self._connection, people=list(people))}

    async def absent(self) -> tuple[int, list[str]]:
        """How many people who have not left are not in the source, and the first few of their employee ids."""
        rows = await _SQL.absent(self._connection, named=_NAMED)
        return (rows[0]["many"] if rows else 0), [row["employee_id"] for row in rows]

    async def compare(self, one: UUID, lines: Lines[UUID], *, absent_leave: bool) -> Plan:
        """Line up whoever would be changed, those above first; forget the rows."""
        usable: int = await _SQL.usable_rows(self._connection)
        rows: int = await _SQL.line_up(
            self._connection,
            import_id=one,
            ranked=list(lines.rank),
            ranks=list(lines.rank.values()),
            kept=list(lines.kept),
        )
        absent: int = await _SQL.line_up_absent(self._connection, import_id=one, behind=rows) if absent_leave else 0
        kinds = {row["kind"]: row["many"] for row in await _SQL.lined_up(self._connection, import_id=one)}
        await _SQL.forget_file(self._connection)
        return Plan(
            counts=Counts(**kinds, unchanged=usable - rows),
            employed=await _SQL.employed(self._connection),
            pending=rows + absent,
        )

    async def take(self, one: UUID, after: int, most: int) -> list[Person]:
        """The next people of the line-up, as they shall be. They leave it."""
        rows = await _SQL.take_rows(self._connection, import_id=one, after=after, until=after + most)
        return [a_person(row[1:]) for row in sorted(rows, key=itemgetter(0))]

    async def drop(self, one: UUID) -> None:
        """Forget the line-up."""
        await _SQL.drop_rows(self._connection, import_id=one)
