"""The best draft of a cohort, with its reasons and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from mentoring.matching.domain.engine.optimum import optimum
from mentoring.matching.domain.errors.runs import AuditFailed
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.figures import Figures
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, explain
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched, binding, set_aside
from mentoring.matching.domain.pairing.rules import breaches


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor and a mentee that the draft brings together, and why."""

    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    explanation: Explanation

    @property
    def points(self) -> int:
        """Whole points, 1 to 100."""
        return self.explanation.points


@dataclass(frozen=True, slots=True)
class Draft:
    """Pairs, best first; everybody without one; and the figures."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    figures: Figures


def draft(cohort: Cohort) -> Draft:
    """The draft with the highest total of points; a pair needs at least one point, since every pair needs a reason."""
    taking_part = replace(
        cohort,
        mentees=tuple(one for one in cohort.mentees if one.takes_part),
        mentors=tuple(one for one in cohort.mentors if one.takes_part),
    )
    mentees, mentors = cohort.in_order(taking_part.mentees), cohort.in_order(taking_part.mentors)
    market = market_of(taking_part)
    arcs = optimum(market).pairs
    matched = [
        (mentees[row], mentors[column]) for row, column in zip(arcs.mentee.tolist(), arcs.mentor.tolist(), strict=True)
    ]
    pairs = [_pair(mentor, mentee, cohort) for mentee, mentor in matched]
    _audit(matched, pairs, arcs.points.tolist(), cohort)
    pairs.sort(key=lambda pair: -pair.points)
    taken = {one.enrollment for pair in matched for one in pair}
    alone = [row for row, one in enumerate(mentees) if one.enrollment not in taken]
    spare = [column for column, one in enumerate(mentors) if one.enrollment not in taken]
    by_mentee = market.by_mentee(np.array(alone, np.int32))
    by_mentor = market.by_mentor() if spare else by_mentee
    unmatched = [
        *(set_aside(one, "mentee") for one in cohort.mentees if not one.takes_part),
        *(binding(mentees[row], "mentee", by_mentee, row, len(mentors)) for row in alone),
        *(set_aside(one, "mentor") for one in cohort.mentors if not one.takes_part),
        *(binding(mentors[column], "mentor", by_mentor, column, len(mentees)) for column in spare),
    ]
    figures = Figures.of(
        [pair.points for pair in pairs],
        mentees=len(cohort.mentees),
        mentors=len(mentors),
        places=sum(one.places for one in mentors),
        unmatched=sum(one.place == "mentee" for one in unmatched),
    )
    return Draft(tuple(pairs), tuple(unmatched), figures)


def _pair(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> Pair:
    return Pair(mentor.person, mentee.person, mentor.enrollment, mentee.enrollment, explain(mentor, mentee, cohort))


def _audit(
    matched: Sequence[tuple[Candidate, Candidate]], pairs: Sequence[Pair], points: Sequence[int], cohort: Cohort
) -> None:
    """Every pair again, by the rules and the scorer that go pair by pair: nothing may differ."""
    held: dict[UUID, int] = {}
    for (mentee, mentor), pair, given in zip(matched, pairs, points, strict=True):
        if broken := breaches(mentor, mentee, cohort):
            raise AuditFailed(finding=f"{mentor.person} and {mentee.person} break {', '.join(broken)}")
        if pair.points != given:
            raise AuditFailed(finding=f"{mentor.person} and {mentee.person} got {given} points for {pair.points}")
        for one in (mentee, mentor):
            held[one.enrollment] = held.get(one.enrollment, 0) + 1
            if held[one.enrollment] > one.places:
                raise AuditFailed(finding=f"{one.person} got more pairs than places")
