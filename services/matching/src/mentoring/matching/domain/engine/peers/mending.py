"""Mend pairs by paths that change hands: whoever is left over takes somebody's partner, who takes somebody's partner.

Prices of the double cover guide the search. What a pair has less than its two people's prices is its slack, what is
lost against the bound is the price of everybody left over and the slack of all pairs. So a path gains the price of who
comes in, loses the price of who falls out, and loses the slack of each pair it adds. Paths are tried in the order of
what they lose, as in Dijkstra's search, without shrinking circles: so this is good and not exact.
"""

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.peers.edges import Edges

MOST_STEPS = 600
"""People that one search lets fall out before it gives up."""
PASSES = 4
NOBODY = -1


def mended(edges: Edges, taken: NDArray[np.bool_], places: NDArray[np.int64], doubled: NDArray[np.int64]) -> None:
    """Improve ``taken`` (of ``edges``) in place. ``doubled``: twice the price of each person."""
    load = np.bincount(edges.one[taken], minlength=edges.people)
    load += np.bincount(edges.other[taken], minlength=edges.people)
    slack = doubled[edges.one] + doubled[edges.other] - 2 * edges.points.astype(np.int64)
    starts, around = edges.around()
    # The best first, so that the search need not look at pairs that lose more than all could gain.
    owner = np.repeat(np.arange(edges.people), np.diff(starts))
    around = around[np.lexsort((slack[around], owner))]
    free = (places - load).astype(np.int64)
    _mend(edges.one, edges.other, slack, starts, around, doubled, taken, free)


@compiled
def _mend(
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    slack: NDArray[np.int64],
    starts: NDArray[np.int64],
    around: NDArray[np.int64],
    doubled: NDArray[np.int64],
    taken: NDArray[np.bool_],
    free: NDArray[np.int64],
) -> None:
    people = len(free)
    lost = np.zeros(people, np.int64)
    mark = np.full(people, -1, np.int64)
    came = np.zeros(people, np.int64)
    left = np.zeros(people, np.int64)
    turn = 0
    for _ in range(PASSES):
        gained = 0
        for root in range(people):
            while free[root] > 0 and doubled[root] > 0:
                turn += 1
                gain = _search(
                    root, turn, one, other, slack, starts, around, doubled, taken, free, lost, mark, came, left
                )
                if gain <= 0:
                    break
                gained += gain
        if gained == 0:
            break


@compiled
def _search(  # noqa: C901, PLR0912, PLR0915 - one loop without calls is what numba compiles best
    root: int,
    turn: int,
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    slack: NDArray[np.int64],
    starts: NDArray[np.int64],
    around: NDArray[np.int64],
    doubled: NDArray[np.int64],
    taken: NDArray[np.bool_],
    free: NDArray[np.int64],
    lost: NDArray[np.int64],
    mark: NDArray[np.int64],
    came: NDArray[np.int64],
    left: NDArray[np.int64],
) -> int:
    """The best path from the root that was found, applied; what it gains, 0 for none.

    Of whoever falls out: ``lost`` on the way there, ``came`` the pair that pushed, ``left`` the pair that was given up.
    """
    best, end, last = 0, NOBODY, NOBODY
    mark[root], lost[root] = turn, 0
    people = len(free)
    heap = [root]  # what is lost, times people, and the person
    steps = 0
    while len(heap) > 0 and steps < MOST_STEPS:
        key = heappop(heap)
        so_far, person = key // people, key % people
        if so_far > lost[person]:
            continue
        if so_far >= doubled[root] + 200 - best:
            break
        steps += 1
        if person != root and doubled[root] - so_far - doubled[person] > best:
            best, end, last = doubled[root] - so_far - doubled[person], person, NOBODY
        for at in range(starts[person], starts[person + 1]):
            pair = around[at]
            if taken[pair]:
                continue
            then = so_far + slack[pair]
            if then >= doubled[root] + 200 - best:
                break
            target = int(other[pair]) if one[pair] == person else int(one[pair])
            if target == root:
                continue
            if free[target] > 0:
                gain = doubled[root] - then + doubled[target]
                if gain > best and not _on_path(target, person, root, one, other, came, left):
                    best, end, last = gain, person, pair
                continue
            for held_at in range(starts[target], starts[target + 1]):
                held = around[held_at]
                if not taken[held]:
                    continue
                out = int(other[held]) if one[held] == target else int(one[held])
                total = then - slack[held]
                if out == root or (mark[out] == turn and lost[out] <= total):
                    continue
                if _on_path(target, person, root, one, other, came, left) or _on_path(
                    out, person, root, one, other, came, left
                ):
                    continue
                mark[out], lost[out], came[out], left[out] = turn, total, pair, held
                heappush(heap, total * people + out)
    if best <= 0:
        return 0
    if last != NOBODY:
        target = int(other[last]) if one[last] == end else int(one[last])
        taken[last] = True
        free[target] -= 1
    else:
        free[end] += 1
    free[root] -= 1
    while end != root:
        pair, held = came[end], left[end]
        taken[pair], taken[held] = True, False
        target = int(other[held]) if one[held] == end else int(one[held])
        end = int(other[pair]) if one[pair] == target else int(one[pair])
    return best


@compiled
def _on_path(
    who: int,
    person: int,
    root: int,
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    came: NDArray[np.int64],
    left: NDArray[np.int64],
) -> bool:
    """Whether the way from the root to a person leads over somebody."""
    while person != root:
        held, pair = left[person], came[person]
        target = int(other[held]) if one[held] == person else int(one[held])
        if who == person:
            return True
        if who == target:
            return True
        person = int(other[pair]) if one[pair] == target else int(one[pair])
    return who == root
