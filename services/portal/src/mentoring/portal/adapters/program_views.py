"""What the people who run programs see."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID

from mentoring.portal.adapters.looking import Looking
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.program import Places, Program
from mentoring.portal.domain.progress import Progress
from mentoring.portal.domain.room import AnswerHours, Room
from mentoring.portal.domain.run import Certificate, Figures, Group, Load, Run
from mentoring.portal.domain.terms import CRITERIA, Phase, Rules, Terms

Row = Mapping[str, Any]
T = TypeVar("T")


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

    async def rooms(self, people: Sequence[UUID]) -> dict[UUID, Room]:
        """How much room these mentors have; whoever is none is absent."""
        rows = await self._sql.rooms_of(self._connection, people=list(people))
        return {row["person"]: _room(row) for row in rows}

    async def runs(self, program: UUID) -> list[Run]:
        """The newest first."""
        return [_run(row) for row in await self._sql.runs_of(self._connection, program=program)]

    async def run(self, run: UUID) -> Run | None:
        """One match run."""
        row = await self._sql.run_by_id(self._connection, run=run)
        return _run(row) if row else None


def _people(row: Row | None) -> int:
    return row["people"] if row else 0


def _room(row: Row) -> Room:
    hours = row["answer_hours"]
    return _named(Room, {**row, "answer_hours": _named(AnswerHours, hours) if hours else None})


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
        managers=tuple(people[manager] for manager in row["managers"]),
        answer_within=row["answer_within"],
        terms=_terms(row),
        mode=row["mode"],
    )


def _terms(row: Row) -> Terms:
    gap = row["rules"].get("stage_gap") or {}
    size = row["group_size"]
    return Terms(
        rules=_named(Rules, {**row["rules"], "least": gap.get("least"), "most": gap.get("most")}),
        weights=tuple((name, row["weights"].get(name, 0)) for name in CRITERIA),
        prefer_different=tuple(row["weights"].get("prefer_different", ())),
        phases=tuple(Phase(one["name"], one["lasts"]) for one in row["phases"]),
        topics=tuple(row["topics"]),
        answers=row["answers"],
        check_ins=row["check_ins"],
        group=(size["least"], size["most"]),
        open_requests=row["open_requests"],
    )


def _run(row: Row) -> Run:
    return Run(
        id=row["run"],
        program=row["program"],
        state=row["state"],
        started_at=row["started_at"],
        figures=figures_in(row["figures"]) if row["figures"] else None,
        failure=row["failure"],
        mode=row["mode"],
        phase=row["phase"],
        seed=row["seed"],
        engine=row["engine"],
    )


def figures_in(said: Row) -> Figures:
    """Figures as a state tells them; what this page does not know yet is passed over."""
    certificate, load = said.get("certificate"), said.get("load")
    parts = {
        "histogram": tuple(said["histogram"]),
        "certificate": _named(Certificate, certificate) if certificate else None,
        "load": _named(Load, {**load, "shares": tuple(load.get("shares", ()))}) if load else None,
        "groups": tuple(_named(Group, one) for one in said.get("groups", ())),
    }
    return _named(Figures, {**said, **parts})


def _named(kind: type[T], said: Row) -> T:
    """A dataclass from those values that have its names."""
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in said.items() if name in known})
