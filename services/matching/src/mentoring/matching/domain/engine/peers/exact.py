"""The best pairs of all, exactly: rustworkx' weighted matching with blossoms, over every admissible pair."""

import numpy as np
import rustworkx

from mentoring.matching.domain.engine.peers.edges import Edges


def best(edges: Edges) -> Edges:
    """The pairs with the highest total of points, everybody in one at most."""
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(edges.people))
    graph.extend_from_weighted_edge_list(
        list(zip(edges.one.tolist(), edges.other.tolist(), edges.points.tolist(), strict=True))
    )
    found = sorted((min(pair), max(pair)) for pair in rustworkx.max_weight_matching(graph, weight_fn=int))
    ends = np.array(found, np.int64).reshape(-1, 2)
    return edges.some(np.searchsorted(edges.keys(), ends[:, 0] * edges.people + ends[:, 1]))
