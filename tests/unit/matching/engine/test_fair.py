"""The fair assignment lifts the worst-off as far as can be, and keeps to every cap."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray

from mentoring.matching.domain.engine import fair as engine
from mentoring.matching.domain.engine import optimum as lists
from mentoring.matching.domain.engine.caps import Cap, CapsCross
from mentoring.matching.domain.engine.fair import fair
from mentoring.matching.domain.engine.market import DenseMarket
from mentoring.matching.domain.engine.optimum import optimum
from tests.unit.matching.engine.markets import a_large_market, a_market, holds, markets


def best_by_trying_everything(market: DenseMarket, caps: tuple[Cap, ...] = ()) -> tuple[int, int, int]:
    """Most pairs, then the highest floor, then the best total."""
    found = (0, 0, 0)
    pairs = [pair for pair in np.ndindex(market.matrix.shape) if market.matrix[pair]]
    for taken in product((False, True), repeat=len(pairs)):
        some = [pair for pair, one in zip(pairs, taken, strict=True) if one]
        rows, columns = ([pair[side] for pair in some] for side in (0, 1))
        if any(rows.count(row) > market.seeks[row] for row in rows):
            continue
        if any(columns.count(column) > market.places[column] for column in columns):
            continue
        if any((counts(cap, rows if cap.side == "mentee" else columns) > cap.most).any() for cap in caps):
            continue
        points = [int(market.matrix[pair]) for pair in some]
        found = max(found, (len(points), min(points, default=0), sum(points)))
    return found


def counts(cap: Cap, people: list[int]) -> NDArray[np.int64]:
    groups = cap.group[people] if people else np.zeros(0, np.int64)
    return np.bincount(groups[groups >= 0], minlength=len(cap.most))


@given(market=markets(most=3))
@settings(max_examples=80, deadline=None)
def test_no_assignment_with_as_many_pairs_has_a_higher_floor_or_a_better_total(market: DenseMarket) -> None:
    found = fair(market)
    assert holds(market, found.pairs)
    points = found.pairs.points.tolist()
    assert found.floor <= min(points, default=0)
    assert best_by_trying_everything(market) == (len(points), min(points, default=0), sum(points))


@given(market=markets(most=3))
@settings(max_examples=80, deadline=None)
def test_caps_that_nest_are_kept_and_what_they_leave_is_the_best(market: DenseMarket) -> None:
    mentees, mentors = market.matrix.shape
    caps = (
        Cap("mentee", np.arange(mentees) % 3 - 1, np.array([1, 2])),
        Cap("mentee", np.where(np.arange(mentees) % 3 > 0, 0, -1), np.array([2])),
        Cap("mentor", np.arange(mentors) % 2, np.array([1, 2])),
    )
    points = fair(market, caps=caps).pairs.points.tolist()
    assert best_by_trying_everything(market, caps) == (len(points), min(points, default=0), sum(points))


@pytest.mark.parametrize("seed", range(6))
def test_short_lists_find_the_same_floor_as_all_pairs(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    market = a_large_market(seed=seed)
    monkeypatch.setattr(lists, "RAW", len(market.places))
    whole = fair(market)
    for module, name in ((lists, "RAW"), (lists, "KEPT"), (lists, "PRICED"), (engine, "ADDED")):
        monkeypatch.setattr(module, name, 2)
    short = fair(market)
    assert (whole.floor, len(whole.pairs)) == (short.floor, len(short.pairs))
    assert short.pairs.points.sum() <= whole.pairs.points.sum() <= optimum(market).certificate.value


def test_the_worst_off_is_lifted_where_the_total_would_leave_them_behind() -> None:
    market = a_market([[100, 60], [60, 30]])
    assert 30 == optimum(market).pairs.points.min()
    assert (60, [60, 60]) == (fair(market).floor, fair(market).pairs.points.tolist())


def test_a_share_is_a_cap_of_at_least_one_pair() -> None:
    cap = Cap.share("mentee", np.array([0, 0, 1, -1]), percent=40, pairs=4)
    assert [1, 1] == cap.most.tolist()
    assert 3 == len(fair(a_market([[9, 8, 7, 6]] * 4), caps=[cap]).pairs)


def test_caps_that_cross_are_refused() -> None:
    crossing = (
        Cap("mentee", np.array([0, 0, 1]), np.array([1, 1])),
        Cap("mentee", np.array([0, 1, 1]), np.array([1, 1])),
    )
    with pytest.raises(CapsCross):
        fair(a_market([[1], [1], [1]]), caps=crossing)
    loose = (Cap("mentee", np.array([0, 0]), np.array([1])), Cap("mentee", np.array([0, -1]), np.array([1])))
    with pytest.raises(CapsCross):
        fair(a_market([[1], [1]]), caps=loose)
