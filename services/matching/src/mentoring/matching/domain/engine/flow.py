"""The best assignment of some columns, exactly: a flow of least cost from mentees to mentors' places.

OR-tools' cost-scaling flow, because of all solvers measured it alone stays fast in every hard market.
"""

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from mentoring.matching.domain.engine.columns import Columns


class Unsolved(Exception):  # noqa: N818 - says what happened
    """The solver did not end as optimal: its input broke a promise, so this is a fault of ours."""


def assign(columns: Columns, seeks: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """The arcs to choose for the highest total of points; nobody must have any.

    ``seeks`` (mentees) and ``places`` (mentors) are how many pairs each may have. Between equal totals the order of
    rows and columns decides, the same way each time.
    """
    if not len(columns):
        return np.zeros(0, np.int64)
    arcs, mentees, mentors = columns.arcs, len(seeks), len(places)
    sink = mentees + mentors
    network = min_cost_flow.SimpleMinCostFlow()
    pairs = network.add_arcs_with_capacity_and_unit_cost(
        arcs.mentee, mentees + arcs.mentor, np.ones(len(arcs), np.int64), -arcs.points.astype(np.int64)
    )
    rows = np.arange(mentees)
    # Whoever gets nobody flows past all mentors at no cost.
    network.add_arcs_with_capacity_and_unit_cost(rows, np.full(mentees, sink), seeks, np.zeros(mentees, np.int64))
    network.add_arcs_with_capacity_and_unit_cost(
        mentees + np.arange(mentors), np.full(mentors, sink), places, np.zeros(mentors, np.int64)
    )
    network.set_nodes_supplies(np.append(rows, sink), np.append(seeks, -int(seeks.sum())))
    status = network.solve()
    if status != network.OPTIMAL:
        raise Unsolved(f"the flow ended as {status.name}")
    chosen: NDArray[np.int64] = np.flatnonzero(np.asarray(network.flows(pairs)))
    return chosen
