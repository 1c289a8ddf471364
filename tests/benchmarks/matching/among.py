"""Pairs among ten thousand people, beside rustworkx' exact matching over everybody's best partners."""

from collections.abc import Sequence
from typing import Final

from mentoring.matching.domain.engine.peers.edges import Edges
from mentoring.matching.domain.engine.peers.exact import best
from mentoring.matching.domain.engine.peers.mutual import MutualMarket
from mentoring.matching.domain.engine.peers.pairs import pair_up
from mentoring.matching.domain.pairing.market import market_of
from tests.benchmarks.matching.market import Found, Say, child, median, peers, tell, timed
from tests.benchmarks.rows import Row

SPEED: Final = "matching.peers-10k"
SHARE: Final = "matching.peers-10k-optimum"
GAP: Final = "matching.peers-10k-gap"
IDS: Final = (SPEED, SHARE, GAP)
PEOPLE: Final = 10_000
LISTED: Final = 24
"""Partners of each that rustworkx is given, by points; all pairs would take it hours."""
ROUNDS: Final = 3


async def measure(say: Say, ids: frozenset[str]) -> Sequence[Row]:
    """Runs a minute; what is reached of the optimum, which lies between rustworkx' value and the bound."""
    found = await child("among")
    say(f"peers 10k: {found['ours']:.2f} s, rustworkx {found['peer']:.1f} s; {found['value']:.0f} points")
    return [
        row
        for row in (
            Row(SPEED, 60 / found["ours"], "runs/min", "ratio ≥ 20", 60 / found["peer"], "rustworkx"),
            Row(SHARE, found["share"], "% of the bound", "ours ≥ 99.8", found["theirs"], "rustworkx, same pairs"),
            Row(GAP, found["gap"], "%", "ours ≤ 0.2"),
        )
        if row.id in ids
    ]


def measured() -> Found:
    """Both get points that are there already."""
    warm = market_of(peers(300))
    pair_up(MutualMarket(warm.grid()))
    ours = MutualMarket(market_of(peers(PEOPLE)).grid())
    runs = [timed(lambda: pair_up(ours)) for _ in range(ROUNDS)]
    pairs = runs[0][1]
    edges = Edges.of(PEOPLE, ours.lists(LISTED))
    spent, exact = timed(lambda: best(edges))
    theirs = int(exact.points.sum())
    return {
        "ours": median([one for one, _ in runs]),
        "peer": spent,
        "value": float(pairs.value),
        "share": 100 * pairs.value / pairs.bound,
        "theirs": 100 * theirs / pairs.bound,
        "gap": 100 * pairs.gap / pairs.bound,
    }


if __name__ == "__main__":
    tell(measured())
