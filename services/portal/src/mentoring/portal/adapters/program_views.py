"""What the people who run programs see."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from mentoring.portal.adapters.looking import Looking
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.program import Figures, Places, Program, Run
from mentoring.portal.domain.progress import Progress

Row = Mapping[str, Any]
CRITERIA: Final = ("skills", "interests", "stage", "zone")


class PostgresProgramViews(Looking):
    """See `mentoring.portal.ports.views.ProgramViews`."""

    async def programs(self, manager: UUID | None) -> list[Program]:
        """Running ones first."""
        rows = await self._sql.programs_of(self._connection, manager=manager)
        people = await self.people(person for row in rows for person in row["managers"])
        return [_program(row, people) for row in rows]

    async def program(self, program: UUID) -> Program | None:
        """With its managers' names."""
        row = await self._sql.program_by_id(self._connection, program=program)
        return _program(row, await self.people(row["managers"])) if row else None

    async def places(self, program: UUID) -> Places:
        """By place."""
        rows = await self._sql.places_in(self._connection, program=program)
        found = {row["place"]: row for row in rows}
        return Places(
            mentors=_people(found.get("mentor")),
            mentees=_people(found.get("mentee")),
            peers=_people(found.get("peer")),
            capacity=found["mentor"]["capacity"] if "mentor" in found else 0,
        )

    async def progress(self, program: UUID) -> Progress:
        """In people."""
        row = await self._sql.progress_of(self._connection, program=program)
        return Progress(row["enrolled"], row["proposed"], row["accepted"], row["met"])

    async def runs(self, program: UUID) -> list[Run]:
        """The newest first."""
        return [_run(row) for row in await self._sql.runs_of(self._connection, program=program)]

    async def run(self, run: UUID) -> Run | None:
        """One match run."""
        row = await self._sql.run_by_id(self._connection, run=run)
        return _run(row) if row else None


def _people(row: Row | None) -> int:
    return row["people"] if row else 0


def _program(row: Row, people: Mapping[UUID, Person]) -> Program:
    return Program(
        id=row["program"],
        name=row["name"],
        kind=row["kind"],
        state=row["state"],
        objectives=tuple(row["objectives"]),
        starts=row["starts"],
        ends=row["ends"],
        every=row["every"],
        minutes=row["minutes"],
        not_in_reporting_line=row["rules"].get("not_in_reporting_line", True),
        shared_language=row["rules"].get("shared_language", True),
        weights=tuple((name, row["weights"][name]) for name in CRITERIA if name in row["weights"]),
        managers=tuple(people[manager] for manager in row["managers"]),
        answer_within=row["answer_within"],
    )


def _run(row: Row) -> Run:
    figures = row["figures"]
    return Run(
        id=row["run"],
        program=row["program"],
        state=row["state"],
        started_at=row["started_at"],
        figures=Figures(**(figures | {"histogram": tuple(figures["histogram"])})) if figures else None,
        failure=row["failure"],
    )
