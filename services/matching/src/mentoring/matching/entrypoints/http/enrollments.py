"""Who takes part in which program: enrolled by those who run it, or by themselves."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Body
from pydantic import BaseModel, ConfigDict, model_validator

from mentoring.contracts.matching import EnrollmentState
from mentoring.contracts.words import Criterion, Place
from mentoring.matching.entrypoints.http.paging import after_id, paged
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.programs import enroll_people
from mentoring.matching.usecases.programs.join_program import change_place, join_program, leave_program
from mentoring.runtime import Caller, Doors, Page, Paged, known, known_or_role

enrollments = Doors(tags=["enrollments"])
HR = "hr_manager"
ROWS_AT_ONCE = 5000


class EnrollmentRow(BaseModel):
    """Somebody to enroll, named by id or by the HR system's own id."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    place: Place
    person: UUID | None = None
    employee_id: str | None = None
    capacity: int | None = None
    """Mentorships at once; a mentor's profile gives it when it is left out, and others have one."""
    top: Criterion | None = None
    """The criterion that counts double for this person."""

    @model_validator(mode="after")
    def _is_named_once(self) -> "EnrollmentRow":
        if (self.person is None) == (self.employee_id is None):
            raise ValueError("name the person by `person` or by `employee_id`, one of the two")
        return self


class EnrollmentOutcome(BaseModel):
    """What became of a row; rows count from 1."""

    row: int
    outcome: Literal["enrolled", "refused"]
    person: UUID | None
    enrollment: UUID | None = None
    code: str | None = None
    reason: str | None = None


class EnrollmentReport(BaseModel):
    """What became of a batch."""

    enrolled: int
    refused: int
    rows: list[EnrollmentOutcome]


class Joining(BaseModel):
    """A place that somebody takes by themselves."""

    model_config = ConfigDict(extra="forbid")

    place: Place
    capacity: int | None = None
    top: Criterion | None = None


class Joined(BaseModel):
    """The new place."""

    enrollment: UUID


class PlaceChange(BaseModel):
    """How a place is to be: a capacity (left out: as it was), and the criterion that counts double (null: none)."""

    model_config = ConfigDict(extra="forbid")

    capacity: int | None = None
    top: Criterion | None = None


@enrollments.command("POST", "/programs/{program_id}/enrollments", policy=known_or_role(HR))
async def enroll(
    program_id: UUID,
    rows: Annotated[list[EnrollmentRow], Body(min_length=1, max_length=ROWS_AT_ONCE)],
    caller: Caller,
    work: Work,
) -> EnrollmentReport:
    """Enroll many at once; a row that cannot be used hinders no other."""
    wanted = [enroll_people.Row(row.place, row.person, row.employee_id, row.capacity, row.top) for row in rows]
    reports = await enroll_people.enroll_people(program_id, wanted, by=caller, work=work)
    outcomes = [_outcome(report) for report in reports]
    enrolled = sum(outcome.outcome == "enrolled" for outcome in outcomes)
    return EnrollmentReport(enrolled=enrolled, refused=len(outcomes) - enrolled, rows=outcomes)


@enrollments.command("POST", "/programs/{program_id}/places", policy=known, created=True)
async def join(program_id: UUID, body: Joining, caller: Caller, work: Work) -> Joined:
    """Take a place by oneself, in a program that people join."""
    place = await join_program(program_id, caller.known, body.place, body.capacity, body.top, work)
    return Joined(enrollment=place)


@enrollments.command("PATCH", "/enrollments/{enrollment_id}", policy=known_or_role(HR))
async def change(enrollment_id: UUID, body: PlaceChange, caller: Caller, work: Work) -> None:
    """Another capacity, another criterion that counts double."""
    await change_place(enrollment_id, caller, body.capacity, body.top, work)


@enrollments.command("POST", "/enrollments/{enrollment_id}/withdrawal", policy=known_or_role(HR))
async def leave(enrollment_id: UUID, caller: Caller, work: Work) -> None:
    """Give a place up; what was offered in it is taken back."""
    await leave_program(enrollment_id, caller, work)


@enrollments.view("/programs/{program_id}/enrollments", policy=known_or_role(HR))
async def listed(program_id: UUID, caller: Caller, views: Views, page: Paged) -> Page[EnrollmentState]:
    """Who has or had a place; for those who run the program."""
    (await views.program(program_id)).must_be_run_by(caller)
    found = await views.enrollments(program_id, after=after_id(page), most=page.limit + 1)
    return paged(page, found, by=lambda enrollment: str(enrollment.id), show=snapshots.of_enrollment)


def _outcome(report: enroll_people.RowReport) -> EnrollmentOutcome:
    refusal = report.refusal
    return EnrollmentOutcome(
        row=report.row,
        outcome="enrolled" if refusal is None else "refused",
        person=report.person,
        enrollment=report.enrollment,
        code=None if refusal is None else refusal.code,
        reason=None if refusal is None else str(refusal),
    )
