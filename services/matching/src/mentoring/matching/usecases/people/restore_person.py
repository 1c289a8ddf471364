"""Somebody who had left works here again."""

from collections.abc import Mapping
from uuid import UUID

from mentoring.contracts.matching import EnrollmentRestored
from mentoring.matching.domain.enrollment import Enrollment, PersonId
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.program import Program
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.gather_pairs import gather_pairs
from mentoring.matching.usecases.proposals.make_proposals import Offer, make_proposals


async def restore_person(person: PersonId, work: Work) -> None:
    """The places that a leaver had to give up are theirs again, and they wait in them.

    What ended because they left is offered again to both, where the other one is still free; both are asked, because
    much may have changed.
    """
    await work.people.set_status(person, "active")
    places = [place.restored() for place in await work.enrollments.hold_of_leaver(person)]
    await work.enrollments.save(places)
    for place in places:
        work.announce(EnrollmentRestored(enrollment=place.id, program=place.program, person=person, place=place.place))
        work.announce(snapshots.of_enrollment(place))
    await _offer_again({place.id: place for place in places}, work)


async def _offer_again(places: Mapping[UUID, Enrollment], work: Work) -> None:
    ended = await work.mentorships.ended_by_leaving(list(places))
    programs = await work.programs.of({one.program for one in ended})
    for program in programs.values():
        pairs = list({one.pair: one for one in ended if one.program == program.id}.values())
        offers = await _offers(program, pairs, work)
        if offers:
            await make_proposals(program, offers, work)


async def _offers(program: Program, pairs: list[Mentorship], work: Work) -> list[Offer]:
    cohort = await gather_pairs(program, pairs, work)
    mentors = {one.enrollment: one for one in cohort.mentors}
    mentees = {one.enrollment: one for one in cohort.mentees}
    return [
        Offer(
            mentor=one.mentor,
            mentee=one.mentee,
            mentor_enrollment=one.mentor_enrollment,
            mentee_enrollment=one.mentee_enrollment,
            explanation=explanation,
            origin="rematch",
            answers="both",
            again=True,
        )
        for one in pairs
        if one.mentor_enrollment in mentors and one.mentee_enrollment in mentees
        if (explanation := explain(mentors[one.mentor_enrollment], mentees[one.mentee_enrollment], cohort)).points > 0
    ]
