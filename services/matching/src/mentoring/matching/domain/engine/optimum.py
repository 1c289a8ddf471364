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

from mentoring.matching.domain.engine.auction import Sale, auction
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
SCARCE: Final = 50
"""A market is scarce where less than one place in so many is left unsold."""
CHEAP: Final = 5
"""The percentile of prices that stands for the cheapest."""
PER_PLACE: Final = 8
"""Of those who would all gain by the same mentor a round of proving lets in so many per place, the best first."""
MOST_ROUNDS: Final = 24
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
    prices = _prices(raw, auction(raw, market.seeks, market.places), market.places)
    watch.enter("lists", 1, 2)
    priced = market.lists(PRICED * several, prices)
    rank = np.arange(len(raw)) - raw.start[raw.arcs.mentee]
    kept = rank < KEPT * several
    return Columns.of(
        mentees, mentors, priced, Arcs(raw.arcs.mentee[kept], raw.arcs.mentor[kept], raw.arcs.points[kept])
    )


def _prices(columns: Columns, sale: Sale, places: NDArray[np.int64]) -> NDArray[np.int32]:
    """The auction's prices, and for the last few places that short lists left unsold what the cheapest of others cost.

    At price 0 these few would fill everybody's list.
    """
    sold = np.bincount(columns.arcs.mentor[sale.chosen], minlength=len(places))
    unsold = sold < places
    prices = sale.prices.copy()
    if 0 < int((places - sold).sum()) * SCARCE < int(places.sum()):
        prices[unsold] = np.percentile(prices[~unsold & (places > 0)], CHEAP)
    return prices


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
        watch.enter("violations", rounds)
        missing = missing_of(market, pool)
        if not len(missing) or rounds >= most_rounds:
            watch.enter("proof", rounds)
            pairs, prices = chosen_of(pool), pool.price[:mentors].copy()
            return Solved(pairs, prices, replace(verify(market, pairs, prices), rounds=rounds), pool)
        watch.enter("paths", rounds)
        missing = _fewer(missing, pool, market.places)
        pool = grown(pool, mentees, mentors, int(pool.sizes[2]) + len(missing))
        extend(pool, missing.mentee, missing.mentor, missing.points)
        admit(pool, np.unique(missing.mentee).astype(np.int64))


def _fewer(missing: Arcs, pool: Pool, places: NDArray[np.int64]) -> Arcs:
    """Of each mentor's pairs those by which most would be gained; they raise the price, and the rest may lose sense."""
    gain = missing.points - pool.price[missing.mentor] - pool.keeps[missing.mentee]
    order = np.lexsort((-gain, missing.mentor))
    mentor = missing.mentor[order]
    rank = np.arange(len(order)) - np.searchsorted(mentor, mentor, side="left")
    kept = np.sort(order[rank < PER_PLACE * np.maximum(places[mentor], 1)])
    return Arcs(missing.mentee[kept], missing.mentor[kept], missing.points[kept])


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
