"""scipy's asserted assignments are ours, and its two solvers find no higher total than ours."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching
from scipy.sparse.csgraph.tests.test_matching import linear_sum_assignment_assertions

from mentoring.matching.domain.engine.market import DenseMarket
from mentoring.matching.domain.engine.optimum import optimum

# The cases of scipy's own tests, whose list is used up once it has been run through.
CASES: list[tuple[list[list[float]], list[int]]] = [
    ([[400, 150, 400], [400, 450, 600], [300, 225, 300]], [150, 400, 300]),
    ([[10, 10, 8], [9, 8, 1], [9, 7, 4]], [10, 1, 7]),
    ([[10, 10, 8, 11], [9, 8, 1, 1], [9, 7, 4, 10]], [10, 1, 4]),
    ([[10, np.inf, np.inf], [np.inf, np.inf, 1], [np.inf, 7, np.inf]], [10, 1, 7]),
]


def ours(matrix: Any, *, maximize: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """As scipy's solvers answer: rows and columns of a full assignment with the least cost."""
    costs = np.asarray(matrix.toarray() if hasattr(matrix, "toarray") else matrix, float)
    there = np.isfinite(costs)
    worth = np.where(there, costs if maximize else -costs, 0)
    # Points rise with what a pair is worth, and are so high that more pairs are always better.
    step = 25 if np.abs(worth).max() > 100 else 1
    points = np.where(there, 100 + (worth - worth[there].max()) / step, 0).astype(np.int16)
    assert (points[there] * step - worth[there] == points[there][0] * step - worth[there][0]).all()
    pairs = optimum(DenseMarket.of(points)).pairs
    order = np.argsort(pairs.mentee)
    return pairs.mentee[order].astype(np.int64), pairs.mentor[order].astype(np.int64)


@pytest.mark.parametrize(("sign", "case"), list(product([-1, 1], CASES)))
def test_the_assignments_that_scipy_asserts_are_ours(sign: int, case: tuple[list[list[float]], list[int]]) -> None:
    linear_sum_assignment_assertions(ours, np.array, sign, case)


def market(mentees: int, mentors: int, share: float, most: int, seed: int) -> DenseMarket:
    random = np.random.default_rng(seed)
    points = random.integers(1, most + 1, (mentees, mentors)) * (random.random((mentees, mentors)) < share)
    return DenseMarket.of(points.astype(np.int16), seed=seed)


@pytest.mark.parametrize(
    ("mentees", "mentors", "share", "most"),
    [(300, 300, 0.3, 100), (400, 120, 0.24, 60), (120, 400, 0.05, 100), (350, 350, 0.02, 5), (200, 200, 1.0, 2)],
)
def test_linear_sum_assignment_finds_no_higher_total(mentees: int, mentors: int, share: float, most: int) -> None:
    for seed in range(3):
        of = market(mentees, mentors, share, most, seed)
        rows, columns = linear_sum_assignment(of.matrix, maximize=True)
        solved = optimum(of)
        assert solved.certificate.value == solved.certificate.bound == int(of.matrix[rows, columns].sum())


@pytest.mark.parametrize(("mentees", "mentors", "share"), [(300, 300, 0.05), (500, 150, 0.1), (150, 500, 0.03)])
def test_full_bipartite_matching_finds_no_higher_total(mentees: int, mentors: int, share: float) -> None:
    of = market(mentees, mentors, share, 100, 4)
    # It must match every row: whoever gets nobody takes a column of their own, which costs as much as no points.
    costs = np.hstack([np.where(of.matrix > 0, 101 - of.matrix, 0), np.zeros((mentees, mentees))])
    costs[np.arange(mentees), mentors + np.arange(mentees)] = 101
    rows, columns = min_weight_full_bipartite_matching(csr_array(costs))
    assert optimum(of).certificate.value == 101 * mentees - int(costs[rows, columns].sum())


def test_capacities_are_columns_that_stand_there_several_times() -> None:
    random = np.random.default_rng(5)
    of = market(260, 60, 0.3, 80, 5)
    places = random.integers(0, 6, 60)
    rows, columns = linear_sum_assignment(np.repeat(of.matrix, places, axis=1), maximize=True)
    best = int(np.repeat(of.matrix, places, axis=1)[rows, columns].sum())
    assert optimum(DenseMarket.of(of.matrix, places=places)).certificate.value == best
