"""The optimum is the best of all, proves it, and whoever changes pairs or prices cannot prove it any more."""

import json
import sys
from dataclasses import replace
from subprocess import run

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.domain.engine import optimum as engine
from mentoring.matching.domain.engine.auction import auction
from mentoring.matching.domain.engine.certificate import Refuted, verify
from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.market import Arcs, DenseMarket
from mentoring.matching.domain.engine.optimum import optimum
from mentoring.matching.domain.engine.watch import Stopped, Watch
from tests.unit.matching.engine.markets import (
    a_large_market,
    a_market,
    best_by_trying_everything,
    holds,
    markets,
    relabelled,
)


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """So short that small markets need several rounds of proving."""
    for name, size in {"RAW": 2, "KEPT": 1, "PRICED": 1, "ADDED": 1}.items():
        monkeypatch.setattr(engine, name, size)


@given(market=markets())
@settings(max_examples=200, deadline=None)
def test_no_assignment_is_better_and_the_proof_says_so(market: DenseMarket) -> None:
    solved = optimum(market)
    assert holds(market, solved.pairs)
    assert solved.certificate.value == best_by_trying_everything(market) == solved.certificate.bound


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.usefixtures("short_lists")
def test_what_short_lists_leave_out_comes_in_until_the_gap_is_nought(seed: int) -> None:
    market = a_large_market(seed=seed, wishes=1 + seed % 3)
    short = optimum(market, most_rounds=40)
    with pytest.MonkeyPatch.context() as all_lists:
        all_lists.setattr(engine, "RAW", len(market.places))
        everything = optimum(market)
    assert short.certificate.rounds > 1 == everything.certificate.rounds
    assert short.certificate.gap == everything.certificate.gap == 0
    assert short.certificate.value == everything.certificate.value
    assert holds(market, short.pairs)


@pytest.mark.usefixtures("short_lists")
def test_where_the_rounds_are_over_the_gap_is_stated_and_true() -> None:
    market = a_large_market(seed=3)
    best = optimum(market, most_rounds=40).certificate.value
    early = optimum(market, most_rounds=1).certificate
    assert early.gap > 0
    assert early.value <= best <= early.bound
    assert early.gap_percent == pytest.approx(100 * early.gap / early.value)


def test_the_same_market_gives_the_same_pairs_and_prices() -> None:
    one, other = (optimum(a_large_market(seed=5)) for _ in range(2))
    assert np.array_equal(one.pairs.mentee, other.pairs.mentee)
    assert np.array_equal(one.pairs.mentor, other.pairs.mentor)
    assert np.array_equal(one.prices, other.prices)


@given(market=markets(), seed=st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_relabelling_people_changes_nothing_of_the_total(market: DenseMarket, seed: int) -> None:
    made = np.random.default_rng(seed)
    other = relabelled(market, made.permutation(len(market.seeks)), made.permutation(len(market.places)))
    assert optimum(market).certificate.value == optimum(other).certificate.value


@given(market=markets(), places=st.integers(0, 3))
@settings(max_examples=50, deadline=None)
def test_an_extra_mentor_and_a_pair_more_never_lower_the_optimum(market: DenseMarket, places: int) -> None:
    made = np.random.default_rng(places)
    extra = made.integers(0, 101, (len(market.seeks), 1)).astype(np.int16)
    wider = DenseMarket.of(np.hstack([market.matrix, extra]), market.seeks, np.append(market.places, places))
    assert optimum(market).certificate.value <= optimum(wider).certificate.value
    filled = replace(
        market, matrix=np.maximum(market.matrix, (made.random(market.matrix.shape) < 0.3).astype(np.int16))
    )
    assert optimum(market).certificate.value <= optimum(filled).certificate.value


def test_a_pair_may_be_left_out_where_one_alone_is_worth_more() -> None:
    pairs = optimum(a_market([[100, 30], [30, 0]])).pairs
    assert [(0, 0)] == [*zip(pairs.mentee.tolist(), pairs.mentor.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("market", "value"),
    [
        (DenseMarket.of(np.zeros((4, 0), np.int16)), 0),
        (DenseMarket.of(np.zeros((0, 4), np.int16)), 0),
        (a_market([[0, 0], [0, 0]]), 0),
        (a_market([[50]], places=[0]), 0),
        (a_market([[50]], seeks=[0]), 0),
        (a_market([[1]]), 1),
    ],
)
def test_markets_with_nothing_to_give_are_solved_and_proved_too(market: DenseMarket, value: int) -> None:
    certificate = optimum(market).certificate
    assert (value, value) == (certificate.value, certificate.bound)


def test_a_tampered_assignment_is_refuted_and_wrong_prices_prove_nothing() -> None:
    market = a_large_market(seed=7)
    solved = optimum(market)
    pairs, prices = solved.pairs, solved.prices
    assert verify(market, pairs, prices).gap == 0
    for tampered in (
        Arcs(pairs.mentee, pairs.mentor, pairs.points + 1),
        Arcs(pairs.mentee, np.zeros_like(pairs.mentor), pairs.points),
        Arcs.joined([pairs, pairs]),
        Arcs(pairs.mentee, pairs.mentor + len(prices), pairs.points),
    ):
        with pytest.raises(Refuted):
            verify(market, tampered, prices)
    for wrong in (-prices - 1, prices[1:]):
        with pytest.raises(Refuted):
            verify(market, pairs, wrong)
    full = replace(market, places=np.maximum(market.places - 1, 0))
    with pytest.raises(Refuted, match="more pairs than places"):
        verify(full, pairs, prices)
    fewer = Arcs(pairs.mentee[1:], pairs.mentor[1:], pairs.points[1:])
    assert verify(market, fewer, prices).gap == pairs.points[0]
    assert verify(market, pairs, np.zeros_like(prices)).gap > 0


@pytest.mark.parametrize("seed", range(10))
def test_the_auction_exceeds_no_capacity_and_comes_near_the_optimum(seed: int) -> None:
    market = a_large_market(seed=seed, wishes=1 + seed % 2)
    columns = Columns.of(len(market.seeks), len(market.places), market.lists(len(market.places)))
    sale = auction(columns, market.seeks, market.places)
    arcs = columns.arcs
    pairs = Arcs(arcs.mentee[sale.chosen], arcs.mentor[sale.chosen], arcs.points[sale.chosen])
    assert holds(market, pairs)
    best = optimum(market).certificate.value
    assert best - len(pairs) <= pairs.points.sum() <= best


def test_long_work_tells_its_phases_and_stops_when_nobody_wants_it() -> None:
    told: list[str] = []
    watch = Watch(lambda phase, _done, _of: told.append(phase))
    optimum(a_large_market(), watch)
    assert ["lists", "auction", "lists", "flow", "prices", "violations"] == told[:6]
    assert {*told} == {*watch.seconds}
    with pytest.raises(Stopped):
        optimum(a_large_market(), Watch(cancelled=lambda: True))


WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None
from mentoring.matching.domain.engine import compiled
from mentoring.matching.domain.engine.optimum import optimum
from tests.unit.matching.engine.markets import a_large_market
assert compiled.compiled(len) is len
solved = optimum(a_large_market(60, 20, seed=4))
print([solved.pairs.mentor.tolist(), solved.prices.tolist()])
"""


def test_without_numba_the_same_comes_out() -> None:
    said = run([sys.executable, "-c", WITHOUT_NUMBA], check=True, capture_output=True, text=True).stdout
    solved = optimum(a_large_market(60, 20, seed=4))
    assert [solved.pairs.mentor.tolist(), solved.prices.tolist()] == json.loads(said)
