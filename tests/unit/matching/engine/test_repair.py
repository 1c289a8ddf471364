"""After every event the assignment is what solving anew would find, and the prices prove it."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentoring.matching.domain.engine import optimum as engine
from mentoring.matching.domain.engine.certificate import bound
from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.market import DenseMarket
from mentoring.matching.domain.engine.optimum import optimum
from mentoring.matching.domain.engine.repair import Change, NoRoom, Repair
from tests.unit.matching.engine.markets import a_large_market, a_market, holds, markets


@dataclass
class World:
    """The same events as plain arrays, and the market that they leave."""

    matrix: NDArray[np.integer]
    seeks: NDArray[np.int64]
    places: NDArray[np.int64]
    pinned: set[tuple[int, int]] = field(default_factory=set)
    excluded: set[tuple[int, int]] = field(default_factory=set)

    def market(self) -> DenseMarket:
        """What is left to be decided."""
        matrix, seeks, places = self.matrix.copy(), self.seeks.copy(), self.places.copy()
        for pair in self.excluded | self.pinned:
            matrix[pair] = 0
        for row, column in self.pinned:
            seeks[row] -= 1
            places[column] -= 1
        return DenseMarket.of(matrix, seeks, places)

    def spare(self, row: int = -1, column: int = -1) -> int:
        """Wishes of a mentee, or places of a mentor, that are not pinned."""
        if row >= 0:
            return int(self.seeks[row]) - sum(pin[0] == row for pin in self.pinned)
        return int(self.places[column]) - sum(pin[1] == column for pin in self.pinned)

    def a_pair(self, made: np.random.Generator) -> tuple[int, int]:
        return int(made.integers(len(self.seeks))), int(made.integers(len(self.places)))

    def best(self) -> int:
        return optimum(self.market()).certificate.value + sum(int(self.matrix[pair]) for pair in self.pinned)


def judge(world: World, repair: Repair) -> None:
    market = world.market()
    assert repair.total == world.best() == int(repair.pairs.points.sum())
    assert bound(market, repair.prices) + sum(repair.pinned.values()) == repair.total
    assert holds(DenseMarket.of(world.matrix, world.seeks, world.places), repair.pairs)


def happen(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    """One event by chance, in both worlds."""
    if min(world.matrix.shape) == 0:
        return None
    return EVENTS[made.integers(len(EVENTS))](world, repair, made)


def a_new_mentee(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    rows, columns = world.matrix.shape
    points = made.integers(0, 30, (columns,)).astype(np.int16)
    world.matrix, world.seeks = np.vstack([world.matrix, points]), np.append(world.seeks, made.integers(0, 3))
    some = np.flatnonzero(points)
    added, change = repair.add_mentee(int(world.seeks[-1]), some.tolist(), points[some].tolist())
    assert added == rows
    return change


def a_new_mentor(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    rows, columns = world.matrix.shape
    points = made.integers(0, 30, (rows,)).astype(np.int16)
    world.matrix = np.hstack([world.matrix, points[:, None]])
    world.places = np.append(world.places, made.integers(0, 3))
    some = np.flatnonzero(points)
    added, change = repair.add_mentor(int(world.places[-1]), some.tolist(), points[some].tolist())
    assert added == columns
    return change


def other_wishes(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    row = int(made.integers(len(world.seeks)))
    more = int(made.integers(-world.spare(row=row), 3))
    world.seeks[row] += more
    return repair.more_wishes(row, more)


def other_places(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    column = int(made.integers(len(world.places)))
    more = int(made.integers(-world.spare(column=column), 3))
    world.places[column] += more
    return repair.more_places(column, more)


def a_mentee_leaves(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    row = int(made.integers(len(world.seeks)))
    world.seeks[row] -= world.spare(row=row)
    return repair.mentee_leaves(row)


def a_mentor_leaves(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    column = int(made.integers(len(world.places)))
    world.places[column] -= world.spare(column=column)
    return repair.mentor_leaves(column)


def a_pair_is_excluded(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    pair = world.a_pair(made)
    if pair in world.pinned:
        return None
    world.excluded.add(pair)
    return repair.exclude(pair)


def a_pair_is_admitted(world: World, repair: Repair, _made: np.random.Generator) -> Change | None:
    if not world.excluded:
        return None
    pair = min(world.excluded)
    world.excluded.discard(pair)
    return repair.admit(pair, int(world.matrix[pair])) if world.matrix[pair] else None


def a_pair_is_pinned(world: World, repair: Repair, made: np.random.Generator) -> Change | None:
    pair = world.a_pair(made)
    points = int(world.matrix[pair])
    if pair in world.pinned | world.excluded or not points:
        return None
    if world.spare(row=pair[0]) and world.spare(column=pair[1]):
        world.pinned.add(pair)
        return repair.pin(pair, points)
    with pytest.raises(NoRoom):
        repair.pin(pair, points)
    return None


def a_pair_is_unpinned(world: World, repair: Repair, _made: np.random.Generator) -> Change | None:
    if not world.pinned:
        return None
    pair = min(world.pinned)
    world.pinned.discard(pair)
    return repair.unpin(pair)


EVENTS = [
    a_new_mentee,
    a_new_mentor,
    other_wishes,
    other_places,
    a_mentee_leaves,
    a_mentor_leaves,
    a_pair_is_excluded,
    a_pair_is_admitted,
    a_pair_is_pinned,
    a_pair_is_unpinned,
]


@given(market=markets(most=5), seed=st.integers(0, 2**31))
@settings(max_examples=200, deadline=None)
def test_after_any_events_it_equals_a_new_run(market: DenseMarket, seed: int) -> None:
    world = World(market.matrix.copy(), market.seeks.copy(), market.places.copy())
    repair = Repair.of(optimum(market))
    made = np.random.default_rng(seed)
    for _ in range(12):
        before, had = repair.total, pairs_of(repair)
        change = happen(world, repair, made)
        judge(world, repair)
        if change is not None:
            assert change.points == repair.total - before
            assert {*change.gained} == pairs_of(repair) - had
            assert {*change.lost} == had - pairs_of(repair)


def pairs_of(repair: Repair) -> set[tuple[int, int]]:
    return {*zip(repair.pairs.mentee.tolist(), repair.pairs.mentor.tolist(), strict=True)}


@pytest.mark.parametrize("seed", range(8))
def test_short_lists_are_completed_from_the_market(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RAW", "KEPT", "PRICED", "ADDED"):
        monkeypatch.setattr(engine, name, 2)
    market = a_large_market(120, 40, seed=seed, wishes=1 + seed % 2)
    world = World(market.matrix.copy(), market.seeks.copy(), market.places.copy())
    repair = Repair.of(optimum(market, most_rounds=40))
    made = np.random.default_rng(seed)
    for _ in range(30):
        happen(world, repair, made)
    repair.complete(world.market())
    judge(world, repair)


@given(market=markets(most=5), seed=st.integers(0, 2**31))
@settings(max_examples=60, deadline=None)
def test_a_state_rebuilt_from_a_draft_goes_on_as_if_it_had_never_stopped(market: DenseMarket, seed: int) -> None:
    solved = optimum(market)
    mentees, mentors = market.matrix.shape
    lists = Columns.of(mentees, mentors, market.lists(max(1, mentors)))
    world = World(market.matrix.copy(), market.seeks.copy(), market.places.copy())
    repair = Repair.rebuilt(lists, solved.pairs, solved.prices, market.seeks, market.places)
    assert pairs_of(repair) == {*zip(solved.pairs.mentee.tolist(), solved.pairs.mentor.tolist(), strict=True)}
    made = np.random.default_rng(seed)
    for _ in range(6):
        happen(world, repair, made)
        judge(world, repair)


@given(market=markets(most=5), seed=st.integers(0, 2**31))
@settings(max_examples=60, deadline=None)
def test_what_an_edit_costs_is_what_making_it_costs_and_asking_changes_nothing(market: DenseMarket, seed: int) -> None:
    repair = Repair.of(optimum(market))
    made = np.random.default_rng(seed)
    for row, column in np.argwhere(market.matrix)[:4].tolist():
        pair = row, column
        points = int(market.matrix[pair])
        if market.seeks[row] < 1 or market.places[column] < 1:
            continue
        had, total = pairs_of(repair), repair.total
        pinned = bool(made.integers(2))
        asked = repair.cost_of(lambda one: one.pin(pair, points) if pinned else one.exclude(pair))  # noqa: B023
        assert (had, total) == (pairs_of(repair), repair.total)
        again = Repair.of(optimum(market))
        (again.pin(pair, points) if pinned else again.exclude(pair))
        assert asked.points == again.total - total <= 0
        assert {*asked.gained} == pairs_of(again) - had


def test_a_published_pair_is_broken_only_for_more_than_its_penalty() -> None:
    market = a_market([[50]])
    patient, eager = (Repair.of(optimum(market), penalty=penalty) for penalty in (20, 5))
    for repair in (patient, eager):
        repair.add_mentee(1, [0], [60])
    assert ({(0, 0)}, 50) == (pairs_of(patient), patient.total)
    assert ({(1, 0)}, 60) == (pairs_of(eager), eager.total)


def test_of_equal_changes_the_one_that_moves_the_fewest_is_made() -> None:
    market = a_market([[50, 50, 0, 0], [0, 50, 50, 0], [0, 0, 50, 50]])
    repair = Repair.of(optimum(market))
    _, change = repair.add_mentee(1, [0, 1, 2, 3], [50, 50, 50, 50])
    assert 50 == change.points
    assert 1 == len(change.gained)
    assert not change.lost
