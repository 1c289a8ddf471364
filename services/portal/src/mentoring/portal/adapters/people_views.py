"""People, their profiles, the company in numbers, imports."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from mentoring.portal.adapters.looking import Looking, person_in
from mentoring.portal.domain.news import Headcount, Import
from mentoring.portal.domain.participant import Participant, Skill
from mentoring.portal.domain.person import Person

COUNTS: Final = ("joined", "changed", "rehired", "left", "unchanged", "rejected", "warned")
"""As pages list them."""


class PostgresPeopleViews(Looking):
    """See `mentoring.portal.ports.views.PeopleViews`."""

    async def person(self, person: UUID) -> Person:
        """Or the placeholder."""
        return (await self.people([person]))[person]

    async def participant(self, person: UUID) -> Participant | None:
        """None where nothing was said yet."""
        row = await self._sql.participant_of(self._connection, person=person)
        if row is None:
            return None
        return Participant(
            headline=row["headline"],
            offered=_skills(row["skills_offered"]),
            wanted=_skills(row["skills_wanted"]),
            interests=tuple(row["interests"]),
            languages=tuple(row["languages"]),
            zone=row["zone"],
            capacity=row["capacity"],
            paused_until=row["paused_until"],
            goals=tuple(row["goals"]),
            lived=tuple(row["transitions_lived"]),
            sought=tuple(row["transitions_sought"]),
            styles=tuple(row["styles"]),
            meeting=row["meets"],
        )

    async def headlines(self, people: Sequence[UUID]) -> dict[UUID, str]:
        """Whoever says nothing is absent."""
        rows = await self._sql.headlines_of(self._connection, people=list(people))
        return {row["person"]: row["headline"] for row in rows}

    async def skills_named(self, limit: int = 200) -> list[str]:
        """The most frequent first."""
        return [row["name"] for row in await self._sql.skills_named(self._connection, limit=limit)]

    async def people_called(self, references: Sequence[str]) -> dict[str, Person]:
        """By employee id or address, as they were written."""
        rows = await self._sql.people_called(self._connection, references=list(references))
        return {row["reference"]: person_in(row) for row in rows}

    async def headcount(self) -> Headcount:
        """By employment."""
        rows = await self._sql.headcount(self._connection)
        found = {row["status"]: row["people"] for row in rows}
        return Headcount(found.get("active", 0), found.get("on-leave", 0), found.get("left", 0))

    async def imports(self, limit: int = 10) -> list[Import]:
        """The newest first."""
        return [_import(row) for row in await self._sql.imports_lately(self._connection, limit=limit)]

    async def import_(self, import_id: UUID) -> Import | None:
        """One import."""
        row = await self._sql.import_by_id(self._connection, import_id=import_id)
        return _import(row) if row else None


def _skills(listed: Sequence[Mapping[str, Any]]) -> tuple[Skill, ...]:
    return tuple(Skill(one["name"], one["level"]) for one in listed)


def _import(row: Mapping[str, Any]) -> Import:
    counts = row["counts"] or {}
    return Import(
        id=row["import_id"],
        state=row["state"],
        told_at=row["told_at"],
        rows=row["rows"],
        rejected=row["rejected"],
        counts=tuple((name, counts[name]) for name in COUNTS if name in counts),
        reason=row["reason"],
    )
