"""What falls due."""

from datetime import timedelta

from mentoring.runtime import Clock
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.book_check_ins import book_next_check_ins
from mentoring.scheduling.usecases.retell_assumed_hours import retell_assumed_hours

clock = Clock()


@clock.step(every=timedelta(seconds=5))
async def book_check_ins(work: Work) -> int:
    """As the horizon rolls, and where a mentorship came before its people."""
    return await book_next_check_ins(work)


@clock.step(every=timedelta(minutes=1))
async def retell_hours(work: Work) -> int:
    """After the setting of the company's working hours was changed."""
    return await retell_assumed_hours(work)
