"""A kept draft is proved again, from what the run was made of, its pairs and its prices, without solving anything."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

import numpy as np

from mentoring.matching.domain.engine.certificate import Refuted, verify
from mentoring.matching.domain.engine.market import Arcs
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.errors.runs import AuditFailed
from mentoring.matching.domain.pairing.audit import audit
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.figures import Certificate
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.pins import PersonPair, pins_of, without


def prove(
    cohort: Cohort,
    pairs: Iterable[tuple[UUID, UUID, int]],
    prices: Mapping[UUID, int],
    overridden: Iterable[PersonPair] = (),
) -> Certificate:
    """``pairs``: enrollments of mentor and mentee, and points; ``prices``: by the mentors' enrollments.

    Raises:
        AuditFailed: the draft is not what it claims to be.
        PinImpossible: a required pair of the cohort cannot be.
    """
    pins = pins_of(cohort, frozenset(overridden))
    present = replace(
        cohort,
        mentees=tuple(one for one in cohort.mentees if one.takes_part),
        mentors=tuple(one for one in cohort.mentors if one.takes_part),
    )
    mentees, mentors = cohort.in_order(present.mentees), cohort.in_order(present.mentors)
    rows, columns = ({one.enrollment: n for n, one in enumerate(side)} for side in (mentees, mentors))
    fixed = {(pin.mentor.enrollment, pin.mentee.enrollment) for pin in pins}
    told = list(pairs)
    missing = fixed - {(mentor, mentee) for mentor, mentee, _ in told}
    if missing or any(mentor not in columns or mentee not in rows for mentor, mentee, _ in told):
        raise AuditFailed(finding="a required pair is missing, or a pair is of somebody who takes no part")
    free = [one for one in told if one[:2] not in fixed]
    judged = audit(((mentors[columns[a]], mentees[rows[b]], points) for a, b, points in free), pins, cohort, Watch())
    market = market_of(without(present, pins))
    arcs = Arcs(
        np.array([rows[mentee] for _, mentee, _ in free], np.int32),
        np.array([columns[mentor] for mentor, _, _ in free], np.int32),
        np.array([points for _, _, points in free], np.int32),
    )
    try:
        proof = verify(market, arcs, np.array([prices.get(one.enrollment, 0) for one in mentors], np.int32))
    except Refuted as refuted:
        raise AuditFailed(finding=str(refuted)) from None
    pinned = sum(sum(parts.values()) for _, _, parts in judged) - proof.value
    return Certificate.of(proof, pinned=pinned, audited=len(judged))
