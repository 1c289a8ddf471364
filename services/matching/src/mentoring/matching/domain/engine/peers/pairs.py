"""The best pairs of one group of people, and what is proved of them.

Everybody stands on both sides of an assignment, the double cover, whose optimum is proved over all pairs: half of it
bounds every choice of pairs, because each pair counts there in both directions. Rounding it and mending what the
rounding cost gives the pairs. They are nearly always the best of all; where the bound does not show it, up to `EXACT`
people an exact solver decides, among the few pairs that a better choice could be made of. For more people, or where
somebody may have several, how far they can be from the best is stated.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.market import MOST_POINTS, Market
from mentoring.matching.domain.engine.peers.cover import covered
from mentoring.matching.domain.engine.peers.edges import Edges
from mentoring.matching.domain.engine.peers.exact import best
from mentoring.matching.domain.engine.peers.mending import mended
from mentoring.matching.domain.engine.peers.rounding import rounded
from mentoring.matching.domain.engine.watch import Watch

EXACT: Final = 2_000
"""People up to whom the exact solver is asked."""
NEAR: Final = 8
"""Partners per person, by what they cost, that mending considers."""
BEST: Final = 4
"""Partners per person, by points alone, that it considers besides."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The pairs; their ``value`` in points, and the ``bound`` that no choice of pairs exceeds."""

    pairs: Edges
    value: int
    bound: int

    @property
    def gap(self) -> int:
        """Points by which the best choice may lie above, at most."""
        return self.bound - self.value


def pair_up(market: Market, watch: Watch | None = None, *, exact: int = EXACT) -> Peers:
    """The pairs of a market whose rows and columns are the same people and whose points are the same both ways."""
    watch = watch or Watch()
    people = len(market.places)
    solved = covered(market, watch)
    watch.enter("rounding")
    pairs = rounded(people, solved.pairs)
    watch.enter("mending")
    margins = market.margins(solved.prices)
    doubled = np.minimum(solved.prices, MOST_POINTS).astype(np.int64) + margins
    near = market.lists(NEAR, (doubled // 2).astype(np.int32))
    pairs = _mended(Edges.of(people, near, market.lists(BEST), solved.pairs), pairs, market.places, doubled)
    bound = solved.certificate.bound // 2
    if _value(pairs) < bound and people <= exact and int(market.places.max(initial=0)) <= 1:
        watch.enter("exact")
        pairs = _best(market, pairs, doubled)
        bound = _value(pairs)
    watch.leave()
    return Peers(pairs, _value(pairs), bound)


def _best(market: Market, pairs: Edges, doubled: NDArray[np.int64]) -> Edges:
    """The best of all. A pair that has less than its prices by more than the gap is in no better choice than these."""
    gap = int((doubled * market.places).sum()) - 2 * _value(pairs)
    edges = Edges.of(pairs.people, market.lists(pairs.people))
    slack = doubled[edges.one] + doubled[edges.other] - 2 * edges.points
    usable = (market.places[edges.one] > 0) & (market.places[edges.other] > 0)
    found = best(edges.some(usable & (slack <= gap - 2)))
    return found if _value(found) > _value(pairs) else pairs


def _mended(edges: Edges, pairs: Edges, places: NDArray[np.int64], doubled: NDArray[np.int64]) -> Edges:
    taken = np.zeros(len(edges), np.bool_)
    taken[edges.numbers(pairs)] = True
    mended(edges, taken, places, doubled)
    return edges.some(taken)


def _value(pairs: Edges) -> int:
    return int(pairs.points.sum(dtype=np.int64))
