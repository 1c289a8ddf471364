"""The best assignment, exactly: a flow of least cost from mentees to mentors' places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from mentoring.matching.domain.errors.runs import AuditFailed


@dataclass(frozen=True, slots=True)
class Arcs:
    """The pairs that may be chosen: row of the mentee, column of the mentor, points above 0."""

    mentee: NDArray[np.int32]
    mentor: NDArray[np.int32]
    points: NDArray[np.int32]

    @classmethod
    def of(cls, mentee: NDArray[np.int64], mentor: NDArray[np.int64], points: NDArray[np.int64]) -> Self:
        """The same in half the memory."""
        return cls(mentee.astype(np.int32), mentor.astype(np.int32), points.astype(np.int32))

    @classmethod
    def joined(cls, several: Sequence["Arcs"]) -> Self:
        """One after the other."""
        if not several:
            return cls(*(np.zeros(0, np.int32) for _ in range(3)))
        return cls(
            np.concatenate([arcs.mentee for arcs in several]),
            np.concatenate([arcs.mentor for arcs in several]),
            np.concatenate([arcs.points for arcs in several]),
        )

    def __len__(self) -> int:
        return len(self.points)


def assign(arcs: Arcs, seeks: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """The arcs to choose: the highest total of points, and of drafts with that total one with the most pairs.

    ``seeks`` (mentees) and ``places`` (mentors) are how many pairs each may have; nobody must have any. Solved by
    OR-tools' cost-scaling flow; the same input in the same order gives the same answer.
    """
    if not len(arcs):
        return np.zeros(0, np.int64)
    mentees, mentors = len(seeks), len(places)
    source, sink, supply = mentees + mentors, mentees + mentors + 1, int(seeks.sum())
    # One point outweighs any number of pairs, so that the count decides only between equal totals.
    most = min(supply, int(places.sum())) + 1
    network = min_cost_flow.SimpleMinCostFlow()
    pairs = network.add_arcs_with_capacity_and_unit_cost(
        arcs.mentee, mentees + arcs.mentor, np.ones(len(arcs), np.int64), -(arcs.points.astype(np.int64) * most + 1)
    )
    rows, columns = np.arange(mentees), np.arange(mentors)
    network.add_arcs_with_capacity_and_unit_cost(np.full(mentees, source), rows, seeks, np.zeros(mentees, np.int64))
    network.add_arcs_with_capacity_and_unit_cost(
        mentees + columns, np.full(mentors, sink), places, np.zeros(mentors, np.int64)
    )
    # Whoever gets nobody flows past all mentors at no cost.
    network.add_arc_with_capacity_and_unit_cost(source, sink, supply, 0)
    network.set_nodes_supplies(np.array([source, sink]), np.array([supply, -supply]))
    status = network.solve()
    if status != network.OPTIMAL:
        raise AuditFailed(finding=f"the flow ended as {status.name}")
    chosen: NDArray[np.int64] = np.flatnonzero(np.asarray(network.flows(pairs)))
    return chosen
