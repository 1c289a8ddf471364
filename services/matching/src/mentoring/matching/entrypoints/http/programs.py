"""Programs and who takes part in them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Body
from pydantic import BaseModel, ConfigDict, Field, model_validator

from mentoring.contracts import matching as told
from mentoring.contracts.matching import EnrollmentState, ProgramState
from mentoring.contracts.words import ProgramKind
from mentoring.matching.domain.terms import AnswerTime, Cadence, Rules, Timeline, Weights
from mentoring.matching.entrypoints.http.paging import after_id, paged
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.programs import create_program, enroll_people, open_program
from mentoring.runtime import Caller, Doors, Page, Paged, known_or_role, role

programs = Doors(tags=["programs"])
HR = "hr_manager"
ROWS_AT_ONCE = 5000


class ProgramBody(BaseModel):
    """A program to be written down."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: str
    kind: ProgramKind = "formal"
    objectives: list[str]
    timeline: told.Timeline
    cadence: told.Cadence
    rules: told.Rules = told.Rules()
    weights: told.Weights = told.Weights()
    managers: list[UUID] = Field(default_factory=list, max_length=50)
    """Who runs it; whoever creates it, when nobody is named."""
    answer_within: str = "P7D"
    """How long a proposal stays open, ISO 8601: PT12H, P7D, P2W."""


class ProgramCreated(BaseModel):
    """The new program."""

    program: UUID


class EnrollmentRow(BaseModel):
    """Somebody to enroll, named by id or by the HR system's own id."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    place: Literal["mentor", "mentee"]
    person: UUID | None = None
    employee_id: str | None = None
    capacity: int | None = None
    """Mentorships at once; a mentor's profile gives it when it is left out, and a mentee has one."""

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


@programs.command("POST", "/programs", policy=role(HR), created=True)
async def create(body: ProgramBody, caller: Caller, work: Work) -> ProgramCreated:
    """Write a formal program down; people of HR do."""
    program = await create_program.create_program(
        name=body.name,
        kind=body.kind,
        objectives=body.objectives,
        timeline=Timeline(body.timeline.starts, body.timeline.ends),
        cadence=Cadence(body.cadence.every, body.cadence.minutes),
        rules=Rules(**body.rules.model_dump()),
        weights=Weights(**body.weights.model_dump()),
        answer_within=AnswerTime(body.answer_within),
        managers=body.managers,
        by=caller,
        work=work,
    )
    return ProgramCreated(program=program)


@programs.command("POST", "/programs/{program_id}/opening", policy=known_or_role(HR))
async def open_(program_id: UUID, caller: Caller, work: Work) -> None:
    """From now on people can be enrolled and matched."""
    await open_program.open_program(program_id, by=caller, work=work)


@programs.command("POST", "/programs/{program_id}/enrollments", policy=known_or_role(HR))
async def enroll(
    program_id: UUID,
    rows: Annotated[list[EnrollmentRow], Body(min_length=1, max_length=ROWS_AT_ONCE)],
    caller: Caller,
    work: Work,
) -> EnrollmentReport:
    """Enroll many at once; a row that cannot be used hinders no other."""
    wanted = [enroll_people.Row(row.place, row.person, row.employee_id, row.capacity) for row in rows]
    reports = await enroll_people.enroll_people(program_id, wanted, by=caller, work=work)
    outcomes = [_outcome(report) for report in reports]
    enrolled = sum(outcome.outcome == "enrolled" for outcome in outcomes)
    return EnrollmentReport(enrolled=enrolled, refused=len(outcomes) - enrolled, rows=outcomes)


@programs.view("/programs", policy=known_or_role(HR))
async def listed(views: Views, page: Paged) -> Page[ProgramState]:
    """All programs, newest first."""
    found = await views.programs(after=after_id(page), most=page.limit + 1)
    return paged(page, found, by=lambda program: str(program.id), show=snapshots.of_program)


@programs.view("/programs/{program_id}", policy=known_or_role(HR))
async def program(program_id: UUID, views: Views) -> ProgramState:
    """A program as it stands."""
    return snapshots.of_program(await views.program(program_id))


@programs.view("/programs/{program_id}/enrollments", policy=known_or_role(HR))
async def enrollments(program_id: UUID, caller: Caller, views: Views, page: Paged) -> Page[EnrollmentState]:
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
