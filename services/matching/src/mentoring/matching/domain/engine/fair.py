"""The fair assignment: as many pairs as possible, then the highest points for the worst-off, then the best total.

The floor is found by bisection on the largest flow over pairs at or above it. Whether it could be one higher is looked
up over all pairs: where the mentees who can still be reached have no pair outside what is reached, it cannot (Hall).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow, min_cost_flow

from mentoring.matching.domain.engine.caps import Cap, Network, network
from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.flow import Unsolved
from mentoring.matching.domain.engine.market import MOST_POINTS, Arcs, Market
from mentoring.matching.domain.engine.optimum import lists_of
from mentoring.matching.domain.engine.watch import Watch

ADDED = 8
"""Mentors per mentee that a look at all pairs adds at most."""


@dataclass(frozen=True, slots=True)
class Fair:
    """Pairs in the order of mentees; ``floor``: points that nobody who got a pair lies below, 0 without pairs.

    The number of pairs and the floor are the best over all pairs of the market; the total above them is the best over
    the lists.
    """

    pairs: Arcs
    floor: int


def fair(market: Market, watch: Watch | None = None, *, caps: Sequence[Cap] = ()) -> Fair:
    """Deterministic. Caps may leave people without a pair; whoever has none does not count as the worst-off."""
    watch = watch or Watch()
    columns = lists_of(market, watch)
    watch.enter("most pairs")
    columns, most = _proved(market, columns, 1, 0, caps)
    low, high = 1, MOST_POINTS
    while low < high:
        middle = (low + high + 1) // 2
        watch.enter("floor", middle, MOST_POINTS)
        columns, pairs = _proved(market, columns, middle, most, caps)
        low, high = (middle, high) if pairs == most else (low, middle - 1)
    if most == 0:
        watch.leave()
        none = np.zeros(0, np.int32)
        return Fair(Arcs(none, none, none), 0)
    watch.enter("flow")
    pairs_above = _above(columns, low, len(market.seeks), len(market.places))
    chosen = _best(pairs_above, network(pairs_above, market.seeks, market.places, caps), most)
    watch.leave()
    arcs = pairs_above.arcs
    return Fair(Arcs(arcs.mentee[chosen], arcs.mentor[chosen], arcs.points[chosen]), low)


def _proved(market: Market, columns: Columns, floor: int, enough: int, caps: Sequence[Cap]) -> tuple[Columns, int]:
    """The most pairs at or above the floor over all pairs, and the columns with what that needed.

    Where ``enough`` are found, or where even the columns say no more can be, nobody looks further.
    """
    mentees, mentors = len(market.seeks), len(market.places)
    while True:
        above = _above(columns, floor, mentees, mentors)
        net = network(above, market.seeks, market.places, caps)
        pairs, flows = _most(net)
        if pairs == enough > 0:
            return columns, pairs
        reached = _reached(net, flows)
        inside = reached[mentees : mentees + mentors]
        prices = np.where(inside, MOST_POINTS, 0).astype(np.int32)
        margins = np.where(reached[:mentees], floor - 1, MOST_POINTS).astype(np.int32)
        # Pairs that a mentee has already lead out of what is reached too; they are no news.
        several = int(market.seeks.max(initial=0))
        wider = Columns.of(
            mentees, mentors, columns.arcs, market.violations(prices, margins, min(ADDED + several, mentors))
        )
        if len(wider) == len(columns):
            return columns, pairs
        columns = wider


def _above(columns: Columns, floor: int, mentees: int, mentors: int) -> Columns:
    arcs = columns.arcs
    high = arcs.points >= floor
    return Columns.of(mentees, mentors, Arcs(arcs.mentee[high], arcs.mentor[high], arcs.points[high]))


def _most(net: Network) -> tuple[int, NDArray[np.int64]]:
    """The largest flow, and what flows in each arc."""
    if not len(net.tail):
        return 0, np.zeros(0, np.int64)
    solver = max_flow.SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(net.tail, net.head, net.room)
    status = solver.solve(net.source, net.sink)
    if status != solver.OPTIMAL:
        raise Unsolved(f"the largest flow ended as {status.name}")
    return int(solver.optimal_flow()), np.asarray(solver.flows(arcs), np.int64)


def _best(columns: Columns, net: Network, pairs: int) -> NDArray[np.int64]:
    """The arcs to choose for the highest total with exactly so many pairs."""
    solver = min_cost_flow.SimpleMinCostFlow()
    cost = np.zeros(len(net.tail), np.int64)
    cost[: len(columns)] = -columns.arcs.points.astype(np.int64)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(net.tail, net.head, net.room, cost)
    solver.set_nodes_supplies(np.array([net.source, net.sink]), np.array([pairs, -pairs]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise Unsolved(f"the flow ended as {status.name}")
    chosen: NDArray[np.int64] = np.flatnonzero(np.asarray(solver.flows(arcs))[: len(columns)])
    return chosen


def _reached(net: Network, flows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(nodes) what the source still reaches beside the flow."""
    nodes = int(max(net.tail.max(initial=0), net.head.max(initial=0), net.sink)) + 1
    forth, back = flows < net.room, flows > 0
    tail = np.concatenate([net.tail[forth], net.head[back]])
    head = np.concatenate([net.head[forth], net.tail[back]])
    order = np.argsort(tail, kind="stable")
    start = np.searchsorted(tail[order], np.arange(nodes + 1))
    reached = np.zeros(nodes, np.bool_)
    _spread(start, head[order], reached, net.source)
    return reached


@compiled
def _spread(start: NDArray[np.int64], head: NDArray[np.int64], reached: NDArray[np.bool_], source: int) -> None:
    waiting = np.zeros(len(reached), np.int64)
    waiting[0] = source
    reached[source] = True
    size = 1
    while size > 0:
        size -= 1
        node = waiting[size]
        for a in range(start[node], start[node + 1]):
            if not reached[head[a]]:
                reached[head[a]] = True
                waiting[size] = head[a]
                size += 1
