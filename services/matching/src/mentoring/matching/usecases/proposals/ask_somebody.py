"""Somebody asks somebody."""

from dataclasses import dataclass

from mentoring.matching.domain.enrollment import Enrollment, PersonId, Place
from mentoring.matching.domain.errors.requests import AskedHasNoPlace, AskedYourself, AskerHasNoPlace
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.standing import Couple
from mentoring.matching.domain.program import ProgramId
from mentoring.matching.domain.proposal import ProposalId
from mentoring.matching.domain.request import (
    message_of,
    must_be_askable,
    must_be_free_to_ask,
    must_be_free_to_be_asked,
    must_be_there,
    must_keep_rules,
)
from mentoring.matching.ports import Work
from mentoring.matching.usecases.proposals.gather_pairs import gather_pairs
from mentoring.matching.usecases.proposals.make_proposals import Offer, make_proposals


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks whom, in which place the one asked is wanted, and what they write."""

    by: PersonId
    whom: PersonId
    place: Place
    message: str


async def ask_somebody(program_id: ProgramId, request: Request, work: Work) -> ProposalId:
    """A proposal that the asker has accepted by asking; the other's yes begins the mentorship, in every program.

    The request holds a place of whoever is asked and fills none of the asker's: somebody with one place may ask a few,
    and the first yes takes the others back.
    """
    program = await work.programs.get(program_id)
    program.must_be_open(work.now())
    own = must_be_askable(program, request.place)
    message = message_of(request.message)
    if request.by == request.whom:
        raise AskedYourself(where="body")
    asker, asked = await _places(program_id, request, own, work)
    mentor, mentee = (asker, asked) if own == "mentor" else (asked, asker)
    couple = Couple(mentor.person, mentee.person, mentor.id, mentee.id)
    cohort = await gather_pairs(program, [couple], work)
    asks = must_be_there(_seen(cohort, asker), AskerHasNoPlace(place=own))
    is_asked = must_be_there(_seen(cohort, asked), AskedHasNoPlace(person=request.whom, place=request.place))
    seen_mentor, seen_mentee = (asks, is_asked) if own == "mentor" else (is_asked, asks)
    broken = breaches(seen_mentor, seen_mentee, cohort)
    must_keep_rules(request.whom, broken)
    must_be_free_to_ask(asks, capacity=asker.capacity)
    must_be_free_to_be_asked(is_asked, capacity=asked.capacity)
    program.must_allow_request(await work.proposals.asked_open(program_id, request.by))
    offered = Offer(
        mentor=couple.mentor,
        mentee=couple.mentee,
        mentor_enrollment=couple.mentor_enrollment,
        mentee_enrollment=couple.mentee_enrollment,
        explanation=explain(seen_mentor, seen_mentee, cohort),
        origin="request",
        asked_by=request.by,
        answers="both",
        message=message,
    )
    (made,) = (await make_proposals(program, [offered], work)).proposals
    return made.id


def _seen(cohort: Cohort, place: Enrollment) -> Candidate | None:
    """As they are now that their place is held; None where it was given up meanwhile."""
    return next((one for one in (*cohort.mentors, *cohort.mentees) if one.enrollment == place.id), None)


async def _places(program: ProgramId, request: Request, own: Place, work: Work) -> tuple[Enrollment, Enrollment]:
    found = await work.enrollments.of_people(program, [request.by, request.whom])
    there = {(one.person, one.place): one for one in found}
    if (request.by, own) not in there:
        raise AskerHasNoPlace(place=own)
    if (request.whom, request.place) not in there:
        raise AskedHasNoPlace(person=request.whom, place=request.place)
    return there[request.by, own], there[request.whom, request.place]
