"""Match runs, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.errors.runs import RunUnknown
from mentoring.matching.domain.run import Run
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "runs.sql")


class PostgresRuns:
    """See `ports.Runs`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, run: Run) -> None:
        """Insert."""
        await sql.add_run(
            self._connection,
            id=run.id,
            program=run.program,
            started_at=run.started_at,
            seed=run.seed,
            state=run.state,
            attempts=run.attempts,
            mode=run.mode,
            fair=None if run.fair is None else rows.FAIRNESS.dump_python(run.fair, mode="json"),
            started_by=run.started_by,
        )

    async def get(self, run: UUID) -> Run:
        """Read."""
        return self._found(await sql.run(self._connection, id=run), run)

    async def hold(self, run: UUID) -> Run:
        """Read, locked."""
        return self._found(await sql.hold_run(self._connection, id=run), run)

    async def save(self, run: Run) -> None:
        """Update."""
        await sql.save_run(
            self._connection,
            id=run.id,
            state=run.state,
            figures=None if run.figures is None else rows.FIGURES.dump_python(run.figures, mode="json"),
            failure=run.failure,
            claim=run.claim,
            claimed_until=run.claimed_until,
            attempts=run.attempts,
            progress=None if run.progress is None else rows.PROGRESS.dump_python(run.progress, mode="json"),
            publication=None if run.publication is None else rows.PUBLICATION.dump_python(run.publication, mode="json"),
            inputs=run.inputs,
            engine=run.engine,
        )

    async def under_way(self, program: UUID) -> Run | None:
        """Read."""
        row = await sql.run_under_way(self._connection, program=program)
        return None if row is None else rows.read(rows.RUN, row, "terms")

    async def hold_unclaimed(self, at: datetime) -> Run | None:
        """Read, locked, or passed over."""
        row = await sql.hold_unclaimed_run(self._connection, at=at)
        return None if row is None else rows.read(rows.RUN, row, "terms")

    async def hold_in_publication(self) -> Run | None:
        """Read, locked, or passed over."""
        row = await sql.hold_run_in_publication(self._connection)
        return None if row is None else rows.read(rows.RUN, row, "terms")

    async def after(self, program: UUID, last: UUID | None, most: int) -> Sequence[Run]:
        """A page."""
        found = await sql.runs_after(self._connection, program=program, after=last, most=most)
        return [rows.read(rows.RUN, row, "terms") for row in found]

    @staticmethod
    def _found(row: Any, run: UUID) -> Run:
        if row is None:
            raise RunUnknown(run=run)
        return rows.read(rows.RUN, row, "terms")
