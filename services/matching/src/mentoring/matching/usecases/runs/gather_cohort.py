"""Who comes into question, put together from what matching knows."""

from datetime import datetime

from mentoring.matching.domain.pairing.cohort import Candidate, Cohort, Side, candidate
from mentoring.matching.domain.person import word
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.run import Run
from mentoring.matching.ports import Work


async def gather_cohort(run: Run, program: Program, at: datetime, work: Work) -> Cohort:
    """All who are enrolled and have a free place, and those who would have one if they were not away.

    Whoever's places are all taken by mentorships and open proposals has what they came for and is not in the run.
    Peers stand on both sides. Somebody whom HR has not told of (forgotten meanwhile) is not either.
    """
    enrolled = await work.enrollments.of_program(program.id)
    taken = await work.enrollments.taken([one.id for one in enrolled])
    seeking = [one for one in enrolled if one.capacity == 0 or taken.get(one.id, 0) < one.capacity]
    known = {one.person for one in seeking}
    people = await work.people.of(known)
    chains = await work.people.chains(known)

    def side(which: Side) -> tuple[Candidate, ...]:
        return tuple(
            candidate(
                one,
                people[one.person],
                taken=taken.get(one.id, 0),
                chain=chains.get(one.person, frozenset()),
                at=at,
                side=which,
                year=year,
            )
            for one in seeking
            if one.place in {which, "peer"} and one.person in people
        )

    year = program.timeline.starts.year
    barred = await work.proposals.bars(program.id)
    if program.kind == "peer":
        barred = {**barred, **{(mentee, mentor): bar for (mentor, mentee), bar in barred.items()}}
    return Cohort(
        mentors=side("mentor"),
        mentees=side("mentee"),
        year=year,
        rules=program.rules,
        weights=program.weights,
        barred=barred,
        seed=run.seed,
        kind=program.kind,
        topics=frozenset(word(topic) for topic in program.topics) if program.kind == "reverse" else frozenset(),
    )
