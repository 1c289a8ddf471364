"""Somebody is not there until a day of their own."""

from datetime import datetime
from typing import Final

from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.mentor import must_lie_ahead
from mentoring.matching.ports import Work
from mentoring.matching.usecases.proposals.withdraw_proposal import take_back

AWAY: Final = "away"


async def begin_pause(person: PersonId, until: datetime, work: Work) -> None:
    """Nobody asks them before ``until``, and they need do nothing to end it. Holds their places."""
    await work.people.pause(person, must_lie_ahead(until, work.now()))
    await work.enrollments.hold_of_person(person)
    await work.mentors.mark([person])


async def take_back_open(person: PersonId, work: Work) -> None:
    """Everything that is open for somebody who is not there is taken back; the others are passed on."""
    for proposal in await work.proposals.hold_open_of_person(person):
        await take_back(proposal, AWAY, work, gone=person)
