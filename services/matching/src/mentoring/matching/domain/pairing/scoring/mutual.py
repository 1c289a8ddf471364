"""What two peers are worth to each other: half of what each gives the other as a mentor, criterion by criterion."""

from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.scoring.credit import points
from mentoring.matching.domain.terms import Criterion

Seen = tuple[Candidate, Candidate]
"""A peer as a mentor, and as a mentee: what one offers and what one wants."""


def mutual(one: Seen, other: Seen, cohort: Cohort) -> dict[Criterion, int]:
    """Points by criterion; together they are half of both directions' points, rounded down.

    Halves of points are rounded up for every second criterion that has one, so that the sum comes out.
    """
    there, back = points(one[0], other[1], cohort), points(other[0], one[1], cohort)
    found: dict[Criterion, int] = {}
    odd = 0
    for criterion, given in there.items():
        both = given + back[criterion]
        odd += both % 2
        found[criterion] = both // 2 + (both % 2 if odd % 2 == 0 else 0)
    return found
