"""A mentorship gets more time."""

from datetime import date

from mentoring.contracts.matching import MentorshipExtended
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.mentorship import MentorshipId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell
from mentoring.matching.usecases.mentorships.who_may import must_be_theirs_or_run


async def extend_mentorship(mentorship_id: MentorshipId, by: Actor, ends_on: date, work: Work) -> None:
    """Either of the two extends it, or whoever runs the program, also beyond the program's last day."""
    found = await work.mentorships.hold(mentorship_id)
    await must_be_theirs_or_run(found, by, work)
    extended = found.extended(ends_on, work.now())
    rhythm = None if extended.cadence is None else snapshots.cadence(extended.cadence)
    told = MentorshipExtended(**pair_of(extended), before=found.ends_on, ends_on=ends_on, cadence=rhythm, by=by.person)
    await save_and_tell([extended], lambda _: told, work)
