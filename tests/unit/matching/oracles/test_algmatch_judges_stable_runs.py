"""Of all stable assignments that algmatch enumerates ours is one, and no mentee does better in another."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mentoring.matching.domain.engine.market import DenseMarket
from mentoring.matching.domain.engine.stable import stable

with warnings.catch_warnings():
    for kind in (SyntaxWarning, DeprecationWarning):  # newer and older Pythons on a docstring of it
        warnings.simplefilter("ignore", kind)
    from algmatch import HospitalResidentsProblem
    from algmatch.utils.enumerators.HR.hrEnumerator import HREnumerator

PRIME = 97


def market(mentees: int, mentors: int, share: float, seed: int) -> DenseMarket:
    """No two points are equal in a row or in a column, so that everybody's wishes are strict."""
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(PRIME)[:mentees, None], random.permutation(PRIME)[None, :mentors]
    points = (rows + 5 * columns) % PRIME + 1
    points[random.random(points.shape) >= share] = 0
    return DenseMarket.of(points.astype(np.int16), places=random.integers(1, 4, mentors))


def wishes(of: DenseMarket) -> dict[str, dict[int, Any]]:
    """Both sides' wishes, the best first, as algmatch reads them; it counts from 1."""

    def ranked(points: Any) -> list[int]:
        return [int(one) + 1 for one in np.argsort(-points) if points[one] > 0]

    return {
        "residents": {row + 1: ranked(points) for row, points in enumerate(of.matrix)},
        "hospitals": {
            column + 1: {"capacity": int(of.places[column]), "preferences": ranked(points)}
            for column, points in enumerate(of.matrix.T)
        },
    }


def ours(of: DenseMarket) -> dict[str, str]:
    pairs = stable(of).pairs
    found = dict(zip(pairs.mentee.tolist(), pairs.mentor.tolist(), strict=True))
    return {f"r{row + 1}": f"h{found[row] + 1}" if row in found else "" for row in range(len(of.seeks))}


def answered(found: dict[str, Any]) -> dict[str, str]:
    return {one: whom or "" for one, whom in found["resident_sided"].items()}


@pytest.mark.parametrize("seed", range(12))
def test_ours_is_among_all_stable_assignments_and_the_best_of_them_for_every_mentee(seed: int) -> None:
    of = market(7, 4, 0.8, seed)
    every = HREnumerator(wishes(of))
    every.find_stable_matchings()
    stable_ones = [answered(one) for one in every.stable_matching_list]
    found = ours(of)
    assert found in stable_ones
    assert all(points_of(of, found)(one) >= points_of(of, other)(one) for other in stable_ones for one in found)


def points_of(of: DenseMarket, found: dict[str, str]) -> Callable[[str], int]:
    return lambda one: int(of.matrix[int(one[1:]) - 1, int(found[one][1:]) - 1]) if found[one] else 0


@pytest.mark.parametrize(("mentees", "mentors", "share"), [(90, 40, 0.3), (60, 90, 0.15), (95, 20, 0.9)])
def test_algmatch_finds_the_same_assignment_for_many_people(mentees: int, mentors: int, share: float) -> None:
    of = market(mentees, mentors, share, 3)
    for side in ("residents", "hospitals"):
        theirs = HospitalResidentsProblem(dictionary=wishes(of), optimised_side=side).get_stable_matching()
        assert theirs is not None
        assert ours(of) == answered(theirs)
