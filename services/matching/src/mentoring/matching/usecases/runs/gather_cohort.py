"""Who comes into question, put together from what matching knows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort, Side, candidate
from mentoring.matching.domain.person import Lines, word
from mentoring.matching.domain.program import Program
from mentoring.matching.ports import Work

AT_ONCE: Final = 5000
"""People read at once: a hundred thousand at a time would be in memory twice."""
DONE: Final[tuple[Bar, ...]] = ("proposed", "together", "paired")
"""What a required pair was required for."""


async def gather_cohort(
    program: Program, at: datetime, work: Work, *, seed: int = 0, among: Collection[UUID] | None = None
) -> Cohort:
    """All who are enrolled and have a free place, and those who would have one if they were not away.

    Whoever's places are all taken by mentorships and open proposals has what they came for and is not in the run.
    Peers stand on both sides. Somebody whom HR has not told of (forgotten meanwhile) is not either. Required pairs
    that are proposed or were agreed already are no longer required. ``among``: of these people alone.
    """
    if among is None:
        enrolled = await work.enrollments.of_program(program.id)
    else:
        enrolled = await work.enrollments.of_people(program.id, among)
    taken = await work.enrollments.taken([one.id for one in enrolled])
    seeking = [one for one in enrolled if one.capacity == 0 or taken.get(one.id, 0) < one.capacity]
    sides = await _seen(seeking, taken, program.timeline.starts.year, at, work)
    barred = await work.proposals.bars(program.id)
    if program.kind == "peer":
        barred = {**{(mentee, mentor): bar for (mentor, mentee), bar in barred.items()}, **barred}
    required = (await work.kept.of(program.id)).required
    return Cohort(
        mentors=tuple(sides["mentor"]),
        mentees=tuple(sides["mentee"]),
        year=program.timeline.starts.year,
        rules=program.rules,
        weights=program.weights,
        barred=barred,
        seed=seed,
        kind=program.kind,
        size=program.group_size,
        topics=frozenset(word(topic) for topic in program.topics) if program.kind == "reverse" else frozenset(),
        pinned=tuple(pair for pair in sorted(required) if barred.get(pair) not in DONE),
    )


async def _seen(
    seeking: Sequence[Enrollment], taken: Mapping[UUID, int], year: int, at: datetime, work: Work
) -> dict[Side, list[Candidate]]:
    lines = Lines(await work.people.managers())
    sides: dict[Side, list[Candidate]] = {"mentor": [], "mentee": []}
    for start in range(0, len(seeking), AT_ONCE):
        those = seeking[start : start + AT_ONCE]
        people = await work.people.of({one.person for one in those})
        for one in those:
            if one.person not in people:
                continue
            for side, seen in sides.items():
                if one.place in {side, "peer"}:
                    seen.append(
                        candidate(
                            one,
                            people[one.person],
                            taken=taken.get(one.id, 0),
                            chain=lines.above(one.person),
                            at=at,
                            side=side,
                            year=year,
                        )
                    )
    return sides
