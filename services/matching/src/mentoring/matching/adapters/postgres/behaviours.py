"""What the pairs do, in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.health import MISSES_LOOKED_AT
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting, Seen
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "behaviours.sql")


class PostgresBehaviours:
    """See `ports.bonds.Behaviours`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep_meetings(self, meetings: Sequence[Meeting]) -> None:
        """Sorted, so that two batches never wait for each other."""
        in_order = sorted(meetings, key=lambda one: one.session)
        await sql.keep_meetings(self._connection, rows=rows.written(rows.MEETING, in_order))

    async def forget_meetings(self, sessions: Collection[UUID]) -> None:
        """Delete."""
        await sql.forget_meetings(self._connection, ids=list(sessions))

    async def keep_check_ins(self, asked: Mapping[UUID, Sequence[AskedCheckIn]]) -> None:
        """Sorted, so that two batches never wait for each other."""
        written = [
            {"mentorship": str(mentorship), "asked": rows.written(rows.ASKED, each)}
            for mentorship, each in sorted(asked.items())
        ]
        await sql.keep_check_ins(self._connection, rows=written)

    async def forget_check_ins(self, mentorships: Collection[UUID]) -> None:
        """Delete."""
        await sql.forget_check_ins(self._connection, ids=list(mentorships))

    async def judge_at(self, mentorships: Collection[UUID], at: datetime) -> None:
        """Insert, or the sooner of both."""
        await sql.judge_at(self._connection, ids=list(set(mentorships)), at=at)

    async def due(self, at: datetime, most: int) -> Sequence[UUID]:
        """Read."""
        return [row["mentorship"] for row in await sql.judgements_due(self._connection, at=at, most=most)]

    async def hold(self, mentorships: Collection[UUID]) -> None:
        """Locked in order."""
        await sql.hold_judgements(self._connection, ids=list(mentorships))

    async def judged(self, running: Collection[UUID], over: Collection[UUID], again_at: datetime) -> None:
        """One statement."""
        await sql.judged(self._connection, running=list(running), over=list(over), next=again_at)

    async def seen(self, mentorships: Collection[UUID], at: datetime) -> dict[UUID, Seen]:
        """One query."""
        found = await sql.seen(
            self._connection,
            ids=list(mentorships),
            at=at,
            today=at.astimezone(UTC).date(),
            missed_since=at - timedelta(days=MISSES_LOOKED_AT),
        )
        return {
            row["mentorship"]: Seen(
                row["last_met"], row["met_before"], row["ahead"], missed=row["missed"], overdue=row["overdue"]
            )
            for row in found
        }

    async def at_risk(self, program: UUID, after: tuple[int, UUID] | None, most: int) -> Sequence[Mentorship]:
        """A page."""
        risk, last = after or (None, None)
        found = await sql.at_risk_after(self._connection, program=program, after_risk=risk, after_id=last, most=most)
        return [rows.mentorship(row) for row in found]

    async def health(self, program: UUID) -> dict[str, int]:
        """Counted."""
        return {row["level"]: row["mentorships"] for row in await sql.health_counts(self._connection, program=program)}
