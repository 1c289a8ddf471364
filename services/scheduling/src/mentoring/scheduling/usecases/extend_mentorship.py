"""A mentorship gets more time."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from mentoring.contracts.scheduling import CheckInsPlanned
from mentoring.scheduling.domain.check_in import more_check_ins
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.book_check_ins import book_check_ins
from mentoring.scheduling.usecases.telling import tell_check_ins


async def extend_mentorship(mentorship: UUID, ends_on: date, work: Work) -> None:
    """Further check-ins follow in the rhythm of the last one, up to the new last day."""
    found = await work.mentorships.hold(mentorship)
    if found is None or found.state == "ended":
        return
    extended = replace(found, ends_on=ends_on)
    await work.mentorships.save(extended)
    more = more_check_ins(extended, await work.check_ins.of(mentorship))
    if not more:
        return
    await work.check_ins.save(mentorship, more)
    work.announce(CheckInsPlanned(mentorship=mentorship, due_on=[each.due_on for each in more]))
    if extended.state == "paused" or not await book_check_ins(extended, work):
        tell_check_ins(mentorship, await work.check_ins.of(mentorship), work)
