"""Roulette: by lot, as many new pairs as can be, and never one again."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentoring.matching.domain.engine.roulette.draw import Round, draw_among, draw_between
from mentoring.matching.domain.engine.roulette.hat import Hat

NONE = np.zeros((0, 2), np.int64)


def hat_of(able: NDArray[np.bool_], met: NDArray[np.int64] = NONE, *, one_sided: bool = False) -> Hat:
    rows, columns = able.shape
    return Hat(lambda row, column: able[row, column], rows, columns, met, one_sided=one_sided)


def among(people: int, share: float, seed: int) -> NDArray[np.bool_]:
    able = np.triu(np.random.default_rng(seed).random((people, people)) < share, 1)
    return able | able.T


def rounds(able: NDArray[np.bool_], number: int) -> list[Round]:
    """One after the other, each knowing all earlier ones."""
    drawn: list[Round] = []
    for seed in range(number):
        met = np.concatenate([NONE, *(one.pairs for one in drawn)])
        drawn.append(draw_among(hat_of(able, met, one_sided=True), seed))
    return drawn


def test_six_people_meet_everybody_in_rounds_that_never_repeat_a_pair_until_all_are_used_up() -> None:
    able = ~np.eye(6, dtype=bool)
    drawn = rounds(able, 20)
    seen = [tuple(pair) for one in drawn for pair in one.pairs.tolist()]
    assert sorted(seen) == list(combinations(range(6), 2))
    assert drawn[-1].used_up
    assert drawn[-1].met_all[0].tolist() == list(range(6))


def test_one_person_stays_over_where_the_number_is_odd_and_that_is_no_fault_of_theirs() -> None:
    drawn = draw_among(hat_of(~np.eye(7, dtype=bool), one_sided=True), 5)
    assert len(drawn.pairs) == 3
    assert not len(drawn.met_all[0])
    assert not len(drawn.nobody[0])
    assert not drawn.used_up


def test_whoever_may_meet_nobody_is_told_apart_from_whoever_met_everybody() -> None:
    able = np.zeros((4, 4), bool)
    able[0, 1] = able[1, 0] = True
    drawn = draw_among(hat_of(able, np.array([[1, 0]]), one_sided=True), 1)
    assert drawn.met_all[0].tolist() == [0, 1]
    assert drawn.nobody[0].tolist() == [2, 3]
    assert drawn.used_up


def test_the_seed_decides_and_the_same_seed_gives_the_same_round() -> None:
    able = among(60, 0.5, 1)
    first, again, other = (draw_among(hat_of(able, one_sided=True), seed).pairs.tolist() for seed in (1, 1, 2))
    assert first == again
    assert first != other


@settings(deadline=None)
@given(st.integers(0, 12), st.floats(0, 0.6), st.integers(0, 2**32))
def test_no_round_could_have_more_pairs_among_people(people: int, share: float, seed: int) -> None:
    able = among(people, share, seed)
    met = np.argwhere(np.triu(able) & (np.random.default_rng(seed + 1).random(able.shape) < 0.3))
    drawn = draw_among(hat_of(able, met, one_sided=True), seed)
    left = able.copy()
    left[met[:, 0], met[:, 1]] = left[met[:, 1], met[:, 0]] = False
    graph = nx.from_numpy_array(left)
    assert len(drawn.pairs) == len(nx.max_weight_matching(graph, maxcardinality=True))
    assert all(left[one, other] for one, other in drawn.pairs.tolist())
    assert len(set(drawn.pairs.ravel().tolist())) == 2 * len(drawn.pairs)


def test_few_admissible_pairs_among_many_people_are_all_found_though_samples_miss_them() -> None:
    people = 1500
    able = np.zeros((people, people), bool)
    rows = np.arange(0, people, 2)
    able[rows, rows + 1] = able[rows + 1, rows] = True
    drawn = draw_among(hat_of(able, one_sided=True), 3)
    assert len(drawn.pairs) == people // 2


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1), st.integers(0, 2**32))
def test_no_round_could_have_more_pairs_between_two_sides(rows: int, columns: int, share: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    able = random.random((rows, columns)) < share
    seeks, places = random.integers(0, 3, rows), random.integers(0, 4, columns)
    drawn = draw_between(hat_of(able), seeks, places, seed)
    graph = nx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    graph.add_edges_from(
        (("row", row), ("column", column), {"capacity": 1}) for row, column in np.argwhere(able).tolist()
    )
    graph.add_edges_from(("from", ("row", row), {"capacity": int(number)}) for row, number in enumerate(seeks))
    graph.add_edges_from((("column", column), "to", {"capacity": int(number)}) for column, number in enumerate(places))
    assert len(drawn.pairs) == nx.maximum_flow_value(graph, "from", "to")
    assert (np.bincount(drawn.pairs[:, 0], minlength=rows) <= seeks).all()
    assert (np.bincount(drawn.pairs[:, 1], minlength=columns) <= places).all()


@pytest.mark.parametrize("columns", [3, 40])
def test_two_sides_meet_anew_in_every_round_until_all_pairs_are_used_up(columns: int) -> None:
    able = np.random.default_rng(4).random((30, columns)) < 0.5
    ones = np.ones(30, np.int64), np.ones(columns, np.int64)
    met, drawn = NONE, None
    while drawn is None or len(drawn.pairs):
        drawn = draw_between(hat_of(able, met), *ones, len(met))
        met = np.concatenate([met, drawn.pairs])
    assert drawn.used_up
    assert len(met) == len(np.unique(met, axis=0)) == able.sum()
