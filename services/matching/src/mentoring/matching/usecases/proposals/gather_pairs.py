"""The people of a few pairs as they are now, put together from what matching knows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort, Side, candidate
from mentoring.matching.domain.pairing.standing import Paired
from mentoring.matching.domain.person import Person, word
from mentoring.matching.domain.program import Program
from mentoring.matching.ports import Work

A_FEW: Final = 500
"""People read at a time: in between the event loop goes on with what others wait for."""


async def gather_pairs(program: Program, pairs: Sequence[Paired], work: Work) -> Cohort:
    """The cohort of these pairs' people alone; their places are held, so that it stays as it is told here."""
    held = await work.enrollments.hold(
        {place for pair in pairs for place in (pair.mentor_enrollment, pair.mentee_enrollment)}
    )
    bars = await work.proposals.bars_of(program.id, {(pair.mentor, pair.mentee) for pair in pairs})
    mentors = (held[one] for one in dict.fromkeys(pair.mentor_enrollment for pair in pairs))
    mentees = (held[one] for one in dict.fromkeys(pair.mentee_enrollment for pair in pairs))
    return await cohort_of(program, mentors, mentees, bars, work)


async def cohort_of(
    program: Program,
    mentors: Iterable[Enrollment],
    mentees: Iterable[Enrollment],
    bars: Mapping[tuple[UUID, UUID], Bar],
    work: Work,
    *,
    seed: int = 0,
) -> Cohort:
    """Of these places; whoever gave theirs up or was forgotten is not in it."""
    sides: dict[Side, list[Enrollment]] = {"mentor": [*mentors], "mentee": [*mentees]}
    places = {one.id: one for side in sides.values() for one in side if one.state != "withdrawn"}
    taken = await work.enrollments.taken(list(places))
    known = {one.person for one in places.values()}
    people, chains = await _people(sorted(known), work)
    year = program.timeline.starts.year

    def seen(side: Side) -> tuple[Candidate, ...]:
        return tuple(
            candidate(
                one,
                people[one.person],
                taken=taken.get(one.id, 0),
                chain=chains.get(one.person, frozenset()),
                at=work.now(),
                side=side,
                year=year,
            )
            for one in sides[side]
            if one.id in places and one.person in people
        )

    return Cohort(
        mentors=seen("mentor"),
        mentees=seen("mentee"),
        year=year,
        rules=program.rules,
        weights=program.weights,
        barred=bars,
        seed=seed,
        kind=program.kind,
        topics=frozenset(word(topic) for topic in program.topics) if program.kind == "reverse" else frozenset(),
    )


async def _people(known: Sequence[UUID], work: Work) -> tuple[dict[UUID, Person], dict[UUID, frozenset[UUID]]]:
    people: dict[UUID, Person] = {}
    chains: dict[UUID, frozenset[UUID]] = {}
    for first in range(0, len(known), A_FEW):
        some = known[first : first + A_FEW]
        people |= await work.people.of(some)
        chains |= await work.people.chains(some)
    return people, chains
