"""What came of it, judged again pair by pair with code that knows nothing of arrays."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from uuid import UUID

import numpy as np

from mentoring.matching.domain.engine.certificate import Certificate as Proof
from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.enrollment import Place
from mentoring.matching.domain.errors.runs import AuditFailed
from mentoring.matching.domain.pairing.audit import Judged
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched, Why, binding
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.scoring.credit import points
from mentoring.matching.domain.pairing.scoring.mutual import Seen, mutual
from mentoring.matching.domain.terms import Criterion


@dataclass(frozen=True, slots=True)
class Apart:
    """Mentor, mentee and points of each pair; ``group`` of those who meet as one, by their enrollments.

    Of two peers the mentor is who gives more, and in a circle all pairs are of its host. ``without`` are the people who
    took part and got nobody.
    """

    judged: list[Judged]
    without: tuple[Unmatched, ...]
    group: Mapping[tuple[UUID, UUID], UUID] = field(default_factory=dict)
    proof: Proof | None = None


def people_of(cohort: Cohort) -> list[Seen]:
    """Everybody from both sides, in the order of the market."""
    mentors = {one.enrollment: one for one in cohort.mentors}
    return [(mentors[one.enrollment], one) for one in cohort.in_order(cohort.mentees)]


def judged_peers(one: Seen, other: Seen, said: int | None, cohort: Cohort) -> Judged:
    """Two peers, judged again pair by pair; the mentor is who gives more."""
    must_keep_rules(one, other, cohort)
    parts = agreed(mutual(one, other, cohort), said, one, other)
    gives, takes = (sum(points(a[0], b[1], cohort).values()) for a, b in ((one, other), (other, one)))
    return (one[0], other[1], parts) if gives >= takes else (other[0], one[1], parts)


def judged_pair(mentor: Candidate, mentee: Candidate, said: int | None, cohort: Cohort) -> Judged:
    """A mentor and a mentee, judged again."""
    if broken := breaches(mentor, mentee, cohort):
        raise AuditFailed(finding=f"{mentor.person} and {mentee.person} break {', '.join(broken)}")
    return mentor, mentee, agreed(points(mentor, mentee, cohort), said, (mentor, mentor), (mentee, mentee))


def must_keep_rules(one: Seen, other: Seen, cohort: Cohort) -> None:
    """In both directions.

    Raises:
        AuditFailed: a rule is broken.
    """
    if broken := [*breaches(one[0], other[1], cohort), *breaches(other[0], one[1], cohort)]:
        raise AuditFailed(finding=f"{one[0].person} and {other[0].person} break {', '.join(broken)}")


def agreed(parts: Mapping[Criterion, int], said: int | None, one: Seen, other: Seen) -> dict[str, int]:
    """The parts, if their sum is what the engine said; whoever draws by lot says nothing."""
    if said is not None and sum(parts.values()) != said:
        raise AuditFailed(finding=f"{one[0].person} and {other[0].person} got {said} points for {dict(parts)}")
    return {str(code): got for code, got in parts.items()}


def bound(people: Sequence[Seen], market: KernelMarket, alone: Collection[int]) -> tuple[Unmatched, ...]:
    """What binds for these peers."""
    tally = market.by_mentee(np.array(sorted(alone), np.int32))
    others = int((market.places > 0).sum()) - 1
    return tuple(binding(people[one][1], "peer", tally, one, others) for one in sorted(alone))


def told(one: Candidate, place: Place, why: Why) -> Unmatched:
    """A reason that needs no figures."""
    return Unmatched(one.enrollment, one.person, place, why)


def name_of(enrollments: Iterable[UUID]) -> UUID:
    """The same members always make the same group."""
    members = b"".join(sorted(one.bytes for one in enrollments))
    return UUID(bytes=blake2b(members, digest_size=16).digest())
