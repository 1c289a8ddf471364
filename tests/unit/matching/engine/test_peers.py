"""Pairs among the same people: the best of all, or how far from it at most."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentoring.matching.domain.engine.certificate import bound
from mentoring.matching.domain.engine.market import DenseMarket
from mentoring.matching.domain.engine.peers.mutual import MutualMarket
from mentoring.matching.domain.engine.peers.pairs import Peers, pair_up

BROKEN = 200


def given_points(people: int, share: float, most: int, seed: int) -> NDArray[np.uint8]:
    """What each would give each as a mentor; rules are the same both ways."""
    random = np.random.default_rng(seed)
    barred = np.triu(random.random((people, people)) >= share)
    return np.where(barred | barred.T, BROKEN, random.integers(0, most + 1, (people, people))).astype(np.uint8)


def best(market: MutualMarket) -> int:
    graph = nx.from_numpy_array(market.matrix[:, : len(market.places)].astype(int))
    return sum(graph[one][other]["weight"] for one, other in nx.max_weight_matching(graph))


def must_hold(market: MutualMarket, found: Peers) -> None:
    pairs, people = found.pairs, len(market.places)
    load = np.bincount(pairs.one, minlength=people) + np.bincount(pairs.other, minlength=people)
    assert (load <= market.places).all()
    assert (pairs.one < pairs.other).all()
    assert len(np.unique(pairs.one.astype(int) * people + pairs.other)) == len(pairs)
    assert (pairs.points > 0).all()
    assert market.points(pairs.one, pairs.other).tolist() == pairs.points.tolist()
    assert found.value == int(pairs.points.sum())
    assert found.value <= found.bound


@settings(deadline=None)
@given(st.integers(0, 18), st.floats(0, 1), st.integers(1, 100), st.integers(0, 2**32))
def test_no_choice_of_pairs_is_worth_more(people: int, share: float, most: int, seed: int) -> None:
    market = MutualMarket(given_points(people, share, most, seed))
    found = pair_up(market)
    must_hold(market, found)
    assert found.value == found.bound == best(market)


@settings(deadline=None)
@given(st.integers(0, 14), st.floats(0, 1), st.integers(1, 100), st.integers(0, 2**32))
def test_the_bound_is_true_without_the_exact_solver_too(people: int, share: float, most: int, seed: int) -> None:
    market = MutualMarket(given_points(people, share, most, seed))
    found = pair_up(market, exact=0)
    must_hold(market, found)
    assert best(market) <= found.bound


@settings(deadline=None)
@given(st.integers(0, 14), st.floats(0, 1), st.integers(0, 2**32))
def test_whoever_may_have_several_partners_has_different_ones(people: int, share: float, seed: int) -> None:
    places = np.random.default_rng(seed).integers(0, 4, people)
    market = MutualMarket(given_points(people, share, 100, seed), places)
    must_hold(market, pair_up(market))


def test_three_who_want_each_other_leave_over_the_one_who_costs_least() -> None:
    given_by = np.array([[0, 90, 80], [90, 0, 70], [80, 70, 0]], np.uint8)
    found = pair_up(MutualMarket(given_by))
    assert (found.pairs.one.tolist(), found.pairs.other.tolist(), found.bound) == ([0], [1], 90)


def test_points_are_half_of_what_the_two_give_each_other_rounded_down() -> None:
    market = MutualMarket(np.array([[0, 31], [60, 0]], np.uint8))
    assert market.points(np.array([0, 1], np.int32), np.array([1, 0], np.int32)).tolist() == [45, 45]


@pytest.mark.parametrize("people", [5, 64, 130])
def test_the_market_in_bytes_answers_as_the_plain_one_does(people: int) -> None:
    market = MutualMarket(given_points(people, 0.5, 100, people), seed=3)
    twin = DenseMarket.of(market.matrix[:, :people].astype(np.int16))
    twin = DenseMarket(twin.matrix, market.seeks, market.places, market._salts, market._salts)
    prices = np.random.default_rng(people).integers(0, 120, people).astype(np.int32)
    margins = market.margins(prices)
    assert margins.tolist() == twin.margins(prices).tolist()
    assert bound(market, prices) == bound(twin, prices)
    for ours, theirs in (
        (market.lists(4), twin.lists(4)),
        (market.lists(7, prices), twin.lists(7, prices)),
        (market.violations(prices, margins // 2, 3), twin.violations(prices, margins // 2, 3)),
        (market.lists(people), twin.lists(people)),
    ):
        assert (ours.mentee.tolist(), ours.mentor.tolist()) == (theirs.mentee.tolist(), theirs.mentor.tolist())
        assert ours.points.tolist() == theirs.points.tolist()


def test_a_thousand_people_get_pairs_that_are_proved_the_best() -> None:
    random = np.random.default_rng(7)
    likes = random.random((1000, 6))
    points = np.clip(35 * likes @ likes.T + random.integers(-15, 15, (1000, 1000)), 0, 100)
    market = MutualMarket(np.where(given_points(1000, 0.24, 1, 7) == BROKEN, BROKEN, points).astype(np.uint8))
    found = pair_up(market)
    must_hold(market, found)
    assert found.value == found.bound
    assert len(found.pairs) == 500
