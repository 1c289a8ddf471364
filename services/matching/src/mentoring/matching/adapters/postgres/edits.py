"""The log of edits, in PostgreSQL."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from mentoring.matching.adapters.postgres.rows import Row
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.run_edit import AskedEdit, RunEdit
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "edits.sql")


class PostgresEdits:
    """See `ports.Edits`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, run: UUID) -> Sequence[RunEdit]:
        """Read."""
        return [_edit(row) for row in await sql.run_edits(self._connection, run=run)]

    async def add(self, run: UUID, edit: RunEdit) -> None:
        """Insert."""
        asked = edit.asked
        await sql.add_run_edit(
            self._connection,
            run=run,
            id=edit.id,
            number=edit.number,
            at=edit.at,
            by=edit.by,
            edit=asked.kind,
            mentor=asked.mentor,
            mentee=asked.mentee,
            instead=asked.instead,
            why=asked.why,
            points=edit.points,
            gained=_written(edit.gained),
            lost=_written(edit.lost),
            broken=list(edit.broken),
        )

    async def forget(self, people: Collection[UUID]) -> None:
        """Update."""
        await sql.forget_run_edits(self._connection, ids=list(people))


def _written(pairs: Iterable[PersonPair]) -> list[list[str]]:
    return [[str(mentor), str(mentee)] for mentor, mentee in pairs]


def _read(pairs: Iterable[Sequence[str]]) -> tuple[PersonPair, ...]:
    return tuple((UUID(mentor), UUID(mentee)) for mentor, mentee in pairs)


def _edit(row: Row) -> RunEdit:
    return RunEdit(
        id=row["id"],
        number=row["number"],
        at=row["at"],
        by=row["by"],
        asked=AskedEdit(
            row["edit"], row["mentor"], row["mentee"], row["instead"], override=bool(row["broken"]), why=row["why"]
        ),
        points=row["points"],
        gained=_read(row["gained"]),
        lost=_read(row["lost"]),
        broken=tuple(row["broken"]),
    )
