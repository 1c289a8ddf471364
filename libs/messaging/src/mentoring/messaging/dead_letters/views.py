"""What operators see of dead letters: pages, one letter, counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentoring.messaging.dead_letters.errors import NoSuchLetter
from mentoring.messaging.dead_letters.letter import WAITING, Contents, Letter, State
from mentoring.messaging.dead_letters.putting import sql
from mentoring.postgres import Connection

_NEWEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of letters, newest first."""

    items: list[Letter]
    next: str | None
    """The cursor of the next page; None on the last."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many letters of a consumer wait."""

    consumer: str
    open: int
    parked: int


async def listing(
    connection: Connection,
    *,
    consumer: str | None = None,
    states: Collection[State] = WAITING,
    cursor: str | None = None,
    limit: int = 50,
) -> Listed:
    """A page of the letters in ``states``; by default those that wait.

    Raises:
        NoSuchLetter: the cursor is none that was given out.
    """
    if cursor is not None and not (cursor.isdecimal() and int(cursor) <= _NEWEST):
        raise NoSuchLetter(id=cursor)
    rows = await sql().listing(
        connection,
        before=_NEWEST if cursor is None else int(cursor),
        consumer=consumer,
        states=list(states),
        most=limit + 1,
    )
    items = [Letter.of(row) for row in rows[:limit]]
    return Listed(items, str(items[-1].ordinal) if len(rows) > limit else None)


async def show(connection: Connection, letter: UUID) -> tuple[Letter, Contents]:
    """One letter with its bytes, which are gone when it is closed.

    Raises:
        NoSuchLetter: there is none of this id.
    """
    row = await sql().show(connection, id=letter)
    if row is None:
        raise NoSuchLetter(id=letter)
    return Letter.of(row), Contents.of(row)


async def counts(connection: Connection) -> list[Count]:
    """The consumers with letters that wait."""
    return [Count(row["consumer"], row["open"], row["parked"]) for row in await sql().counts(connection)]


async def purge(connection: Connection, *, before: datetime, most: int = 1000) -> int:
    """Forget letters that were closed ``before``, up to ``most``; how many that were."""
    purged: int = await sql().purge(connection, before=before, most=most)
    return purged
