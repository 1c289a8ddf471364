"""Plain reading."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from mentoring.postgres import Connection
from mentoring.scheduling.adapters.ical import calendar_of
from mentoring.scheduling.adapters.postgres import rows
from mentoring.scheduling.adapters.postgres.mentorships import PostgresCheckIns
from mentoring.scheduling.adapters.postgres.people import PostgresHours, PostgresPeople
from mentoring.scheduling.adapters.postgres.rows import sql
from mentoring.scheduling.adapters.postgres.sessions import PostgresSessions
from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.hours import Span, Stated
from mentoring.scheduling.domain.pair import Mentorship, Person
from mentoring.scheduling.domain.rules import Rules
from mentoring.scheduling.domain.session import Session

_BEFORE_ALL: Final = (datetime(1970, 1, 1, tzinfo=UTC), UUID(int=0))


class PostgresViews:
    """See `ports.Views`."""

    def __init__(self, connection: Connection, rules: Rules, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self.rules = rules
        self.now = now

    async def people(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """As the repository has them."""
        return await PostgresPeople(self._connection).of(ids)

    async def hours(self, ids: Collection[UUID]) -> Mapping[UUID, Stated]:
        """As the repository has them."""
        return await PostgresHours(self._connection).of(ids)

    async def mentorship(self, mentorship: UUID) -> Mentorship | None:
        """Without a lock."""
        row = await sql.mentorship(self._connection, id=mentorship)
        return None if row is None else rows.mentorship(row)

    async def busy(self, people: Collection[UUID], window: Span, *, but: UUID | None = None) -> list[Span]:
        """As the repository has it."""
        return await PostgresSessions(self._connection).busy(people, window, but=but)

    async def session(self, session: UUID) -> Session | None:
        """As the repository has it."""
        return await PostgresSessions(self._connection).get(session)

    async def sessions(
        self, person: UUID, mentorship: UUID | None, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Session]:
        """A page."""
        starts, last = after or _BEFORE_ALL
        found = await sql.sessions_of_person(
            self._connection, person=person, mentorship=mentorship, after_starts=starts, after_id=last, limit=limit
        )
        return [rows.session(row) for row in found]

    async def check_ins(self, mentorship: UUID) -> list[CheckIn]:
        """As the repository has them."""
        return await PostgresCheckIns(self._connection).of(mentorship)

    async def calendar(self, session: Session) -> bytes:
        """With the people's names and addresses as they are now."""
        mentorship = await self.mentorship(session.mentorship)
        program = None if mentorship is None else await sql.program_name(self._connection, id=mentorship.program)
        return calendar_of(session, await self.people(session.pair), program)
