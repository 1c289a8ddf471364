"""The log of edits, in PostgreSQL."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from mentoring.matching.adapters.postgres.rows import Row
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.run_edit import AskedEdit, AskedRefresh, RunEdit
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
        named: dict[str, Any]
        if isinstance(edit.asked, AskedRefresh):
            named = {"edit": "refresh", "why": "", "move_penalty": edit.asked.move_penalty}
            named |= dict.fromkeys(("mentor", "mentee", "instead"))
        else:
            asked = edit.asked
            named = {"edit": asked.kind, "why": asked.why, "move_penalty": 0}
            named |= {"mentor": asked.mentor, "mentee": asked.mentee, "instead": asked.instead}
        await sql.add_run_edit(
            self._connection,
            run=run,
            id=edit.id,
            number=edit.number,
            at=edit.at,
            by=edit.by,
            points=edit.points,
            gained=_written(edit.gained),
            lost=_written(edit.lost),
            broken=list(edit.broken),
            **named,
        )

    async def forget(self, people: Collection[UUID]) -> None:
        """Update."""
        await sql.forget_run_edits(self._connection, ids=list(people))


def _written(pairs: Iterable[PersonPair]) -> list[list[str]]:
    return [[str(mentor), str(mentee)] for mentor, mentee in pairs]


def _read(pairs: Iterable[Sequence[str]]) -> tuple[PersonPair, ...]:
    return tuple((UUID(mentor), UUID(mentee)) for mentor, mentee in pairs)


def _asked(row: Row) -> AskedEdit | AskedRefresh:
    if row["edit"] == "refresh":
        return AskedRefresh(row["move_penalty"])
    return AskedEdit(
        row["edit"], row["mentor"], row["mentee"], row["instead"], override=bool(row["broken"]), why=row["why"]
    )


def _edit(row: Row) -> RunEdit:
    return RunEdit(
        id=row["id"],
        number=row["number"],
        at=row["at"],
        by=row["by"],
        asked=_asked(row),
        points=row["points"],
        gained=_read(row["gained"]),
        lost=_read(row["lost"]),
        broken=tuple(row["broken"]),
    )
