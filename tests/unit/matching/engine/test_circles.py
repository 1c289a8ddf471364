"""Circles: everybody in or told why not, no rule broken between any two, near to the best that there is."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.domain.engine.circles import circles as forming
from mentoring.matching.domain.engine.circles.circles import Circles, circles_of
from mentoring.matching.domain.engine.circles.few import best_of_few
from mentoring.matching.domain.engine.peers.mutual import MutualMarket

BROKEN = 200


def market(people: int, share: float, seed: int) -> MutualMarket:
    random = np.random.default_rng(seed)
    likes = random.random((people, 6))
    points = np.clip(35 * likes @ likes.T + random.integers(-15, 15, (people, people)), 1, 100)
    able = np.triu(random.random((people, people)) < share)
    return MutualMarket(np.where(able | able.T, points, BROKEN).astype(np.uint8))


def formed(of: MutualMarket, least: int, most: int, seed: int = 1) -> Circles:
    return circles_of(of, of.matrix, least, most, seed)


def must_hold(of: MutualMarket, found: Circles, least: int, most: int) -> None:
    members = [one for circle in found.circles for one in circle.members]
    assert len(members) == len(set(members))
    assert sorted([*members, *found.without]) == np.flatnonzero(of.places).tolist()
    for circle in found.circles:
        assert least <= len(circle.members) <= most
        pairs = [int(of.matrix[pair]) for pair in combinations(circle.members, 2)]
        assert min(pairs) == circle.lowest > 0
        assert sum(pairs) / len(pairs) == pytest.approx(circle.points)
        gives = [sum(int(of.matrix[one, other]) for other in circle.members if other != one) for one in circle.members]
        assert gives[0] == max(gives)


def worth(of: MutualMarket, circles: Iterable[Sequence[int]]) -> tuple[int, float]:
    """People in circles, and the total of what each finds there on average."""
    total = [
        (len(one), 2 / (len(one) - 1) * sum(int(of.matrix[pair]) for pair in combinations(one, 2))) for one in circles
    ]
    return sum(people for people, _ in total), sum(points for _, points in total)


def divisions(people: tuple[int, ...], of: MutualMarket, least: int, most: int) -> Iterator[list[tuple[int, ...]]]:
    """All ways to put some of the people into circles."""
    if not people:
        yield []
        return
    first, rest = people[0], people[1:]
    yield from divisions(rest, of, least, most)
    for size in range(least - 1, most):
        for others in combinations(rest, size):
            if all(of.matrix[pair] > 0 for pair in combinations((first, *others), 2)):
                left = tuple(one for one in rest if one not in others)
                yield from ([(first, *others), *more] for more in divisions(left, of, least, most))


@settings(deadline=None)
@given(st.integers(0, 8), st.floats(0, 1), st.integers(3, 4), st.integers(0, 2), st.integers(0, 2**32))
def test_few_people_get_the_best_of_all_divisions(people: int, share: float, least: int, more: int, seed: int) -> None:
    of = market(people, share, seed)
    found = formed(of, least, least + more)
    must_hold(of, found, least, least + more)
    in_one, points = max(worth(of, one) for one in divisions(tuple(range(people)), of, least, least + more))
    assert worth(of, [one.members for one in found.circles]) == pytest.approx((in_one, points), abs=0.1)


@settings(deadline=None, max_examples=50)
@given(st.integers(14, 60), st.floats(0, 1), st.sampled_from([(3, 3), (3, 5), (4, 6), (8, 8)]), st.integers(0, 2**32))
def test_no_circle_of_more_people_breaks_a_rule(people: int, share: float, bounds: tuple[int, int], seed: int) -> None:
    of = market(people, share, seed)
    must_hold(of, formed(of, *bounds), *bounds)


def test_swaps_come_near_to_the_best_of_all_divisions(monkeypatch: pytest.MonkeyPatch) -> None:
    best = []
    for seed in range(30):
        of = market(12, 0.9, seed)
        best.append(worth(of, [one.tolist() for one in best_of_few(of.matrix[:, :12], 4, 4)]))
    monkeypatch.setattr(forming, "FEW", 0)
    reached: list[Any] = []
    for seed in range(30):
        of = market(12, 0.9, seed)
        reached.append(worth(of, [one.members for one in formed(of, 4, 4).circles]))
    assert sum(people for people, _ in reached) >= sum(people for people, _ in best) - 1
    assert sum(points for _, points in reached) >= 0.97 * sum(points for _, points in best)


def test_a_thousand_people_all_find_a_circle_that_is_closer_than_by_chance() -> None:
    of = market(1000, 0.7, 2)
    found = formed(of, 4, 6)
    must_hold(of, found, 4, 6)
    assert not found.without
    assert np.mean([one.points for one in found.circles]) > of.matrix[of.matrix > 0].mean() + 8


def test_everybody_without_a_circle_is_told_why() -> None:
    of = market(8, 1, 1)
    of.matrix[7, :] = of.matrix[:, 7] = 0
    of.matrix[7, 0] = of.matrix[0, 7] = 50
    assert formed(of, 3, 3).without == {7: "too-few-partners"} | dict.fromkeys(
        formed(of, 3, 3).without.keys() - {7}, "full"
    )
    assert len(formed(of, 3, 3).without) == 2
    assert formed(market(2, 1, 1), 3, 5).without == {0: "too-few-people", 1: "too-few-people"}
    halves = np.kron(np.eye(2), np.ones((4, 4)))
    apart = MutualMarket(np.where(halves > 0, 60, BROKEN).astype(np.uint8))
    assert set(formed(apart, 3, 3).without.values()) == {"full"}
    split = market(20, 1, 3)
    assert formed(split, 3, 5, seed=4) == formed(split, 3, 5, seed=4)


def test_whoever_has_no_place_takes_no_part() -> None:
    of = market(20, 1, 1)
    of.places[:5] = 0
    found = formed(of, 3, 5)
    must_hold(of, found, 3, 5)
    assert len(found.circles) == 4
