"""A company as it comes to the suite: an HR file through profile's door, then what its people say about themselves.

A thousand write their profiles through the door, one by one, as people do. That is too slow for a hundred thousand, so
the rest are stored by COPY and told as the use case tells them: into profile's own tables, its versions and its outbox.
From there on everything is as in production: profile's relay, Kafka, matching's worker.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

from mentoring.kernel import Work
from mentoring.local.company.hr_file import write_hr_file
from mentoring.local.company.people import Employee, make_people
from mentoring.local.company.places import STYLES, TRANSITIONS
from mentoring.messaging import Units
from mentoring.postgres import Connection, Database
from mentoring.profile.adapters.hr_files.columns import Columns
from mentoring.profile.adapters.hr_files.reader import CsvFiles
from mentoring.profile.adapters.postgres import PostgresWork
from mentoring.profile.domain.participant import Participant
from mentoring.profile.entrypoints.http.participants import WishBody
from mentoring.profile.usecases.take_snapshot import participant_state
from tests.benchmarks.parts import until
from tests.benchmarks.roles import Doors

HR: Final = "hr_manager"
BY_DOOR: Final = 1000
_AT_ONCE: Final = 8
_CHUNK: Final = 5000
_LONGEST: Final = 600.0
_SKILLS: Final = 400
_COLUMNS: Final = (
    *("person", "headline", "skills_offered", "skills_wanted", "interests", "languages", "zone", "capacity"),
    *("paused_until", "goals", "transitions_lived", "transitions_sought", "styles", "meets", "revision"),
)
_PLACES: Final = ((1, 2, 3, 4, 5, 6), (10, 20, 30, 20, 10, 10))


@dataclass(frozen=True)
class Company:
    """Everybody, what each says of themselves (as the participant's door takes it), and the places of the mentors."""

    people: Sequence[Employee]
    wishes: Mapping[str, Mapping[str, Any]]
    mentors: Mapping[str, int]

    @property
    def mentees(self) -> list[str]:
        """Everybody else."""
        return [one.employee_id for one in self.people if one.employee_id not in self.mentors]


def a_company(mentees: int, mentors: int) -> Company:
    """The mentors are those of the highest levels; the same at every run."""
    chance = Random(1)  # noqa: S311 - made-up people
    people = make_people(mentees + mentors)
    highest = sorted(chance.sample(people, len(people)), key=lambda one: -one.job_level)[:mentors]
    places = {one.employee_id: chance.choices(*_PLACES)[0] for one in highest}
    wishes = {one.employee_id: _wish(one, places.get(one.employee_id), chance) for one in people}
    return Company(people, wishes, places)


def _wish(one: Employee, places: int | None, chance: Random) -> dict[str, Any]:
    """Few skills are common, most are rare; a mentor offers six, a mentee wants three."""
    words = dict.fromkeys(f"Skill {int(_SKILLS ** chance.random())}" for _ in range(6 if places else 3))
    skills = [{"name": word, "level": chance.randint(1, 5)} for word in words]
    return {
        "headline": one.job_title,
        "skills_offered" if places else "skills_wanted": skills,
        "interests": [f"Interest {word}" for word in chance.sample(range(80), 5)],
        "languages": [*one.languages],
        "capacity": places or 1,
        "goals": [*dict.fromkeys(f"Skill {int(_SKILLS ** chance.random())}" for _ in range(2))],
        "transitions_lived" if places else "transitions_sought": chance.sample(TRANSITIONS, 2),
        "styles": chance.sample(STYLES, 2),
        "meets": "either" if chance.random() < 0.6 else "in-person",
    }


async def import_people(doors: Doors, company: Company, folder: Path) -> None:
    """The HR file through profile's door, until its clock has applied it."""
    by = company.people[0].employee_id
    content = write_hr_file(company.people, folder / "company.csv").read_bytes()
    kind = {"Content-Type": "text/csv"}
    made = await doors.call("POST", "/imports", by, roles=[HR], content=content, headers=kind)

    async def applied() -> bool:
        now = await doors.call("GET", f"/imports/{made['import_id']}", by, roles=[HR])
        if now["state"] == "refused" or now["counts"]["rejected"]:
            raise RuntimeError(f"the HR file was refused: {now}")
        return bool(now["state"] == "finished")

    await until(applied, "profile has applied the HR file", within=_LONGEST, every=0.5)


async def write_by_door(doors: Doors, company: Company, numbers: Mapping[str, UUID]) -> float:
    """Some write their profiles, eight at once, each with a token of their own; seconds of a thousand."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def write(employee: str) -> None:
        async with turn:
            path = f"/people/{numbers[employee]}/participant"
            await doors.call("PUT", path, employee, company.wishes[employee], headers={"If-Match": '"0"'})

    began = time.perf_counter()
    async with asyncio.TaskGroup() as writing:
        for employee in [*company.wishes][:BY_DOOR]:
            writing.create_task(write(employee))
    return time.perf_counter() - began


async def store_the_rest(url: str, company: Company, numbers: Mapping[str, UUID]) -> None:
    """By COPY, each told in the transaction that stores it."""
    hr_files = CsvFiles(Columns())

    def work(connection: Connection, under: Work) -> PostgresWork:
        return PostgresWork(connection, under, hr_files)

    wishes = {numbers[employee]: wish for employee, wish in [*company.wishes.items()][BY_DOOR:]}
    people = [*wishes]
    async with Database.open(url) as database:
        units = Units(database, work, lambda: datetime.now(UTC))
        for start in range(0, len(people), _CHUNK):
            async with units.open() as unit:
                held = await unit.work.people.hold(people[start : start + _CHUNK])
                saved = [
                    Participant.of(person).changed(WishBody.model_validate(wishes[number]).wish)
                    for number, person in held.items()
                ]
                await unit.connection.copy_records_to_table("participants", columns=_COLUMNS, records=map(_row, saved))
                for one in saved:
                    unit.work.announce(participant_state(one))


async def numbers_of(url: str) -> dict[str, UUID]:
    """Whom profile made of each row of the file."""
    async with Database.open(url) as database, database.dedicated() as connection:
        return {row["employee_id"]: row["id"] for row in await connection.fetch("SELECT id, employee_id FROM people")}


def _row(one: Participant) -> tuple[Any, ...]:
    wish = one.wish
    offered, wanted = (
        [[skill.name, skill.level] for skill in skills] for skills in (wish.skills_offered, wish.skills_wanted)
    )
    words = (wish.interests, wish.languages, wish.zone, wish.capacity, wish.paused_until, wish.goals)
    choices = (wish.transitions_lived, wish.transitions_sought, wish.styles, wish.meets, one.revision)
    return (one.person, wish.headline, offered, wanted, *words, *choices)
