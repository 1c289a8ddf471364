"""networkx' own tests of weighted matching pass with our pairs in place of its own, and its answers are ours."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms.tests.test_matching import TestMaxWeightMatching as TheirTests

from mentoring.matching.domain.engine.peers.mutual import MutualMarket
from mentoring.matching.domain.engine.peers.pairs import pair_up

WEIGHED = (
    "test_trivial1",
    "test_selfloop",
    "test_single_edge",
    "test_s_blossom",
    "test_s_t_blossom",
    "test_nested_s_blossom",
    "test_nested_s_blossom_relabel",
    "test_nested_s_blossom_expand",
    "test_s_blossom_relabel_expand",
    "test_nested_s_blossom_relabel_expand",
    "test_nasty_blossom1",
    "test_nasty_blossom2",
    "test_nasty_blossom_least_slack",
    "test_nasty_blossom_augmenting",
    "test_nasty_blossom_expand_recursively",
)
"""Those with whole weights from 1 to 100, which points are."""
DENSE = {"clusters": (400, 0.4, 12), "few-values": (300, 0.2, 3), "sparse": (500, 0.02, 100), "odd-rings": (0, 0, 0)}


def ours(graph: Any) -> set[tuple[Any, Any]]:
    """A choice of edges with the highest total weight."""
    nodes = list(graph)
    matrix = np.zeros((len(nodes), len(nodes)), np.uint8)
    for one, other, weight in graph.edges(data="weight", default=1):
        row, column = nodes.index(one), nodes.index(other)
        matrix[row, column] = matrix[column, row] = weight
    pairs = pair_up(MutualMarket(matrix)).pairs
    return {(nodes[one], nodes[other]) for one, other in zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)}


@pytest.mark.parametrize("name", WEIGHED)
def test_a_test_that_networkx_ships_passes_with_our_pairs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def instead(graph: Any) -> set[tuple[Any, Any]]:
        asked.append(graph)
        return ours(graph)

    monkeypatch.setattr(nx, "max_weight_matching", instead)
    getattr(TheirTests(), name)()
    assert asked


@pytest.mark.parametrize("kind", DENSE)
def test_networkx_finds_no_pairs_worth_more(kind: str) -> None:
    people, share, most = DENSE[kind]
    random = np.random.default_rng(11)
    if kind == "odd-rings":
        graph = nx.disjoint_union_all([nx.cycle_graph(2 * size + 1) for size in range(1, 12)])
        graph.add_edges_from((first, first + 5) for first in range(0, len(graph) - 5, 7))
        nx.set_edge_attributes(graph, {edge: int(random.integers(40, 60)) for edge in graph.edges}, "weight")
    else:
        graph = nx.gnp_random_graph(people, share, seed=11)
        nx.set_edge_attributes(graph, {edge: int(random.integers(1, most + 1)) for edge in graph.edges}, "weight")
    theirs = nx.max_weight_matching(graph)
    found = ours(graph)
    assert nx.is_matching(graph, found)
    assert sum(graph.edges[edge]["weight"] for edge in found) == sum(graph.edges[edge]["weight"] for edge in theirs)
