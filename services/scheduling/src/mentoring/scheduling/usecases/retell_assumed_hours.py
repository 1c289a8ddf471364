"""The company changed its working hours: everybody who stated none can meet at other times now."""

from typing import Final
from uuid import UUID

from mentoring.scheduling.domain.hours import Assumed
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.telling import tell_availability

_AT_ONCE: Final = 500
_NOBODY: Final = UUID(int=0)


async def retell_assumed_hours(work: Work) -> int:
    """A changed setting is told for all whom it concerns, some at a time; how many were told.

    Who comes meanwhile is told of the new hours when they come.
    """
    assumed = await work.hours.hold_assumed(work.rules.hours)
    if assumed is None:
        return 0
    if assumed.hours != work.rules.hours:
        assumed = Assumed(work.rules.hours, told_up_to=_NOBODY)
    if assumed.told_up_to is None:
        return 0
    silent = await work.hours.hold_silent(assumed.told_up_to, _AT_ONCE)
    for person in silent:
        tell_availability(work.rules.availability(person, None), work)
    await work.hours.save_assumed(Assumed(assumed.hours, silent[-1].id if silent else None))
    return len(silent)
