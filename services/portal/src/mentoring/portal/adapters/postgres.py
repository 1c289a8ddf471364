"""The portal's unit of work, its views and its directory, out of their parts."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal
from uuid import UUID

from mentoring import kernel
from mentoring.portal.adapters.model import PostgresModel
from mentoring.portal.adapters.pair_views import PostgresPairViews
from mentoring.portal.adapters.people_views import PostgresPeopleViews
from mentoring.portal.adapters.place_views import PostgresPlaceViews
from mentoring.portal.adapters.program_views import PostgresProgramViews
from mentoring.portal.adapters.sign_ins import PostgresSignIns
from mentoring.portal.adapters.site_views import PostgresSiteViews
from mentoring.postgres import Connection, queries


class PostgresWork:
    """One transaction."""

    def __init__(self, connection: Connection, work: kernel.Work) -> None:
        self.model = PostgresModel(connection)
        self.sign_ins = PostgresSignIns(connection)
        self._work = work

    def announce(self, fact: kernel.Announceable) -> None:
        """Tell a fact when this is committed."""
        self._work.announce(fact)

    def now(self) -> datetime:
        """The business time."""
        return self._work.now()

    def new_id(self) -> UUID:
        """A UUIDv7."""
        return self._work.new_id()


class PostgresViews(
    PostgresSiteViews, PostgresPairViews, PostgresPeopleViews, PostgresPlaceViews, PostgresProgramViews
):
    """Everything that pages read."""


def views_with(person_field: Literal["employee_id", "email"]) -> Callable[[Connection], PostgresViews]:
    """Views that know which field of a person the sign-in's claim is compared with."""

    def views(connection: Connection) -> PostgresViews:
        return PostgresViews(connection, person_field)

    return views


class PostgresDirectory:
    """How a token becomes a person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sql = queries(__package__, "site.sql")

    async def person_of(self, field: str, value: str) -> UUID | None:
        """The person who works here under this employee id or address."""
        query = self._sql.person_by_email if field == "email" else self._sql.person_by_employee_id
        found: UUID | None = await query(self._connection, value=value)
        return found
