"""How a token becomes a person."""

from uuid import UUID

from mentoring.postgres import Connection
from mentoring.scheduling.adapters.postgres.rows import sql


class PostgresDirectory:
    """Asks scheduling's own copy of the people."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def person_of(self, field: str, value: str) -> UUID | None:
        """The person whose ``employee_id`` or ``email`` this is; nobody who has left."""
        ask = sql.person_by_email if field == "email" else sql.person_by_employee_id
        found: UUID | None = await ask(self._connection, value=value)
        return found
