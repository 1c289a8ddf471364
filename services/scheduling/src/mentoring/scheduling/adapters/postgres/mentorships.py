"""Mentorships and their check-ins."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from mentoring.postgres import Connection
from mentoring.scheduling.adapters.postgres import rows
from mentoring.scheduling.adapters.postgres.rows import Row, sql
from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.pair import Mentorship


class PostgresMentorships:
    """See `ports.Mentorships`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, mentorship: Mentorship) -> bool:
        """Insert."""
        cadence = mentorship.cadence
        added: int = await sql.add_mentorship(
            self._connection,
            id=mentorship.id,
            program=mentorship.program,
            mentor=mentorship.mentor,
            mentee=mentorship.mentee,
            started_on=mentorship.started_on,
            ends_on=mentorship.ends_on,
            every=None if cadence is None else cadence.every,
            minutes=None if cadence is None else cadence.minutes,
            state=mentorship.state,
        )
        return added == 1

    async def save(self, mentorship: Mentorship) -> None:
        """Update."""
        await sql.save_mentorship(
            self._connection,
            id=mentorship.id,
            state=mentorship.state,
            ends_on=mentorship.ends_on,
            paused_on=mentorship.paused_on,
        )

    async def hold(self, mentorship: UUID) -> Mentorship | None:
        """Read, locked."""
        return _one(await sql.hold_mentorship(self._connection, id=mentorship))

    async def hold_of_session(self, session: UUID) -> Mentorship | None:
        """Read by a session, locked."""
        return _one(await sql.hold_mentorship_of_session(self._connection, session=session))

    async def hold_with_sessions(self, person: UUID, after: datetime) -> list[Mentorship]:
        """Read all that a person has time booked in, locked."""
        found = await sql.hold_mentorships_with_sessions(self._connection, person=person, after=after)
        return [rows.mentorship(row) for row in found]

    async def hold_due(self, until: date) -> Mentorship | None:
        """Read one that no other clock holds, locked."""
        return _one(await sql.hold_due_mentorship(self._connection, until=until))


class PostgresCheckIns:
    """See `ports.CheckIns`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, mentorship: UUID) -> list[CheckIn]:
        """Read."""
        return [rows.check_in(row) for row in await sql.check_ins_of(self._connection, mentorship=mentorship)]

    async def save(self, mentorship: UUID, check_ins: Sequence[CheckIn]) -> None:
        """Write, one statement."""
        await sql.save_check_ins(
            self._connection,
            mentorship=mentorship,
            numbers=[each.number for each in check_ins],
            due_on=[each.due_on for each in check_ins],
            states=[each.state for each in check_ins],
            sessions=[each.session for each in check_ins],
        )


def _one(row: Row | None) -> Mentorship | None:
    return None if row is None else rows.mentorship(row)
