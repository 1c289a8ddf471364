"""From matching's database to the mirror: everything at the start, then what changed, several times a second.

A poll asks for what was written by transactions that the snapshot of the poll before may not have seen: those from its
oldest running one on. A late commit is therefore never missed, and what is read twice changes nothing. However much
changed, it is taken in portions, with questions answered between.
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg

from mentoring.matching.adapters.engine.turns import Turns
from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.finding.mirror import Held, Mirror
from mentoring.matching.domain.finding.portrait import Portrait
from mentoring.matching.domain.finding.tie import MENTORSHIPS, PROPOSALS, RUNNING, Tie
from mentoring.matching.domain.pairing.cohort import Bar
from mentoring.matching.domain.program import Program
from mentoring.postgres import Database, queries

sql = queries("mentoring.matching.adapters.engine", "following.sql")

Connection = Any
KEPT: Final = timedelta(hours=1)
"""How long changes are kept for copies that look late."""
OF_PEOPLE: Final = ("people", "participants", "hours", "mentors")
"""Kinds of changes that are about a person."""
PORTION: Final = 200
"""Rows that are asked for at once."""
LATEST: Final = 1800.0
"""Seconds after which a copy that has not looked begins anew: its changes may have gone."""


class TooLate(Exception):  # noqa: N818 - says what happened
    """This copy has not looked for so long that what it missed may be forgotten."""


@dataclass
class Follower:
    """``looked``: when the database last answered, on a clock that only goes forward."""

    database: Database
    mirror: Mirror
    looked: float = field(default_factory=time.monotonic)
    turns: Turns = field(default_factory=Turns)
    _seen: str = ""
    _since: str = ""

    async def open(self, at: datetime) -> None:
        """Everything at once, in one snapshot."""
        async with self.database.reading() as connection:
            await self._keep_horizon(connection)
            managers = await sql.managers(connection)
            self.mirror.census.open((row["id"], row["manager"]) for row in managers)
            found = [await self._read(connection, rows.program(row)) for row in await sql.open_programs(connection)]
        for held in found:
            self.mirror.open(held, at)
        self.looked = time.monotonic()

    async def look(self, at: datetime) -> bool:
        """What changed since the last look; whether anything did.

        Raises:
            TooLate: begin anew.
        """
        if time.monotonic() - self.looked > LATEST:
            raise TooLate
        async with self.database.reading() as connection:
            since, seen = self._since, self._seen
            await self._keep_horizon(connection)
            changed: dict[str, list[UUID]] = {}
            if seen != self._seen:
                try:
                    for row in await sql.changes(connection, since=since):
                        changed.setdefault(row["kind"], []).append(row["id"])
                        await self.turns()
                    await self._take(connection, changed, at)
                except BaseException:
                    self._since, self._seen = since, seen
                    raise
        self.looked = time.monotonic()
        return bool(changed)

    async def forget(self, at: datetime) -> None:
        """Throw away what all copies have seen."""
        async with self.database.transaction() as connection:
            await sql.mark(connection, at=at)
            await sql.forget_changes(connection, before=at - KEPT)
            await sql.forget_marks(connection, before=at - KEPT)

    async def _keep_horizon(self, connection: Connection) -> None:
        horizon = await sql.horizon(connection)
        self._seen, self._since = horizon["seen"], horizon["since"]

    async def _take(self, connection: Connection, changed: Mapping[str, Sequence[UUID]], at: datetime) -> None:
        """In the order in which one needs the other: programs, people, places, ties."""
        mirror = self.mirror
        for row in await sql.programs_of(connection, ids=changed.get("programs", [])):
            await self._revise(connection, rows.program(row), at)
        for people in _portions({one for kind in OF_PEOPLE for one in changed.get(kind, ())}):
            await self._portray(connection, people, seated=set())
        for ids in _portions(changed.get("enrollments", ())):
            places = [_place(row) for row in await sql.places_of(connection, ids=ids)]
            seated = {one.person for one in places if one.program in mirror.rosters}
            await self._portray(connection, mirror.unknown(seated), seated)
            for place in places:
                mirror.place(place)
                await self.turns()
        for kind, query, states in (
            ("proposals", sql.proposals_of, PROPOSALS),
            ("mentorships", sql.mentorships_of, MENTORSHIPS),
        ):
            for ids in _portions(changed.get(kind, ())):
                found = {row["id"]: _tie(row, states) for row in await query(connection, ids=ids)}
                for number in ids:
                    mirror.tie(number, found.get(number))
                    await self.turns()
        for program in changed.get("kept_pairs", []):
            if program in mirror.rosters:
                mirror.rosters[program].exclude(await self._excluded(connection, program))

    async def _excluded(self, connection: Connection, program: UUID) -> list[tuple[UUID, UUID]]:
        return [(row["mentor"], row["mentee"]) for row in await sql.excluded_in(connection, program=program)]

    async def _portray(self, connection: Connection, people: Collection[UUID], seated: set[UUID]) -> None:
        """Of whoever has a place everything is kept, of the others who is above whom."""
        mirror = self.mirror
        wanted = {one for one in people if one in seated or mirror.has_place(one)}
        if others := {*people} - wanted:
            above = {row["id"]: row["manager"] for row in await sql.managers_of(connection, ids=list(others))}
            for person in others:
                mirror.move(person, above.get(person))
                await self.turns()
        if wanted:
            found = {row["id"]: row for row in await sql.people_of(connection, ids=list(wanted))}
            for person in wanted:
                row = found.get(person)
                mirror.move(person, None if row is None else row["manager"])
                mirror.hang({} if row is None else {person: Portrait.of(row)}, gone=() if row else (person,))
                await self.turns()

    async def _revise(self, connection: Connection, program: Program, at: datetime) -> None:
        roster = self.mirror.rosters.get(program.id)
        if program.state != "open":
            self.mirror.close(program.id)
        elif roster is None:
            self.mirror.open(await self._read(connection, program), at)
        elif roster.program != program:
            roster.revise(program)
            for number, tie in await self._elsewhere(connection, program):
                self.mirror.tie(number, tie)

    async def _elsewhere(self, connection: Connection, program: Program) -> list[tuple[UUID, Tie]]:
        """Mentorships of other programs; those that ended only where the program wants to know of them."""
        ended = program.rules.earlier_partners == "never"
        return _ties(await sql.mentorships_elsewhere(connection, program=program.id, ended=ended), MENTORSHIPS)

    async def _read(self, connection: Connection, program: Program) -> Held:
        places = [_place(row) for row in await sql.places_in(connection, program=program.id)]
        unknown = self.mirror.unknown(one.person for one in places)
        found = await sql.people_of(connection, ids=list(unknown))
        self.mirror.hang({row["id"]: Portrait.of(row) for row in found})
        ties = _ties(await sql.mentorships_in(connection, program=program.id), MENTORSHIPS)
        ties += _ties(await sql.proposals_in(connection, program=program.id), PROPOSALS)
        ties += await self._elsewhere(connection, program)
        return Held(program, places, ties, await self._excluded(connection, program.id))


def _portions(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    listed = [*ids]
    return (listed[start : start + PORTION] for start in range(0, len(listed), PORTION))


def _place(row: asyncpg.Record) -> Enrollment:
    return Enrollment(**dict(row))


def _ties(found: Sequence[asyncpg.Record], states: Mapping[str, Bar]) -> list[tuple[UUID, Tie]]:
    ties = ((row["id"], _tie(row, states)) for row in found)
    return [(number, tie) for number, tie in ties if tie is not None]


def _tie(row: asyncpg.Record, states: Mapping[str, Bar]) -> Tie | None:
    """What somebody asked for fills a place of whoever is asked, and none of their own."""
    bar = states.get(row["state"])
    if bar is None:
        return None
    asked_by = row.get("asked_by")
    sides = ("mentor", "mentee") if bar in RUNNING else ()
    takes = tuple(row[f"{side}_enrollment"] for side in sides if asked_by is None or row[side] != asked_by)
    return Tie(row["program"], row["mentor"], row["mentee"], bar, takes)
