"""A program's rules and weights, compiled for the engine."""

from functools import partial
from typing import Final

import numpy as np

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.law import CRITERIA, STAGES, Law
from mentoring.matching.domain.engine.store import Store
from mentoring.matching.domain.pairing.clocks import offsets
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.rules import standing_bars
from mentoring.matching.domain.pairing.scoring.credit import shares, stage_credit

UNKNOWN: Final = 0


def law_of(cohort: Cohort) -> Law:
    """Everything of a cohort but its people."""
    rules, weights = cohort.rules, cohort.weights
    tops: list[str | None] = [None, *CRITERIA]
    ahead = np.zeros((STAGES, STAGES), np.int64)
    gap_kept = np.ones((STAGES, STAGES), np.bool_)
    if not rules.stage_gap.open:
        gap_kept[UNKNOWN, :] = gap_kept[:, UNKNOWN] = False
    for mentee in range(1, STAGES):
        for mentor in range(1, STAGES):
            gap = {"reverse": mentee - mentor, "peer": abs(mentor - mentee)}.get(cohort.kind, mentor - mentee)
            ahead[mentee, mentor] = stage_credit(gap, cohort.kind)
            gap_kept[mentee, mentor] = rules.stage_gap.allows(gap)
    divided = [shares(weights, top) for top in tops]
    return Law(
        shares=np.array([[share[name] for name in CRITERIA] for share in divided], np.int64),
        variants={top: row for row, top in enumerate(tops)},
        ahead=ahead,
        gap_kept=gap_kept,
        not_in_reporting_line=rules.not_in_reporting_line,
        shared_language=rules.shared_language,
        overlap_minutes=rules.overlap_minutes,
        location=rules.location,
        department=rules.department,
        marks=frozenset(standing_bars(cohort)),
        topics=cohort.topics,
        different=frozenset(weights.prefer_different),
    )


def store_of(cohort: Cohort) -> Store:
    """A cohort's people, in an order that the seed gives."""
    store = Store.of(
        cohort.in_order(cohort.mentees),
        cohort.in_order(cohort.mentors),
        clock=partial(offsets, year=cohort.year),
        seed=cohort.seed,
    )
    store.mark_all((mentor, mentee, bar) for (mentor, mentee), bar in cohort.barred.items())
    return store


def market_of(cohort: Cohort) -> KernelMarket:
    """The pairs of a cohort: row and column n are the n-th of `Cohort.in_order`."""
    return KernelMarket(store_of(cohort), law_of(cohort))
