"""No two people would rather have each other than what the stable assignment gives them."""

import numpy as np
import pytest
from hypothesis import given, settings

from mentoring.matching.domain.engine import stable as engine
from mentoring.matching.domain.engine.market import Arcs, DenseMarket
from mentoring.matching.domain.engine.optimum import optimum
from mentoring.matching.domain.engine.stable import blocking, stable
from tests.unit.matching.engine.markets import a_large_market, a_market, holds, markets


def blocked_by(market: DenseMarket, pairs: Arcs) -> int:
    """Counted pair by pair."""
    has = {*zip(pairs.mentee.tolist(), pairs.mentor.tolist(), strict=True)}
    rows = {i: [int(market.matrix[i, j]) for k, j in has if k == i] for i in range(len(market.seeks))}
    columns = {j: [int(market.matrix[i, j]) for i, k in has if k == j] for j in range(len(market.places))}

    def would(points: int, have: list[int], most: int) -> bool:
        return points > min(have) if most and len(have) == most else most > 0

    return sum(
        would(int(points), rows[i], int(market.seeks[i])) and would(int(points), columns[j], int(market.places[j]))
        for (i, j), points in np.ndenumerate(market.matrix)
        if points and (i, j) not in has
    )


@given(market=markets())
@settings(max_examples=100, deadline=None)
def test_nobody_blocks_it_and_it_is_never_better_than_the_optimum(market: DenseMarket) -> None:
    pairs = stable(market).pairs
    assert holds(market, pairs)
    assert 0 == blocked_by(market, pairs) == blocking(market, pairs)[1]
    best = optimum(market)
    assert pairs.points.sum() <= best.certificate.value
    assert blocked_by(market, best.pairs) == blocking(market, best.pairs)[1]


@pytest.mark.parametrize("seed", range(15))
def test_lists_that_are_too_short_grow_until_nobody_is_left_out(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LISTED", 2)
    market = a_large_market(seed=seed, wishes=1 + seed % 2)
    settled = stable(market)
    assert holds(market, settled.pairs)
    assert settled.rounds > 1
    assert 0 == blocked_by(market, settled.pairs)


def test_the_best_pair_stays_together_though_the_total_is_lower() -> None:
    market = a_market([[90, 80], [85, 10]])
    pairs = stable(market).pairs
    assert [90, 10] == pairs.points.tolist()
    assert 165 == optimum(market).certificate.value
