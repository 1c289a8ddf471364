"""Mentors and wishes, in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from mentoring.contracts.matching import MentorState
from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.answer_time import NEWEST, Habit, Wait
from mentoring.matching.domain.mentor import ONE_SILENCE, Mentor
from mentoring.matching.domain.waterfall import Wish
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "mentors.sql")

MENTOR: Final = TypeAdapter(Mentor)
WISH: Final = TypeAdapter(Wish)


class PostgresMentors:
    """See `ports.Mentors`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def mark(self, people: Collection[UUID]) -> None:
        """One statement."""
        await sql.mark_mentors(self._connection, ids=sorted(set(people)))

    async def marked(self, at: datetime, most: int) -> Sequence[UUID]:
        """Taken, then held: what is counted afterwards has been seen by whoever held it before."""
        due = [row["person"] for row in await sql.take_marks(self._connection, at=at, most=most)]
        await sql.begin_mentors(self._connection, ids=due)
        await sql.hold_mentors(self._connection, ids=due)
        return due

    async def of(self, people: Collection[UUID]) -> dict[UUID, Mentor]:
        """One query."""
        found = await sql.mentors_of(self._connection, ids=list(people), newest=NEWEST)
        return {row["person"]: rows.read(MENTOR, row) for row in found}

    async def told(self, people: Collection[UUID]) -> dict[UUID, MentorState]:
        """One query."""
        found = await sql.told_of_mentors(self._connection, ids=list(people))
        return {row["person"]: MentorState.model_validate(row["told"]) for row in found}

    async def keep_told(self, states: Mapping[UUID, MentorState], again: Mapping[UUID, datetime | None]) -> None:
        """One statement."""
        written = [
            {
                "person": str(person),
                "told": states[person].model_dump(mode="json") if person in states else None,
                "look_again_at": None if at is None else at.isoformat(),
            }
            for person, at in again.items()
        ]
        await sql.keep_told_of_mentors(self._connection, rows=written)

    async def note_waits(self, waits: Mapping[UUID, tuple[UUID, Wait]], at: datetime) -> None:
        """One statement."""
        written = [
            {"proposal": str(proposal), "mentor": str(mentor), "hours": wait.hours, "answered": wait.answered}
            for proposal, (mentor, wait) in waits.items()
        ]
        await sql.note_answer_times(self._connection, rows=written, at=at)

    async def newest_waits(self, most: int) -> Sequence[Wait]:
        """One query."""
        found = await sql.newest_answer_times(self._connection, most=most)
        return [Wait(row["hours"], row["answered"]) for row in found]

    async def habit(self) -> Habit | None:
        """Read."""
        row = await sql.answer_habit(self._connection)
        return None if row is None else Habit(row["centre"], row["spread"])

    async def keep_habit(self, habit: Habit) -> None:
        """Write."""
        await sql.keep_answer_habit(self._connection, centre=habit.centre, spread=habit.spread)

    async def note_silence(self, people: Collection[UUID], at: datetime) -> None:
        """One statement."""
        await sql.note_silences(self._connection, ids=sorted(people), at=at, since=at - ONE_SILENCE)

    async def break_silence(self, person: UUID) -> None:
        """Update."""
        await sql.break_silence(self._connection, person=person)

    async def silent(self, silences: int) -> UUID | None:
        """Read."""
        found: UUID | None = await sql.silent_mentor(self._connection, silences=silences)
        return found

    async def hold_silences(self, person: UUID) -> int:
        """Read, locked."""
        return await sql.hold_silences(self._connection, person=person) or 0

    async def forget(self, people: Collection[UUID]) -> Sequence[UUID]:
        """One statement."""
        gone = await sql.forget_mentors(self._connection, ids=list(people))
        return sorted(row["person"] for row in gone if row["told"])


class PostgresWishes:
    """See `ports.Wishes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, wishes: Sequence[Wish]) -> None:
        """One statement."""
        await sql.add_wishes(self._connection, rows=rows.written(WISH, wishes))

    async def claim(self, at: datetime, until: datetime, most: int) -> Sequence[Wish]:
        """One statement."""
        found = await sql.claim_wishes(self._connection, at=at, until=until, most=most)
        return sorted((rows.read(WISH, row) for row in found), key=lambda wish: wish.proposal)

    async def take(self, proposal: UUID) -> bool:
        """Delete."""
        return await sql.take_wish(self._connection, proposal=proposal) is not None
