"""What a program came to, counted by PostgreSQL; nothing of it is kept, so nothing can be wrong."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.career import Step
from mentoring.matching.domain.outcomes.comparison import Stratum
from mentoring.matching.domain.outcomes.groups import Cell
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "outcomes.sql")


class PostgresCareers:
    """See `ports.outcomes.Careers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, steps: Sequence[Step]) -> None:
        """One statement."""
        await sql.add_steps(self._connection, rows=rows.written(rows.STEP, steps))

    async def forget(self, people: Collection[UUID]) -> None:
        """Delete."""
        await sql.forget_steps(self._connection, ids=list(people))


class PostgresLedger:
    """See `ports.outcomes.Ledger`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def cells(self, program: UUID) -> Sequence[Cell]:
        """One query."""
        return [Cell(**row) for row in await sql.outcome_cells(self._connection, program=program)]

    async def waits(self, program: UUID) -> dict[int | None, int]:
        """One query."""
        found = await sql.outcome_waits(self._connection, program=program)
        return {row["days"]: row["people"] for row in found}

    async def first_meetings(self, program: UUID, at: datetime) -> dict[int | None, int]:
        """One query."""
        found = await sql.outcome_first_meetings(self._connection, program=program, at=at)
        return {row["days"]: row["mentorships"] for row in found}

    async def load(self, program: UUID) -> dict[tuple[int, int], int]:
        """One query."""
        found = await sql.outcome_load(self._connection, program=program)
        return {(row["capacity"], row["running"]): row["mentors"] for row in found}

    async def proposals(self, program: UUID) -> dict[str, int]:
        """One query."""
        found = await sql.outcome_proposals(self._connection, program=program)
        return {row["state"]: row["proposals"] for row in found}

    async def mentorships(self, program: UUID) -> dict[tuple[str, str | None], int]:
        """One query."""
        found = await sql.outcome_mentorships(self._connection, program=program)
        return {(row["state"], row["reason"]): row["mentorships"] for row in found}

    async def check_ins(self, program: UUID, today: date) -> tuple[int, int]:
        """One query."""
        row = await sql.outcome_check_ins(self._connection, program=program, today=today)
        return row["asked"], row["kept"]

    async def satisfaction(self, program: UUID) -> dict[int, int]:
        """One query."""
        found = await sql.outcome_satisfaction(self._connection, program=program)
        return {row["satisfaction"]: row["answers"] for row in found}

    async def introductions(self, program: UUID) -> dict[tuple[str, str | None], int]:
        """One query."""
        found = await sql.outcome_introductions(self._connection, program=program)
        return {(row["state"], row["outcome"]): row["introductions"] for row in found}

    async def strata(self, program: UUID, landmark: datetime, at: datetime) -> Sequence[Stratum]:
        """One query."""
        found = await sql.outcome_strata(self._connection, program=program, landmark=landmark, at=at)
        return [Stratum(**row) for row in found]
