"""People and their participant profiles."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from mentoring.postgres import Connection, queries
from mentoring.profile.domain.participant import Participant, Skill, Wish
from mentoring.profile.domain.person import Person

_SQL: Final = queries("mentoring.profile.adapters.postgres")
COLUMNS: Final = (
    *("id", "employee_id", "given_name", "family_name", "email", "locale", "zone", "manager", "department", "site"),
    *("job_title", "function", "job_level", "status", "languages"),
)
"""Of a person, in the order of the noun's fields."""
_row_of: Final = attrgetter(*COLUMNS)


def a_person(row: Sequence[Any]) -> Person:
    """The person in a row whose last columns are COLUMNS."""
    *facts, languages = row
    return Person(*(*facts, tuple(languages)))


class People:
    """Everybody HR has told of."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def hold(self, people: Collection[UUID]) -> dict[UUID, Person]:
        """Those of them who exist, held until the work ends."""
        rows = await _SQL.hold_people(self._connection, ids=list(people))
        return {row["id"]: a_person(tuple(row)) for row in rows}

    async def add(self, people: Sequence[Person]) -> None:
        """Store new people."""
        if people:
            rows = map(_row_of, people)
            await self._connection.copy_records_to_table("people", columns=COLUMNS, records=rows)

    async def save(self, people: Sequence[Person]) -> None:
        """Store people who are held."""
        if not people:
            return
        held = list(zip(*map(_row_of, people), strict=True))
        await _SQL.save_people(
            self._connection,
            ids=held[0],
            given_names=held[2],
            family_names=held[3],
            emails=held[4],
            locales=held[5],
            zones=held[6],
            managers=held[7],
            departments=held[8],
            sites=held[9],
            job_titles=held[10],
            functions=held[11],
            job_levels=held[12],
            statuses=held[13],
            languages=[",".join(spoken) for spoken in held[14]],
        )


def a_participant(row: Any) -> Participant:
    """The profile in a row."""
    wish = Wish(
        headline=row["headline"],
        skills_offered=_skills(row["skills_offered"]),
        skills_wanted=_skills(row["skills_wanted"]),
        interests=tuple(row["interests"]),
        languages=tuple(row["languages"]),
        zone=row["zone"],
        capacity=row["capacity"],
        paused_until=row["paused_until"],
        goals=tuple(row["goals"]),
        transitions_lived=tuple(row["transitions_lived"]),
        transitions_sought=tuple(row["transitions_sought"]),
        styles=tuple(row["styles"]),
        meets=row["meets"],
    )
    return Participant(row["person"], wish, row["revision"])


def _skills(stored: Sequence[Any]) -> tuple[Skill, ...]:
    return tuple(Skill(name, level) for name, level in stored)


class Participants:
    """The profiles that their owners have saved."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, people: Collection[UUID]) -> dict[UUID, Participant]:
        """Profiles of people who are held; whoever has saved none is not in it."""
        rows = await _SQL.participants_of(self._connection, people=list(people))
        return {row["person"]: a_participant(row) for row in rows}

    async def save(self, participant: Participant) -> None:
        """Store one."""
        wish = participant.wish
        await _SQL.save_participant(
            self._connection,
            person=participant.person,
            headline=wish.headline,
            skills_offered=[[skill.name, skill.level] for skill in wish.skills_offered],
            skills_wanted=[[skill.name, skill.level] for skill in wish.skills_wanted],
            interests=wish.interests,
            languages=wish.languages,
            zone=wish.zone,
            capacity=wish.capacity,
            paused_until=wish.paused_until,
            goals=wish.goals,
            transitions_lived=wish.transitions_lived,
            transitions_sought=wish.transitions_sought,
            styles=wish.styles,
            meets=wish.meets,
            revision=participant.revision,
        )
