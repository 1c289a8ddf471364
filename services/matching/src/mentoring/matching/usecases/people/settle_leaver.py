"""Somebody left the company."""

from typing import Final

from mentoring.contracts.matching import EnrollmentWithdrawn
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.introductions.answer_introduction import dissolve_introductions
from mentoring.matching.usecases.mentorships.end_mentorship import bring_to_end
from mentoring.matching.usecases.proposals.withdraw_proposal import take_back

LEFT: Final = "left"


async def settle_leaver(person: PersonId, work: Work) -> None:
    """A leaver's places are given up, their open proposals are withdrawn, their mentorships end.

    Whoever stays behind is offered somebody else. The places are given up first: whoever is about to publish or to
    accept waits for them, and then finds them gone.
    """
    await work.people.set_status(person, LEFT)
    places = [place.withdrawn(LEFT) for place in await work.enrollments.hold_of_person(person)]
    await work.enrollments.save(places)
    await work.mentors.mark([person])
    for place in places:
        work.announce(EnrollmentWithdrawn(enrollment=place.id, program=place.program, person=place.person, reason=LEFT))
        work.announce(snapshots.of_enrollment(place))
    for proposal in await work.proposals.hold_open_of_person(person):
        await take_back(proposal, LEFT, work, gone=person)
    for mentorship in await work.mentorships.hold_running_of_person(person):
        await bring_to_end(mentorship, LEFT, work, rematch_for=frozenset({mentorship.other(person)}))
    await dissolve_introductions(person, work)
