"""Groups: a mentor has as many mentees as make a group, or none.

That is no flow any more, and hard to solve exactly where there are many mentors. Up to `FEW` mentors every choice of
those who begin is tried. Of more, those begin whom a flow without least sizes fills; of the others, who has the fewest
takes none, until all who are left can be filled. The flow without least sizes bounds every choice.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.flow import Unsolved
from mentoring.matching.domain.engine.market import MOST_POINTS, Arcs, Market
from mentoring.matching.domain.engine.watch import Watch

FEW: Final = 8
LISTED: Final = 64
"""Mentors per mentee that come into question."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Pairs in the order of mentees, their ``value`` and the ``bound`` over these lists that no choice exceeds."""

    pairs: Arcs
    value: int
    bound: int


def grouped(market: Market, least: int, most: int, watch: Watch | None = None) -> Groups:
    """Every mentor gets none, or ``least`` to ``most`` mentees, as far as there are places; deterministic."""
    watch = watch or Watch()
    watch.enter("groups")
    mentees, mentors = len(market.seeks), len(market.places)
    columns = Columns.of(mentees, mentors, market.lists(min(mentors, LISTED)))
    places = np.minimum(market.places, most)
    places[places < least] = 0
    relaxed = _chosen(columns, market.seeks, places, 0)
    open_ones = np.flatnonzero(np.bincount(columns.arcs.mentor, minlength=mentors) * (places > 0) >= least)
    best = np.zeros(0, np.int64)
    if len(open_ones) <= FEW:
        choices = (open_ones[np.array(taken, np.bool_)] for taken in product((True, False), repeat=len(open_ones)))
        for some in choices:
            best = _better(columns, best, _filled(columns, market.seeks, places, some, least))
    else:
        best = _closing(columns, market.seeks, places, open_ones, least)
    watch.leave()
    pairs = Arcs(columns.arcs.mentee[best], columns.arcs.mentor[best], columns.arcs.points[best])
    return Groups(pairs, _value(columns, best), _value(columns, relaxed))


def _closing(
    columns: Columns, seeks: NDArray[np.int64], places: NDArray[np.int64], some: NDArray[np.int64], least: int
) -> NDArray[np.int64]:
    best = np.zeros(0, np.int64)
    while len(some):
        best = _better(columns, best, _filled(columns, seeks, places, some, least))
        kept = np.where(np.isin(np.arange(len(places)), some), places, 0)
        chosen = _chosen(columns, seeks, kept, 0)
        load = np.bincount(columns.arcs.mentor[chosen], minlength=len(places))
        worth = np.bincount(columns.arcs.mentor[chosen], columns.arcs.points[chosen], minlength=len(places))
        short = some[load[some] < least]
        if not len(short):
            return _better(columns, best, chosen)
        # One by one at the end, in larger parts while there are many.
        order = short[np.lexsort((short, worth[short], load[short]))]
        some = np.setdiff1d(some, order[: max(1, len(order) // 4)])
    return best


def _better(columns: Columns, one: NDArray[np.int64], other: NDArray[np.int64] | None) -> NDArray[np.int64]:
    return one if other is None or _value(columns, other) <= _value(columns, one) else other


def _filled(
    columns: Columns, seeks: NDArray[np.int64], places: NDArray[np.int64], some: NDArray[np.int64], least: int
) -> NDArray[np.int64] | None:
    """The best choice in which all of these mentors begin; None where they cannot all be filled."""
    kept = np.where(np.isin(np.arange(len(places)), some), places, 0)
    chosen = _chosen(columns, seeks, kept, least)
    load = np.bincount(columns.arcs.mentor[chosen], minlength=len(places))
    return chosen if (load[some] >= least).all() else None


def _value(columns: Columns, chosen: NDArray[np.int64]) -> int:
    return int(columns.arcs.points[chosen].sum(dtype=np.int64))


def _chosen(columns: Columns, seeks: NDArray[np.int64], places: NDArray[np.int64], least: int) -> NDArray[np.int64]:
    """The best flow in which the first ``least`` places of each mentor count more than all points."""
    if not len(columns):
        return np.zeros(0, np.int64)
    arcs, mentees, mentors = columns.arcs, len(seeks), len(places)
    sink, supply = mentees + mentors, int(seeks.sum())
    network = min_cost_flow.SimpleMinCostFlow()
    pairs = network.add_arcs_with_capacity_and_unit_cost(
        arcs.mentee, mentees + arcs.mentor, np.ones(len(arcs), np.int64), -arcs.points.astype(np.int64)
    )
    rows, columns_of = np.arange(mentees), mentees + np.arange(mentors)
    network.add_arcs_with_capacity_and_unit_cost(rows, np.full(mentees, sink), seeks, np.zeros(mentees, np.int64))
    first = np.minimum(places, least)
    for room, cost in ((first, -(MOST_POINTS + 1) * supply), (places - first, 0)):
        network.add_arcs_with_capacity_and_unit_cost(
            columns_of, np.full(mentors, sink), room, np.full(mentors, cost, np.int64)
        )
    network.set_nodes_supplies(np.append(rows, sink), np.append(seeks, -supply))
    status = network.solve()
    if status != network.OPTIMAL:
        raise Unsolved(f"the flow ended as {status.name}")
    found: NDArray[np.int64] = np.flatnonzero(np.asarray(network.flows(pairs)))
    return found
