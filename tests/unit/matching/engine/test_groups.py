"""Groups: nobody mentors fewer than make a group, and no choice of those who begin is better."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.domain.engine import groups as engine
from mentoring.matching.domain.engine.groups import Groups, grouped
from mentoring.matching.domain.engine.market import DenseMarket


def market(mentees: int, mentors: int, seed: int, share: float = 0.7) -> DenseMarket:
    random = np.random.default_rng(seed)
    points = np.where(random.random((mentees, mentors)) < share, random.integers(1, 101, (mentees, mentors)), 0)
    return DenseMarket.of(points.astype(np.int16), places=random.integers(0, 6, mentors))


def must_hold(of: DenseMarket, found: Groups, least: int, most: int) -> None:
    load = np.bincount(found.pairs.mentor, minlength=len(of.places))
    assert ((load == 0) | (load >= least)).all()
    assert (load <= np.minimum(of.places, most)).all()
    assert (np.bincount(found.pairs.mentee, minlength=len(of.seeks)) <= of.seeks).all()
    assert of.points(found.pairs.mentee, found.pairs.mentor).tolist() == found.pairs.points.tolist()
    assert found.value == int(found.pairs.points.sum()) <= found.bound


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 5), st.integers(0, 3), st.integers(1, 3), st.integers(0, 2), st.integers(0, 2**32))
def test_few_mentors_get_the_best_groups_of_all(mentees: int, mentors: int, least: int, more: int, seed: int) -> None:
    of, most = market(mentees, mentors, seed), least + more
    found = grouped(of, least, most)
    must_hold(of, found, least, most)
    best = 0
    for choice in product(range(mentors + 1), repeat=mentees):
        load = [choice.count(mentor) for mentor in range(mentors)]
        fits = all(not has or least <= has <= min(most, places) for has, places in zip(load, of.places, strict=True))
        points = [int(of.matrix[row, to]) for row, to in enumerate(choice) if to < mentors]
        best = max(best, sum(points)) if fits and all(points) else best
    assert found.value == best


@pytest.mark.parametrize("seed", range(5))
def test_closing_those_with_the_fewest_comes_near_to_trying_every_choice(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = market(30, 7, seed)
    best = grouped(of, 3, 5).value
    monkeypatch.setattr(engine, "FEW", 0)
    found = grouped(of, 3, 5)
    must_hold(of, found, 3, 5)
    assert best >= found.value >= 0.95 * best


def test_a_thousand_people_are_grouped_within_sight_of_the_bound() -> None:
    of = market(1000, 300, 9, 0.3)
    found = grouped(of, 3, 5)
    must_hold(of, found, 3, 5)
    assert found.value >= 0.97 * found.bound


def test_a_mentor_whom_too_few_want_does_not_begin() -> None:
    points = np.array([[90, 10], [90, 10], [0, 80]], np.int16)
    found = grouped(DenseMarket.of(points, places=np.array([4, 4])), 2, 4)
    assert found.pairs.mentor.tolist() == [0, 0]
    assert grouped(DenseMarket.of(points, places=np.array([1, 1])), 2, 4).value == 0
