"""The proof that an assignment is the best of all, or how far from it at most, in exact whole numbers.

Whatever prices of at least 0 are named, no assignment is worth more than the prices of all places and, per mentee, the
best margins over them: the bound. Where an assignment reaches its bound there is none better. Anybody can check that
again from the pairs and the prices, with one look at all pairs and without solving anything.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.market import Arcs, Market


class Refuted(Exception):  # noqa: N818 - says what happened
    """The assignment is not what it claims to be."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """``value`` and ``bound`` in points; ``rounds`` of proving; ``audited`` pairs judged again by the slow scorer.

    ``violations`` are rules that the audit found broken: a draft with any is never kept, so it is 0.
    """

    value: int
    bound: int
    rounds: int = 0
    audited: int = 0
    violations: int = 0

    @property
    def gap(self) -> int:
        """Points by which the optimum may lie above, at most."""
        return self.bound - self.value

    @property
    def gap_percent(self) -> float:
        """The same of the value, in percent."""
        return 100 * self.gap / self.value if self.value else 0.0


def verify(market: Market, pairs: Arcs, prices: NDArray[np.int32]) -> Certificate:
    """Check the pairs against the market, and what the prices prove of them.

    Raises:
        Refuted: a pair is not admissible, has other points, stands there twice, or somebody has too many.
    """
    mentees, mentors = len(market.seeks), len(market.places)
    if len(prices) != mentors or (mentors and int(prices.min()) < 0):
        raise Refuted("there is not a price of at least 0 for each mentor")
    sides = ((pairs.mentee, mentees), (pairs.mentor, mentors))
    if any(len(side) and not (int(side.min()) >= 0 and int(side.max()) < size) for side, size in sides):
        raise Refuted("a pair is of somebody who is not in the market")
    if len(np.unique(pairs.mentee.astype(np.int64) * mentors + pairs.mentor)) != len(pairs):
        raise Refuted("a pair stands there twice")
    points = market.points(pairs.mentee, pairs.mentor)
    if len(pairs) and int(points.min()) < 1:
        raise Refuted("a pair is not admissible")
    if not np.array_equal(points, pairs.points):
        raise Refuted("a pair has other points than it claims")
    for side, most in ((pairs.mentee, market.seeks), (pairs.mentor, market.places)):
        if (np.bincount(side, minlength=len(most)) > most).any():
            raise Refuted("somebody has more pairs than places")
    return Certificate(int(points.sum(dtype=np.int64)), bound(market, prices))


def bound(market: Market, prices: NDArray[np.int32]) -> int:
    """What no assignment can exceed, by these prices."""
    places = int((prices.astype(np.int64) * market.places).sum())
    seeks = market.seeks
    most = int(seeks.max(initial=0))
    if most <= 1:
        return places + int((market.margins(prices).astype(np.int64) * seeks).sum())
    # Whoever may have several gets the margins of as many different mentors.
    best = market.lists(min(most, len(market.places)), prices)
    first = np.searchsorted(best.mentee, best.mentee, side="left")
    counts = np.arange(len(best)) - first < seeks[best.mentee]
    margins = best.points.astype(np.int64) - prices[best.mentor]
    return places + int(margins[counts & (margins > 0)].sum())
