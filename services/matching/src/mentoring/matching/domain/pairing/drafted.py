"""A draft as it is kept: numbers, and no words of anybody. Its reasons are made when somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, Part, explain
from mentoring.matching.domain.pairing.scoring.credit import shares

Last = tuple[int, int]
"""Points and rank of the last pair of a page."""


@dataclass(frozen=True, slots=True)
class DraftedPair:
    """A mentor and a mentee whom a draft brings together; ``parts`` are points by weighed criterion."""

    rank: int
    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    parts: Mapping[str, int]
    group: UUID | None = None

    @property
    def points(self) -> int:
        """Whole points, 1 to 100."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pairs of a draft somebody wants to see: of a person, from ``least`` to ``most`` points."""

    person: UUID | None = None
    least: int = 0
    most: int = 100


def explained(mentor: UUID, mentee: UUID, parts: Mapping[str, int], kept: Cohort) -> Explanation:
    """Why these two were brought together; once one of them has been forgotten, the points alone."""
    mentors = {one.person: one for one in kept.mentors}
    mentees = {one.person: one for one in kept.mentees}
    if mentor in mentors and mentee in mentees:
        found = explain(mentors[mentor], mentees[mentee], kept)
        if kept.kind == "peer":
            # Skills and goals are told from the mentee's side; points are half of both directions'.
            return replace(found, parts=tuple(replace(one, points=parts.get(one.code, 0)) for one in found.parts))
        return found
    most = {str(code): share for code, share in shares(kept.weights).items()}
    return Explanation(
        tuple(Part(code, points, most.get(code, points)) for code, points in parts.items()), forgotten=True
    )
