"""The double cover: everybody stands on both sides of an assignment, which is proved optimal over all pairs.

Its prices are nearly the same on both sides. So good prices are there before anything is solved: the mean of what each
costs and what each would keep is a better price for both, and a few such turns come within a percent of the bound.
Lists made with them hold nearly all that the optimum needs.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.duals import prices_of
from mentoring.matching.domain.engine.flow import assign
from mentoring.matching.domain.engine.market import Market
from mentoring.matching.domain.engine.optimum import Solved, prove
from mentoring.matching.domain.engine.pool import pool_of
from mentoring.matching.domain.engine.watch import Watch

LISTED: Final = 24
"""Partners per place on the lists of the flow."""
TURNS: Final = 10
"""Of levelling prices; more bring nothing."""


def covered(market: Market, watch: Watch) -> Solved:
    """The optimum of everybody with everybody, each on both sides."""
    people = len(market.places)
    watch.enter("lists")
    several = max(1, int(market.places.max(initial=0)))
    columns = Columns.of(people, people, market.lists(min(people, LISTED * several), level_prices(market)))
    watch.enter("flow")
    chosen = assign(columns, market.seeks, market.places)
    watch.enter("prices")
    prices = prices_of(columns, chosen, market.seeks, market.places)
    return prove(market, pool_of(columns, chosen, prices, market.seeks, market.places), watch)


def level_prices(market: Market) -> NDArray[np.int32]:
    """Prices under which what each costs is about what each keeps."""
    prices = np.zeros(len(market.places), np.int32)
    for turn in range(TURNS):
        # Up in one turn and down in the next, so that halves of points go to neither side.
        prices = (prices + market.margins(prices) + turn % 2) // 2
    return prices
