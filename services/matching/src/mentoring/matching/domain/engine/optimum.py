"""The best assignment over all pairs of a market, with its proof.

A flow over short lists, and prices out of it; then all pairs are looked at by these prices. Whoever would gain by one
that is not on their list gets it, and a path makes the assignment optimal again, until nobody would: then it is the
best of all. Half of a list is made with prices that an auction found, because where many want the same few, it is the
others that the optimum needs.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.auction import auction
from mentoring.matching.domain.engine.certificate import Certificate, verify
from mentoring.matching.domain.engine.changes import admit
from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.duals import prices_of
from mentoring.matching.domain.engine.flow import assign
from mentoring.matching.domain.engine.market import Arcs, Market
from mentoring.matching.domain.engine.pool import Pool, chosen_of, extend, grown, pool_of
from mentoring.matching.domain.engine.watch import Watch

RAW: Final = 20
"""Mentors per mentee on the lists that the auction sells, best first."""
KEPT: Final = 4
"""How many of these stay when the lists are made again with prices."""
PRICED: Final = 16
"""Mentors per mentee on the priced lists."""
ADDED: Final = 8
"""Mentors per mentee that a round of proving adds at most."""
MOST_ROUNDS: Final = 12
"""After so many rounds the gap that is left is stated instead."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Pairs in the order of mentees, the price of a place of each mentor, what they prove, and the pool behind it."""

    pairs: Arcs
    prices: NDArray[np.int32]
    certificate: Certificate
    pool: Pool


def lists_of(market: Market, watch: Watch) -> Columns:
    """Short lists that hold nearly all of an optimum: mostly by what a place costs, a few by points alone."""
    watch.enter("lists", 0, 2)
    mentees, mentors = len(market.seeks), len(market.places)
    # A wish needs its own alternatives.
    several = max(1, int(market.seeks.max(initial=0)))
    raw = Columns.of(mentees, mentors, market.lists(min(mentors, RAW * several)))
    if mentors <= RAW * several:
        return raw
    watch.enter("auction")
    prices = auction(raw, market.seeks, market.places).prices
    watch.enter("lists", 1, 2)
    priced = market.lists(PRICED * several, prices)
    rank = np.arange(len(raw)) - raw.start[raw.arcs.mentee]
    kept = rank < KEPT * several
    return Columns.of(
        mentees, mentors, priced, Arcs(raw.arcs.mentee[kept], raw.arcs.mentor[kept], raw.arcs.points[kept])
    )


def optimum(market: Market, watch: Watch | None = None, *, most_rounds: int = MOST_ROUNDS) -> Solved:
    """The assignment with the highest total of points; deterministic."""
    watch = watch or Watch()
    columns = lists_of(market, watch)
    watch.enter("flow")
    chosen = assign(columns, market.seeks, market.places)
    watch.enter("prices")
    prices = prices_of(columns, chosen, market.seeks, market.places)
    pool = pool_of(columns, chosen, prices, market.seeks, market.places)
    solved = prove(market, pool, watch, most_rounds=most_rounds)
    watch.leave()
    return solved


def prove(market: Market, pool: Pool, watch: Watch, *, most_rounds: int = MOST_ROUNDS) -> Solved:
    """Bring in what is missing until the pool's assignment is the best of all, or the rounds are over."""
    mentees, mentors = len(market.seeks), len(market.places)
    rounds = 0
    while True:
        rounds += 1
        watch.enter("proof", rounds)
        pairs, prices = chosen_of(pool), pool.price[:mentors].copy()
        certificate = replace(verify(market, pairs, prices), rounds=rounds)
        if certificate.gap == 0 or rounds >= most_rounds:
            return Solved(pairs, prices, certificate, pool)
        watch.enter("violations", rounds)
        missing = missing_of(market, pool)
        if not len(missing):  # cannot be: a gap is a sum of violations
            return Solved(pairs, prices, certificate, pool)
        watch.enter("paths", rounds)
        pool = grown(pool, mentees, mentors, int(pool.sizes[2]) + len(missing))
        extend(pool, missing.mentee, missing.mentor, missing.points)
        admit(pool, np.unique(missing.mentee).astype(np.int64))


def missing_of(market: Market, pool: Pool) -> Arcs:
    """Pairs that a mentee would gain by. Of several chosen ones the best lie above what is kept, and are none."""
    mentees, mentors = len(market.seeks), len(market.places)
    most = ADDED + max(1, int(market.seeks.max(initial=0))) - 1
    found = market.violations(pool.price[:mentors], pool.keeps[:mentees], min(most, mentors))
    had = chosen_of(pool)
    new = ~np.isin(_keys(found, mentors), _keys(had, mentors))
    return Arcs(found.mentee[new], found.mentor[new], found.points[new])


def _keys(arcs: Arcs, mentors: int) -> NDArray[np.int64]:
    return np.asarray(arcs.mentee.astype(np.int64) * mentors + arcs.mentor, np.int64)
