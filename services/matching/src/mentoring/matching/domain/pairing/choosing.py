"""The best mentors of one mentee, one pair at a time, by the scorer that explains pairs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, explain
from mentoring.matching.domain.pairing.rules import breaches


@dataclass(frozen=True, slots=True)
class Chosen:
    """A mentor for a mentee, and why."""

    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    explanation: Explanation


def choose(cohort: Cohort, mentee: Candidate, most: int, never: Collection[UUID] = ()) -> list[Chosen]:
    """At most so many mentors with a free place whom the rules admit, best first; a pair needs at least a point.

    ``never``: mentors whom the mentee was offered before. Between equals the cohort's seed decides.
    """
    wanting = replace(mentee, places=max(1, mentee.places))
    pairs: list[Chosen] = []
    for mentor in cohort.in_order(cohort.mentors):
        if not mentor.takes_part or mentor.person in never or breaches(mentor, wanting, cohort):
            continue
        explanation = explain(mentor, wanting, cohort)
        if explanation.points > 0:
            pairs.append(Chosen(mentor.person, mentee.person, mentor.enrollment, mentee.enrollment, explanation))
    return sorted(pairs, key=lambda pair: -pair.explanation.points)[:most]
