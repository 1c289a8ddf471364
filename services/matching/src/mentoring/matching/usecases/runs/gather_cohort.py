"""Who comes into question, put together from what matching knows."""

from datetime import datetime

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort, candidate
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.run import Run
from mentoring.matching.ports import Work


async def gather_cohort(run: Run, program: Program, at: datetime, work: Work) -> Cohort:
    """All who are enrolled and have a free place, and those who would have one if they were not away.

    Whoever's places are all taken by mentorships and open proposals has what they came for and is not in the run.
    Somebody whom HR has not told of (forgotten meanwhile) is not either.
    """
    enrolled = await work.enrollments.of_program(program.id)
    taken = await work.enrollments.taken([one.id for one in enrolled])
    seeking = [one for one in enrolled if one.capacity == 0 or taken.get(one.id, 0) < one.capacity]
    known = {one.person for one in seeking}
    people = await work.people.of(known)
    chains = await work.people.chains(known)

    def side(place: str) -> tuple[Candidate, ...]:
        return tuple(_seen(one) for one in seeking if one.place == place and one.person in people)

    def _seen(one: Enrollment) -> Candidate:
        chain = chains.get(one.person, frozenset())
        return candidate(one, people[one.person], taken=taken.get(one.id, 0), chain=chain, at=at)

    return Cohort(
        mentors=side("mentor"),
        mentees=side("mentee"),
        year=program.timeline.starts.year,
        rules=program.rules,
        weights=program.weights,
        barred=await work.proposals.bars(program.id),
        seed=run.seed,
    )
