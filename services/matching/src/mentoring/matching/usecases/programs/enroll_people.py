"""People take their places in a program."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from mentoring.contracts.matching import PersonEnrolled
from mentoring.kernel import Refused
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.enrollment import Enrollment, EnrollmentId, PersonId, Place
from mentoring.matching.domain.errors.enrollments import AlreadyEnrolled, ListedTwice, PersonHasLeft, PersonUnknown
from mentoring.matching.domain.person import Person
from mentoring.matching.domain.program import Program, ProgramId
from mentoring.matching.domain.terms import Criterion
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots

_BREATH: Final = 200
"""Rows between two turns of whoever else is served by this process."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody to enroll, by id or by the HR system's own; without a capacity a mentor's profile gives it."""

    place: Place
    person: PersonId | None = None
    employee_id: str | None = None
    capacity: int | None = None
    top: Criterion | None = None

    @property
    def name(self) -> str:
        """Who is meant, as it was given."""
        return str(self.person or self.employee_id)


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row: an enrollment, or the reason why not."""

    row: int
    person: PersonId | None
    enrollment: EnrollmentId | None = None
    refusal: Refused | None = None


async def enroll_people(program_id: ProgramId, rows: Sequence[Row], by: Actor, work: Work) -> list[RowReport]:
    """Whoever works here takes each place in an open program once; a row that cannot be used hinders no other."""
    program = await work.programs.get(program_id)
    program.must_be_run_by(by)
    program.must_be_open(work.now())
    numbers = await work.people.with_employee_ids({row.employee_id for row in rows if row.employee_id is not None})
    wanted = [row.person or numbers.get(row.employee_id or "") for row in rows]
    people = await work.people.hold({person for person in wanted if person is not None})
    judged = await _judge(program, rows, wanted, people, work)
    added = await work.enrollments.add([one for one in judged if isinstance(one, Enrollment)])
    reports = []
    for number, (row, person, one) in enumerate(zip(rows, wanted, judged, strict=True), start=1):
        if number % _BREATH == 0:
            await asyncio.sleep(0)
        if isinstance(one, Refused):
            reports.append(RowReport(number, person, refusal=one))
        elif one.id not in added:
            refusal = AlreadyEnrolled(person=row.name, place=row.place)
            reports.append(RowReport(number, person, refusal=refusal))
        else:
            reports.append(RowReport(number, person, enrollment=one.id))
            work.announce(PersonEnrolled(enrollment=one.id, program=program_id, person=one.person, place=one.place))
            work.announce(snapshots.of_enrollment(one))
    await work.mentors.mark([one.person for one in judged if isinstance(one, Enrollment) and one.id in added])
    return reports


async def _judge(
    program: Program,
    rows: Sequence[Row],
    wanted: Sequence[UUID | None],
    people: Mapping[UUID, Person],
    work: Work,
) -> list[Enrollment | Refused]:
    listed: set[tuple[UUID, Place]] = set()
    judged: list[Enrollment | Refused] = []
    for number, (row, person) in enumerate(zip(rows, wanted, strict=True)):
        if number % _BREATH == 0:
            await asyncio.sleep(0)
        known = people.get(person) if person is not None else None
        if known is None:
            judged.append(PersonUnknown(person=row.name))
        elif known.status == "left":
            judged.append(PersonHasLeft(person=row.name))
        elif (known.id, row.place) in listed:
            judged.append(ListedTwice(person=row.name, place=row.place))
        else:
            one = _place(program, row, known, work)
            judged.append(one)
            if isinstance(one, Enrollment):
                listed.add((known.id, row.place))
    return judged


def _place(program: Program, row: Row, person: Person, work: Work) -> Enrollment | Refused:
    given = person.says.capacity if row.place == "mentor" else 1
    try:
        program.must_have_place(row.place)
        return Enrollment(
            id=work.new_id(),
            program=program.id,
            person=person.id,
            place=row.place,
            capacity=given if row.capacity is None else row.capacity,
            top=row.top,
            enrolled_at=work.now(),
        )
    except Refused as refusal:
        return refusal
