"""What a market answers: the best of each row, with and without prices, equals spread."""

import numpy as np

from mentoring.matching.domain.engine.market import Arcs, DenseMarket

PAIRS = np.array([[70, 0, 40], [0, 0, 0], [55, 55, 90]], np.int16)
FREE = np.zeros(3, np.int32)


def of(arcs: Arcs) -> list[tuple[int, int, int]]:
    return list(zip(arcs.mentee.tolist(), arcs.mentor.tolist(), arcs.points.tolist(), strict=True))


def test_lists_hold_the_best_of_each_row_and_nobody_who_is_not_admissible() -> None:
    market = DenseMarket.of(PAIRS)
    assert of(market.lists(1)) == [(0, 0, 70), (2, 2, 90)]
    assert [row for row, _, _ in of(market.lists(9))] == [0, 0, 2, 2, 2]


def test_prices_change_the_order_and_margins_are_never_below_zero() -> None:
    market = DenseMarket.of(PAIRS)
    prices = np.array([60, 0, 100], np.int32)
    assert of(market.lists(1, prices)) == [(0, 0, 70), (2, 1, 55)]
    assert market.margins(prices).tolist() == [10, 0, 55]
    assert market.margins(np.full(3, 1000, np.int32)).tolist() == [0, 0, 0]


def test_violations_are_what_beats_the_margin() -> None:
    market = DenseMarket.of(PAIRS)
    assert of(market.violations(FREE, np.array([40, 0, 60], np.int32), 5)) == [(0, 0, 70), (2, 2, 90)]
    assert of(market.violations(FREE, market.margins(FREE), 5)) == []


def test_equal_mentors_spread_over_the_mentees() -> None:
    market = DenseMarket.of(np.full((200, 20), 50, np.int16))
    chosen = np.bincount(market.lists(1).mentor, minlength=20)
    assert chosen.min() > 0
    assert chosen.max() < 40


def test_empty_sides_have_empty_lists() -> None:
    for shape in ((0, 0), (0, 3), (3, 0)):
        market = DenseMarket.of(np.zeros(shape, np.int16))
        assert len(market.lists(5)) == 0
        assert len(market.margins(np.zeros(shape[1], np.int32))) == shape[0]
