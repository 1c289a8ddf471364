"""HiGHS, a solver of linear and whole-number programs, finds no higher total, no higher floor and no better groups."""

import highspy
import numpy as np
import pytest
from numpy.typing import NDArray

from mentoring.matching.domain.engine.fair import fair
from mentoring.matching.domain.engine.groups import grouped
from mentoring.matching.domain.engine.market import DenseMarket
from mentoring.matching.domain.engine.optimum import optimum
from tests.unit.matching.engine.markets import a_large_market


class Program:
    """Choose pairs of a market: nobody has more than they seek or have places."""

    def __init__(self, market: DenseMarket, least: int = 1) -> None:
        self.rows, self.columns = np.nonzero(market.matrix >= least)
        self.points = market.matrix[self.rows, self.columns].astype(float)
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self.highs.silent()
        self.pairs = [self.highs.addVariable(0, 1) for _ in self.points]
        for side, most in ((self.rows, market.seeks), (self.columns, market.places)):
            for one, room in enumerate(most.tolist()):
                mine = [self.pairs[pair] for pair in np.flatnonzero(side == one)]
                if mine:
                    self.highs.addConstr(sum(mine) <= room)

    def highest(self, worth: NDArray[np.float64]) -> int:
        if self.pairs:
            total = sum(float(value) * pair for value, pair in zip(worth, self.pairs, strict=True))
            self.highs.maximize(total)
        return round(self.highs.getObjectiveValue()) if self.pairs else 0


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("wishes", [1, 3])
def test_the_flow_reaches_what_the_linear_program_reaches(seed: int, wishes: int) -> None:
    market = a_large_market(150, 50, seed, wishes=wishes)
    program = Program(market)
    solved = optimum(market)
    assert solved.certificate.value == solved.certificate.bound == program.highest(program.points)


@pytest.mark.parametrize("seed", range(3))
def test_no_fair_assignment_has_more_pairs_a_higher_floor_or_a_higher_total(seed: int) -> None:
    market = a_large_market(80, 30, seed)
    most = Program(market).highest(np.ones(int((market.matrix > 0).sum())))
    found = fair(market)
    assert len(found.pairs) == most
    at_floor, above = Program(market, found.floor), Program(market, found.floor + 1)
    assert above.highest(np.ones(len(above.pairs))) < most
    # As many pairs as before, and of those the highest total: a pair more is worth more than all points.
    best = at_floor.highest(at_floor.points + 10_000)
    assert int(found.pairs.points.sum()) == best - 10_000 * most


@pytest.mark.parametrize("seed", range(3))
def test_no_choice_of_groups_is_worth_more(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = random.integers(1, 101, (24, 6)) * (random.random((24, 6)) < 0.6)
    market = DenseMarket.of(points.astype(np.int16), places=random.integers(3, 7, 6))
    program = Program(market)
    for mentor, places in enumerate(market.places.tolist()):
        begins = program.highs.addBinary()
        load = sum(program.pairs[pair] for pair in np.flatnonzero(program.columns == mentor))
        program.highs.addConstr(load >= 3 * begins)
        program.highs.addConstr(load <= min(places, 5) * begins)
    assert grouped(market, 3, 5).value == program.highest(program.points)
