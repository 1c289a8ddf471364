"""Introductions, in PostgreSQL."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.errors.introductions import IntroductionUnknown
from mentoring.matching.domain.introduction import Introduction
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "introductions.sql")


class PostgresIntroductions:
    """See `ports.bonds.Introductions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, introduction: Introduction, message: str) -> bool:
        """Insert, once for the two."""
        (written,) = rows.written(rows.INTRODUCTION, [introduction])
        return bool(await sql.add_introduction(self._connection, rows=[written | {"message": message}]))

    async def get(self, introduction: UUID) -> Introduction:
        """Read."""
        return self._found(await sql.introduction(self._connection, id=introduction), introduction)

    async def hold(self, introduction: UUID) -> Introduction:
        """Read, locked."""
        return self._found(await sql.hold_introduction(self._connection, id=introduction), introduction)

    async def hold_expired(self, at: datetime, most: int) -> Sequence[Introduction]:
        """Read, locked, or passed over."""
        return _all(await sql.hold_expired_introductions(self._connection, at=at, most=most))

    async def hold_open_of_person(self, person: UUID) -> Sequence[Introduction]:
        """Read, locked in order."""
        return _all(await sql.hold_open_introductions_of_person(self._connection, person=person))

    async def open_in(self, mentorship: UUID) -> int:
        """Counted."""
        found: int = await sql.open_introductions(self._connection, mentorship=mentorship)
        return found

    async def save(self, introductions: Sequence[Introduction]) -> None:
        """One statement."""
        await sql.save_introductions(self._connection, rows=rows.written(rows.INTRODUCTION, introductions))

    async def forget(self, people: Collection[UUID]) -> Sequence[UUID]:
        """Delete."""
        return [row["id"] for row in await sql.forget_introductions(self._connection, ids=list(people))]

    async def message(self, introduction: UUID) -> str:
        """Read."""
        return str(await sql.introduction_message(self._connection, id=introduction) or "")

    async def of_person(self, person: UUID, after: UUID | None, most: int) -> Sequence[Introduction]:
        """A page."""
        found = await sql.introductions_of_person(self._connection, person=person, after=after, most=most)
        return _all(found)

    async def of_mentorship(self, mentorship: UUID) -> Sequence[Introduction]:
        """Read."""
        return _all(await sql.introductions_of_mentorship(self._connection, mentorship=mentorship))

    @staticmethod
    def _found(row: Any, introduction: UUID) -> Introduction:
        if row is None:
            raise IntroductionUnknown(introduction=introduction)
        return rows.read(rows.INTRODUCTION, row, "message")


def _all(found: Sequence[rows.Row]) -> list[Introduction]:
    return [rows.read(rows.INTRODUCTION, row, "message") for row in found]
