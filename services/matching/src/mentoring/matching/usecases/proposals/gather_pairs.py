"""The people of a few pairs as they are now, put together from what matching knows."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort, candidate
from mentoring.matching.domain.pairing.standing import Paired
from mentoring.matching.domain.program import Program
from mentoring.matching.ports import Work


async def gather_pairs(program: Program, pairs: Sequence[Paired], work: Work) -> Cohort:
    """The cohort of these pairs' people alone; their places are held, so that it stays as it is told here."""
    wanted = {place for pair in pairs for place in (pair.mentor_enrollment, pair.mentee_enrollment)}
    held = await work.enrollments.hold(wanted)
    places = [one for one in held.values() if one.state != "withdrawn"]
    taken = await work.enrollments.taken([one.id for one in places])
    known = {one.person for one in places}
    people = await work.people.of(known)
    chains = await work.people.chains(known)

    def seen(one: Enrollment) -> Candidate:
        chain = chains.get(one.person, frozenset())
        return candidate(one, people[one.person], taken=taken.get(one.id, 0), chain=chain, at=work.now())

    there = {one.id: seen(one) for one in places if one.person in people}
    return Cohort(
        mentors=_side([pair.mentor_enrollment for pair in pairs], there),
        mentees=_side([pair.mentee_enrollment for pair in pairs], there),
        year=program.timeline.starts.year,
        rules=program.rules,
        weights=program.weights,
        barred=await work.proposals.bars_of(program.id, {(pair.mentor, pair.mentee) for pair in pairs}),
    )


def _side(enrollments: Sequence[UUID], there: dict[UUID, Candidate]) -> tuple[Candidate, ...]:
    return tuple(there[one] for one in dict.fromkeys(enrollments) if one in there)
