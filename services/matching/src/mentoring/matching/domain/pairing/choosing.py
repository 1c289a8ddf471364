"""The best mentors of a few mentees, by the kernel, each explained by the scorer that explains pairs.

The kernel's numpy form is used: a few mentees are no work, and nothing has to be compiled beside the clock.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.kernel import plain
from mentoring.matching.domain.pairing.cohort import Bar, Cohort
from mentoring.matching.domain.pairing.market import law_of, store_of
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, explain


@dataclass(frozen=True, slots=True)
class Chosen:
    """A mentor for a mentee, and why."""

    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    explanation: Explanation


def choose(cohort: Cohort, most: int, never: Mapping[UUID, Collection[UUID]]) -> dict[UUID, list[Chosen]]:
    """By mentee's place at most so many mentors with a free place whom the rules admit, best first, with a point each.

    ``never``: mentors whom each of these places was offered before. Between equals the cohort's seed decides.
    """
    seeking = tuple(replace(one, places=max(1, one.places)) for one in cohort.mentees)
    before: dict[tuple[UUID, UUID], Bar] = {
        (mentor, one.person): "declined" for one in seeking for mentor in never.get(one.enrollment, ())
    }
    asked = replace(
        cohort,
        mentees=seeking,
        mentors=tuple(one for one in cohort.mentors if one.takes_part),
        barred={**cohort.barred, **before},
    )
    mentees, mentors = asked.in_order(asked.mentees), asked.in_order(asked.mentors)
    found = KernelMarket(store_of(asked), law_of(asked), plain).lists(most)
    chosen: dict[UUID, list[Chosen]] = defaultdict(list)
    for row, column in zip(found.mentee.tolist(), found.mentor.tolist(), strict=True):
        mentor, mentee = mentors[column], mentees[row]
        why = explain(mentor, mentee, asked)
        chosen[mentee.enrollment].append(
            Chosen(mentor.person, mentee.person, mentor.enrollment, mentee.enrollment, why)
        )
    return {place: sorted(pairs, key=lambda pair: -pair.explanation.points) for place, pairs in chosen.items()}
