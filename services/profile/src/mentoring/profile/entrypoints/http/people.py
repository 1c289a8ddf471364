"""People: who I am, who others are, and the HR system's batches."""

from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from mentoring.profile.domain.career import CareerStage
from mentoring.profile.domain.errors import PersonMissing
from mentoring.profile.domain.person import Employment, Person
from mentoring.profile.entrypoints.http.imports import CountsBody, RemarkBody, hr, hr_or_operator
from mentoring.profile.entrypoints.http.marks import uuid_of
from mentoring.profile.entrypoints.http.rows import cells_of
from mentoring.profile.ports import Colleagues, Views, Work
from mentoring.profile.usecases.upsert_people import upsert_people
from mentoring.runtime import Caller, Doors, Page, Paged, known_or_role, signed_in

people = Doors(tags=["people"])
MOST_ROWS = 1000


class PersonBody(BaseModel):
    """A person as the HR system knows them."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)

    id: UUID
    employee_id: str
    name: str
    given_name: str
    family_name: str
    email: str | None
    locale: str
    zone: str
    manager: UUID | None
    department: str | None
    site: str | None
    job_title: str | None
    function: str | None
    """What the person does, whatever the department."""
    job_level: int | None
    career_stage: CareerStage | None
    """Derived from the job level."""
    status: Employment

    @classmethod
    def of(cls, person: Person) -> Self:
        """As it is sent."""
        return cls.model_validate(person)


class MeBody(BaseModel):
    """Who is signed in."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    subject: str
    roles: list[str]
    person: PersonBody | None
    """None where HR has not told of this person."""


class BatchBody(BaseModel):
    """People by rows: the fields of an HR file, each row judged for itself.

    A field that is left out stays as it is; null empties it.
    """

    model_config = ConfigDict(extra="forbid")

    people: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_ROWS)]


class BatchReport(BaseModel):
    """What a batch did, and what is wrong or strange, row by row; rows are counted from 1."""

    counts: CountsBody
    rows: list[RemarkBody]


@people.command("POST", "/people/batch", policy=hr)
async def upsert(body: BatchBody, work: Work) -> BatchReport:
    """Take in people by their employee id. Rows that cannot be used are reported; the others take effect together."""
    taken = await upsert_people([cells_of(place, row) for place, row in enumerate(body.people, start=1)], work)
    remarks = [RemarkBody.of(place, remark) for place, remark in enumerate(taken.remarks, start=1)]
    return BatchReport(counts=CountsBody.model_validate(taken.counts), rows=remarks)


@people.view("/me", policy=signed_in)
async def me(caller: Caller, views: Views) -> MeBody:
    """Who is signed in, and whether the suite knows them."""
    person = None if caller.person is None else await views.person(caller.person)
    shown = None if person is None else PersonBody.of(person)
    return MeBody(subject=caller.subject, roles=sorted(caller.roles), person=shown)


@people.view("/people", policy=hr_or_operator)
async def colleagues(
    page: Paged,
    views: Views,
    employee_id: Annotated[str | None, Query(max_length=64)] = None,
    email: Annotated[str | None, Query(max_length=254)] = None,
    status: Employment | None = None,
) -> Page[PersonBody]:
    """All people, or those with this employee id, address or status."""
    which = Colleagues(employee_id=employee_id, email=email, status=status)
    found = await views.people(which, uuid_of(page.after), page.limit + 1)
    return page.of([PersonBody.of(person) for person in found], by=lambda body: [str(body.id)])


@people.view("/people/{person_id}", policy=known_or_role("hr_manager", "hr_integration", "operator"))
async def one_person(person_id: UUID, views: Views) -> PersonBody:
    """One person."""
    person = await views.person(person_id)
    if person is None:
        raise PersonMissing(person=person_id)
    return PersonBody.of(person)
