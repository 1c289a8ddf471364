"""What the two of a mentorship can plan, and what is planned: common free slots, check-ins."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime, BaseModel

from mentoring.runtime import Caller, Doors, Page, Paged, known
from mentoring.scheduling.domain.check_in import CheckIn, CheckInState
from mentoring.scheduling.domain.zones import instant_of, local
from mentoring.scheduling.entrypoints.http.cursors import number_after
from mentoring.scheduling.ports import Views
from mentoring.scheduling.usecases.find_slots import Slots, Wanted, find_slots, window_of
from mentoring.scheduling.usecases.look_at_check_ins import look_at_check_ins

mentorships = Doors(tags=["mentorships"])


class LocalTime(BaseModel):
    """A slot on one person's clock, with that day's offset."""

    person: UUID
    zone: str
    starts: datetime
    ends: datetime


class SlotBody(BaseModel):
    """A time at which both are free."""

    starts: datetime
    ends: datetime
    local: list[LocalTime]
    """Mentor's, mentee's."""


class SlotsBody(BaseModel):
    """All slots of the window that was searched: what was asked for, within notice and horizon."""

    since: datetime
    until: datetime
    minutes: int
    slots: list[SlotBody]

    @classmethod
    def of(cls, found: Slots) -> Self:
        """As it is sent."""
        since, until = window_of(found)
        slots = [_slot(start, start + found.minutes, found) for start in found.starts]
        return cls(since=since, until=until, minutes=found.minutes, slots=slots)


class CheckInBody(BaseModel):
    """One check-in. Planned: beyond the horizon. Unbooked: the pair picks a time by ``POST /sessions``."""

    number: int
    due_on: date
    state: CheckInState
    session: UUID | None

    @classmethod
    def of(cls, found: CheckIn) -> Self:
        """As it is sent."""
        return cls(number=found.number, due_on=found.due_on, state=found.state, session=found.session)


@mentorships.view("/mentorships/{mentorship}/slots", policy=known)
async def slots(
    mentorship: UUID,
    caller: Caller,
    views: Views,
    since: Annotated[AwareDatetime | None, Query(alias="from", description="Default: as soon as possible.")] = None,
    until: Annotated[AwareDatetime | None, Query(alias="to", description="Default: the horizon.")] = None,
    minutes: Annotated[int, Query(ge=15, le=240)] = 30,
    moving: Annotated[UUID | None, Query(description="A session that is to move: its own time counts as free.")] = None,
) -> SlotsBody:
    """When could the two meet? For the two alone."""
    wanted = Wanted(minutes, since, until, moving)
    return SlotsBody.of(await find_slots(mentorship, wanted, caller.known, views))


@mentorships.view("/mentorships/{mentorship}/check-ins", policy=known)
async def check_ins(mentorship: UUID, caller: Caller, views: Views, page: Paged) -> Page[CheckInBody]:
    """The check-ins that the program's cadence asks for, by number. For the two alone."""
    after = number_after(page)
    found = await look_at_check_ins(mentorship, caller.known, views)
    rows = [CheckInBody.of(each) for each in found if each.number > after]
    return page.of(rows[: page.limit + 1], by=lambda row: [row.number])


def _slot(start: int, end: int, found: Slots) -> SlotBody:
    clocks = [
        LocalTime(person=each.person, zone=each.zone, starts=local(start, each.zone), ends=local(end, each.zone))
        for each in found.pair
    ]
    return SlotBody(starts=instant_of(start), ends=instant_of(end), local=clocks)
