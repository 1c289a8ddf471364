"""How a run decides: for the highest total, so that nobody would rather swap, fairly, or quickly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.auction import auction
from mentoring.matching.domain.engine.caps import Cap
from mentoring.matching.domain.engine.certificate import Certificate, verify
from mentoring.matching.domain.engine.fair import fair
from mentoring.matching.domain.engine.market import Arcs, Market
from mentoring.matching.domain.engine.optimum import lists_of, optimum
from mentoring.matching.domain.engine.stable import blocking, stable
from mentoring.matching.domain.engine.watch import Watch

Mode = Literal["optimum", "stable", "fair", "preview", "roulette"]
Phase = Literal["listing", "solving", "proving", "auditing"]
Told = Callable[[Phase, int, int], None]

PHASES: Final[dict[str, Phase]] = {
    "lists": "listing",
    "proof": "proving",
    "violations": "proving",
    "paths": "proving",
    "blocking": "proving",
    "audit": "auditing",
}
"""Of the engine's steps; all others solve."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a mode found, with whatever it can say of it. ``prices`` (mentors) prove the bound again at any time.

    A preview looks at no more pairs than it must, and so proves nothing.
    """

    pairs: Arcs
    prices: NDArray[np.int32]
    certificate: Certificate | None = None
    blocking_pairs: int | None = None
    price_of_stability: int | None = None
    floor: int | None = None


def watch_of(told: Told, cancelled: Callable[[], bool]) -> Watch:
    """A watch that tells a run's phases."""
    return Watch(lambda step, done, of: told(PHASES.get(step, "solving"), done, of), cancelled)


def solved(market: Market, mode: Mode, watch: Watch, caps: Sequence[Cap] = ()) -> Found:
    """By this mode. What is not for the highest total is told beside it: the bound is then the highest total."""
    if mode == "preview":
        columns = lists_of(market, watch)
        watch.enter("auction")
        sale = auction(columns, market.seeks, market.places)
        arcs = columns.arcs
        pairs = Arcs(arcs.mentee[sale.chosen], arcs.mentor[sale.chosen], arcs.points[sale.chosen])
        return Found(pairs, sale.prices)
    best = optimum(market, watch)
    if mode == "optimum":
        return Found(best.pairs, best.prices, best.certificate, _blocked(market, best.pairs, watch))
    if mode == "stable":
        pairs = stable(market, watch).pairs
        certificate = _beside(market, pairs, best.prices, best.certificate.rounds, watch)
        price = best.certificate.value - certificate.value
        return Found(pairs, best.prices, certificate, _blocked(market, pairs, watch), price)
    just = fair(market, watch, caps=caps)
    certificate = _beside(market, just.pairs, best.prices, best.certificate.rounds, watch)
    return Found(just.pairs, best.prices, certificate, _blocked(market, just.pairs, watch), floor=just.floor)


def _blocked(market: Market, pairs: Arcs, watch: Watch) -> int:
    watch.enter("blocking")
    return blocking(market, pairs)[1]


def _beside(market: Market, pairs: Arcs, prices: NDArray[np.int32], rounds: int, watch: Watch) -> Certificate:
    watch.enter("proof")
    return replace(verify(market, pairs, prices), rounds=rounds)
