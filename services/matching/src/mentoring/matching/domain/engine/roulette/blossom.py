"""The largest matching of a graph that need not have two sides: Edmonds' blossoms, breadth first.

A search from a free person grows a tree of alternating paths. Either it meets another free person, and the pairs along
the path are turned round, one more than before; or it gets stuck. Then its people, with their pairs, are left alone for
good: no later search can gain by them. Those of a stuck tree at an even distance are the ones whom only further pairs
could help, and of these only pairs with somebody of no stuck tree, or with an even person of another odd circle.
"""

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled

NOBODY = -1
OUTSIDE = -1
ODD = -2


@compiled
def grow(starts: NDArray[np.int64], others: NDArray[np.int32], partner: NDArray[np.int32]) -> NDArray[np.int32]:
    """Enlarge the matching in place until it is a largest one. ``partner`` is -1 for whoever is free.

    ``starts`` (people + 1) and ``others`` list each person's possible partners, both ways. The answer tells of each
    person: ``OUTSIDE`` all stuck trees, ``ODD`` in one, or for the even ones the number of their odd circle.
    """
    people = len(partner)
    told = np.full(people, OUTSIDE, np.int32)
    came = np.empty(people, np.int32)
    base = np.empty(people, np.int32)
    seen = np.zeros(people, np.bool_)
    path = np.zeros(people, np.bool_)
    bloom = np.zeros(people, np.bool_)
    queue = np.empty(people, np.int32)
    for root in range(people):
        if partner[root] != NOBODY or told[root] != OUTSIDE:
            continue
        end = _search(root, starts, others, partner, told, came, base, seen, path, bloom, queue)
        if end == NOBODY:
            for one in range(people):
                if seen[one]:
                    told[one] = base[one]
                elif came[one] != NOBODY:
                    told[one] = ODD
        while end != NOBODY:
            before = came[end]
            after = partner[before]
            partner[end], partner[before] = before, end
            end = after
    return told


@compiled
def _search(  # noqa: C901 - one loop, since each part needs the state of all
    root: int,
    starts: NDArray[np.int64],
    others: NDArray[np.int32],
    partner: NDArray[np.int32],
    told: NDArray[np.int32],
    came: NDArray[np.int32],
    base: NDArray[np.int32],
    seen: NDArray[np.bool_],
    path: NDArray[np.bool_],
    bloom: NDArray[np.bool_],
    queue: NDArray[np.int32],
) -> int:
    """The free person at the end of an alternating path from the root, or NOBODY: then the tree is stuck.

    ``seen`` are the even ones; ``came`` leads the odd ones, and the members of circles, back to the root.
    """
    for one in range(len(partner)):
        came[one], base[one], seen[one] = NOBODY, one, False
    seen[root] = True
    queue[0] = root
    head, tail = 0, 1
    while head < tail:
        one = queue[head]
        head += 1
        for at in range(starts[one], starts[one + 1]):
            other = others[at]
            if told[other] != OUTSIDE or base[one] == base[other] or partner[one] == other:
                continue
            if other == root or (partner[other] != NOBODY and came[partner[other]] != NOBODY):
                # Both are even: the paths to them close an odd circle, which shrinks to where they part.
                top = _meet(one, other, base, partner, came, path)
                bloom[:] = False
                _shrink(one, top, other, base, partner, came, bloom)
                _shrink(other, top, one, base, partner, came, bloom)
                for member in range(len(partner)):
                    if bloom[base[member]]:
                        base[member] = top
                        if not seen[member]:
                            seen[member] = True
                            queue[tail] = member
                            tail += 1
            elif came[other] == NOBODY:
                came[other] = one
                if partner[other] == NOBODY:
                    return int(other)
                seen[partner[other]] = True
                queue[tail] = partner[other]
                tail += 1
    return NOBODY


@compiled
def _meet(
    one: int,
    other: int,
    base: NDArray[np.int32],
    partner: NDArray[np.int32],
    came: NDArray[np.int32],
    path: NDArray[np.bool_],
) -> int:
    """Where the ways back to the root from both people first meet."""
    path[:] = False
    while True:
        one = base[one]
        path[one] = True
        if partner[one] == NOBODY:
            break
        one = came[partner[one]]
    while not path[base[other]]:
        other = came[partner[base[other]]]
    return int(base[other])


@compiled
def _shrink(
    one: int,
    top: int,
    child: int,
    base: NDArray[np.int32],
    partner: NDArray[np.int32],
    came: NDArray[np.int32],
    bloom: NDArray[np.bool_],
) -> None:
    """Mark one half of the circle, and keep the way back through its other half."""
    while base[one] != top:
        bloom[base[one]] = True
        bloom[base[partner[one]]] = True
        came[one] = child
        child = partner[one]
        one = came[partner[one]]
