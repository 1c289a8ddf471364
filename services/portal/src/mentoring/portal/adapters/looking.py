"""What all views start from: a connection, and the names around things, placeholders where one has not arrived."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal
from uuid import UUID

from mentoring.portal.domain.person import Person
from mentoring.postgres import Connection, queries


class Looking:
    """One snapshot of the database."""

    def __init__(self, connection: Connection, person_field: Literal["employee_id", "email"] = "employee_id") -> None:
        self._connection = connection
        self._person_field = person_field
        self._sql = queries(__package__, "views.sql")
        self._site = queries(__package__, "site.sql")

    async def people(self, ids: Iterable[UUID]) -> dict[UUID, Person]:
        """All of these; a placeholder for whom the model does not know."""
        wanted = set(ids)
        rows = await self._sql.people_by_id(self._connection, ids=list(wanted)) if wanted else []
        found = {row["person"]: person_in(row) for row in rows}
        return {one: found.get(one) or Person.unseen(one) for one in wanted}

    async def _program_names(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        wanted = set(ids)
        rows = await self._sql.program_names(self._connection, ids=list(wanted)) if wanted else []
        return dict.fromkeys(wanted, "") | {row["program"]: row["name"] for row in rows}


def person_in(row: Mapping[str, Any]) -> Person:
    """A person from a row of ``people``."""
    return Person(
        id=row["person"],
        name=row["name"],
        title=row["job_title"] or "",
        department=row["department"] or "",
        zone=row["zone"],
        locale=row["locale"],
        gone=row["status"] == "left",
    )
