"""When a person can meet: read and stated by themselves alone."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from mentoring.contracts.scheduling import Hours
from mentoring.runtime import Caller, Doors, IfMatch, known
from mentoring.scheduling.domain.hours import Availability, Stretch, week
from mentoring.scheduling.ports import Views, Work
from mentoring.scheduling.usecases.state_availability import look_at_availability, state_availability

availability = Doors(tags=["availability"])


class AvailabilityBody(BaseModel):
    """When a person can meet; ``stated`` false: the company's working hours are assumed."""

    person: UUID
    zone: str
    hours: list[Hours]
    stated: bool
    version: int
    """Also the ETag."""

    @classmethod
    def of(cls, found: Availability) -> Self:
        """As it is sent."""
        hours = [
            Hours(weekday=stretch.weekday, starts=stretch.clock()[0], ends=stretch.clock()[1])
            for stretch in found.hours
        ]
        return cls(person=found.person, zone=found.zone, hours=hours, stated=found.stated, version=found.version)


class StatedBody(BaseModel):
    """What a person says. Without hours they take their word back."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    zone: Annotated[str, Field(max_length=64)] | None = None
    """IANA zone of the hours; by default the one that HR knows, also when HR changes it."""
    hours: Annotated[list[Hours], Field(max_length=70)] | None
    """Stretches of the week; an empty list: never. Null: the company's working hours."""


@availability.view("/people/{person}/availability", policy=known, version_of=lambda body: body.version)
async def look(person: UUID, caller: Caller, views: Views) -> AvailabilityBody:
    """When the caller can meet."""
    return AvailabilityBody.of(await look_at_availability(person, caller.known, views))


@availability.command("PUT", "/people/{person}/availability", policy=known, version_of=lambda body: body.version)
async def state(person: UUID, read: IfMatch, body: StatedBody, caller: Caller, work: Work) -> AvailabilityBody:
    """When the caller can meet, from now on; what is booked stays booked."""
    hours = None
    if body.hours is not None:
        hours = week(Stretch.parse(each.weekday, each.starts, each.ends) for each in body.hours)
    return AvailabilityBody.of(await state_availability(person, body.zone, hours, read, caller.known, work))
