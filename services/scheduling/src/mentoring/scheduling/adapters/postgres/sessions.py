"""Sessions, and the time that they hold."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from mentoring.postgres import Connection
from mentoring.scheduling.adapters.postgres import rows
from mentoring.scheduling.adapters.postgres.rows import sql
from mentoring.scheduling.domain.hours import Span
from mentoring.scheduling.domain.session import Session


class PostgresSessions:
    """See `ports.Sessions`. The exclusion on ``holds`` has the last word, whoever forgot to hold the people."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, session: UUID) -> Session | None:
        """Read."""
        row = await sql.session(self._connection, id=session)
        return None if row is None else rows.session(row)

    async def book(self, session: Session) -> bool:
        """Insert with its holds, or nothing."""
        await sql.add_session(
            self._connection,
            id=session.id,
            mentorship=session.mentorship,
            mentor=session.mentor,
            mentee=session.mentee,
            kind=session.kind,
            state=session.state,
            starts=session.meeting.starts,
            ends=session.meeting.ends,
            zone=session.meeting.zone,
            sequence=session.sequence,
            booked_by=session.booked_by,
            reason=session.reason,
            changed_at=session.changed_at,
        )
        if await self._take(session):
            return True
        await sql.remove_session(self._connection, id=session.id)
        return False

    async def move(self, session: Session) -> bool:
        """Give back the old time, take the new one."""
        await sql.free_time(self._connection, session=session.id)
        await self._save(session)
        return await self._take(session)

    async def cancel(self, session: Session) -> None:
        """Give back the time."""
        await sql.free_time(self._connection, session=session.id)
        await self._save(session)

    async def ahead(self, mentorship: UUID, after: datetime) -> list[Session]:
        """Read."""
        found = await sql.sessions_ahead(self._connection, mentorship=mentorship, after=after)
        return [rows.session(row) for row in found]

    async def busy(self, people: Collection[UUID], window: Span, *, but: UUID | None = None) -> list[Span]:
        """Read."""
        since, until = rows.instants(window)
        found = await sql.busy(self._connection, people=list(people), since=since, until=until)
        return [rows.span(row) for row in found if row["session"] != but]

    async def _take(self, session: Session) -> bool:
        taken = await sql.take_time(
            self._connection,
            session=session.id,
            people=list(session.pair),
            starts=session.meeting.starts,
            ends=session.meeting.ends,
        )
        return len(taken) == len(session.pair)

    async def _save(self, session: Session) -> None:
        await sql.save_session(
            self._connection,
            id=session.id,
            state=session.state,
            starts=session.meeting.starts,
            ends=session.meeting.ends,
            zone=session.meeting.zone,
            sequence=session.sequence,
            reason=session.reason,
            changed_at=session.changed_at,
        )
