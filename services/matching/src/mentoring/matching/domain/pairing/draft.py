"""The best draft of a cohort, with its reasons and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np

from mentoring.matching.domain.errors.runs import AuditFailed, TooManyPairs
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.figures import Figures
from mentoring.matching.domain.pairing.flow import Arcs, assign
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, explain
from mentoring.matching.domain.pairing.reasons.unmatched import Tally, Unmatched, set_aside
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.scoring.grid import PAIRS_PER_BLOCK, Grid

MOST_PAIRS: Final = 10_000_000
"""Pairs that come into question in one run; the solver then takes about a gigabyte."""


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


def draft(cohort: Cohort, *, pairs_per_block: int = PAIRS_PER_BLOCK, most_pairs: int = MOST_PAIRS) -> Draft:
    """The draft with the highest total of points; a pair needs at least one point, since every pair needs a reason."""
    mentees = [one for one in cohort.in_order(cohort.mentees) if one.takes_part]
    mentors = [one for one in cohort.in_order(cohort.mentors) if one.takes_part]
    by_mentee, by_mentor = Tally(len(mentees)), Tally(len(mentors))
    arcs = _arcs(Grid(cohort, mentees, mentors), by_mentee, by_mentor, pairs_per_block, most_pairs)
    seeks = np.array([one.places for one in mentees], np.int64)
    places = np.array([one.places for one in mentors], np.int64)
    chosen = assign(arcs, seeks, places)
    matched = [(mentees[arcs.mentee[arc]], mentors[arcs.mentor[arc]]) for arc in chosen]
    pairs = [_pair(mentor, mentee, cohort) for mentee, mentor in matched]
    _audit(matched, pairs, arcs.points[chosen].tolist(), cohort)
    pairs.sort(key=lambda pair: -pair.points)
    taken = {one.enrollment for pair in matched for one in pair}
    unmatched = [
        *(set_aside(one, "mentee") for one in cohort.mentees if not one.takes_part),
        *(
            by_mentee.unmatched(one, "mentee", row, len(mentors))
            for row, one in enumerate(mentees)
            if one.enrollment not in taken
        ),
        *(set_aside(one, "mentor") for one in cohort.mentors if not one.takes_part),
        *(
            by_mentor.unmatched(one, "mentor", column, len(mentees))
            for column, one in enumerate(mentors)
            if one.enrollment not in taken
        ),
    ]
    figures = Figures.of(
        [pair.points for pair in pairs],
        mentees=len(cohort.mentees),
        mentors=len(mentors),
        places=int(places.sum()),
        unmatched=sum(one.place == "mentee" for one in unmatched),
    )
    return Draft(tuple(pairs), tuple(unmatched), figures)


def _arcs(grid: Grid, by_mentee: Tally, by_mentor: Tally, pairs_per_block: int, most_pairs: int) -> Arcs:
    found: list[Arcs] = []
    count = 0
    for block in grid.blocks(pairs_per_block):
        by_mentee.count(block, block.rows, axis=1)
        by_mentor.count(block, slice(None), axis=0)
        rows, columns = np.nonzero(block.admissible & (block.points > 0))
        found.append(Arcs.of(rows + block.rows.start, columns, block.points[rows, columns]))
        count += len(rows)
        if count > most_pairs:
            raise TooManyPairs(most=most_pairs)
    return Arcs.joined(found)


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
