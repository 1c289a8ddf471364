"""One change costs one path: the shortest in reduced costs, which are never negative, so that Dijkstra finds it.

Of equally good paths the one that moves the fewest pairs is taken. What has been reached below the path's length gets
new prices, and the assignment is optimal again, with the proof at hand.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.pool import Pool, choose, release

HOPS: Final = 20
"""Bits of a distance that count hops; the points stand above them."""
NODE: Final = 31
"""Bits of a heap's key that name the node: mentees are even, mentors odd."""


@compiled
def seat(pool: Pool, i: int) -> bool:
    """Give a free wish of mentee i the best place that it can get, or find that it can get none."""
    _begin(pool)
    size = _relax(pool, 0, 2 * i, 0, -1)
    best, end = int(pool.keeps[i]) << HOPS, 2 * i
    while size > 0:
        far, node = pool.heap[0] >> NODE, pool.heap[0] & ((1 << NODE) - 1)
        size = _pop(pool.heap, size)
        if far >= best:
            break
        if far > pool.far[node]:
            continue
        if node % 2 == 0:
            size = _offers(pool, size, node >> 1, far, best)
            continue
        j = node >> 1
        if pool.free[j] > 0:
            best, end = far, node
            break
        size, best, end = _holders(pool, size, j, far, best, end)
    _reprice(pool, best >> HOPS, 1)
    if end == 2 * i:
        return False
    if end % 2 == 0:
        end = _let_go(pool, end)
    a = pool.via[end]
    while pool.mentee[a] != i:
        end = _let_go(pool, 2 * pool.mentee[a])
        choose(pool, a)
        a = pool.via[end]
    choose(pool, a)
    return True


@compiled
def fill(pool: Pool, j: int) -> bool:
    """Give a free place of mentor j, which has a price, to whom it helps most, or find that its price is 0."""
    _begin(pool)
    size = _relax(pool, 0, 2 * j + 1, 0, -1)
    best, end = int(pool.price[j]) << HOPS, 2 * j + 1
    while size > 0:
        far, node = pool.heap[0] >> NODE, pool.heap[0] & ((1 << NODE) - 1)
        size = _pop(pool.heap, size)
        if far >= best:
            break
        if far > pool.far[node]:
            continue
        if node % 2 == 1:
            if far + (int(pool.price[node >> 1]) << HOPS) < best:
                best, end = far + (int(pool.price[node >> 1]) << HOPS), node
            size = _takers(pool, size, node >> 1, far, best)
            continue
        i = node >> 1
        if pool.wishes[i] > 0:
            best, end = far, node
            break
        size = _leaves(pool, size, i, far, best)
    _reprice(pool, best >> HOPS, -1)
    if end == 2 * j + 1:
        return False
    while end != 2 * j + 1:
        if end % 2 == 1:
            a = pool.via[end]
            release(pool, a)
            end = 2 * pool.mentee[a]
        a = pool.via[end]
        choose(pool, a)
        end = 2 * pool.mentor[a] + 1
    return True


@compiled
def _let_go(pool: Pool, node: int) -> int:
    """Take the mentee of this node off the place by which it was reached; the place's mentor."""
    a = pool.via[node]
    release(pool, a)
    return int(2 * pool.mentor[a] + 1)


@compiled
def _holders(pool: Pool, size: int, j: int, far: int, best: int, end: int) -> tuple[int, int, int]:
    """From a mentor to those who hold the places: each may go elsewhere, or without."""
    a = pool.holds[j]
    while a >= 0:
        other = pool.mentee[a]
        there = far + (int(pool.points[a] - pool.price[j] - pool.keeps[other]) << HOPS) + 1
        if there < best:
            size = _relax(pool, size, 2 * other, there, a)
            without = there + (int(pool.keeps[other]) << HOPS)
            if without < best and pool.via[2 * other] == a:
                best, end = without, 2 * other
        a = pool.next_held[a]
    return size, best, end


@compiled
def _offers(pool: Pool, size: int, i: int, far: int, best: int) -> int:
    """From a mentee to all mentors who come into question."""
    a = pool.row[i]
    while a >= 0:
        if pool.points[a] > 0 and not pool.chosen[a]:
            j = pool.mentor[a]
            there = far + (int(pool.keeps[i] + pool.price[j] - pool.points[a]) << HOPS) + 1
            if there < best:
                size = _relax(pool, size, 2 * j + 1, there, a)
        a = pool.next_of_mentee[a]
    return size


@compiled
def _takers(pool: Pool, size: int, j: int, far: int, best: int) -> int:
    """From a mentor to all mentees who come into question."""
    a = pool.column[j]
    while a >= 0:
        if pool.points[a] > 0 and not pool.chosen[a]:
            i = pool.mentee[a]
            there = far + (int(pool.keeps[i] + pool.price[j] - pool.points[a]) << HOPS) + 1
            if there < best:
                size = _relax(pool, size, 2 * i, there, a)
        a = pool.next_of_mentor[a]
    return size


@compiled
def _leaves(pool: Pool, size: int, i: int, far: int, best: int) -> int:
    """From a mentee to the mentors whose place it would leave."""
    a = pool.row[i]
    while a >= 0:
        if pool.chosen[a]:
            j = pool.mentor[a]
            there = far + (int(pool.points[a] - pool.price[j] - pool.keeps[i]) << HOPS) + 1
            if there < best:
                size = _relax(pool, size, 2 * j + 1, there, a)
        a = pool.next_of_mentee[a]
    return size


@compiled
def _begin(pool: Pool) -> None:
    pool.sizes[3] += 1
    pool.sizes[4] = 0


@compiled
def _relax(pool: Pool, size: int, node: int, far: int, via: int) -> int:
    """``far`` is length and hops in one number."""
    if pool.seen[node] == pool.sizes[3]:
        if far >= pool.far[node]:
            return size
    else:
        pool.seen[node] = pool.sizes[3]
        pool.reached[pool.sizes[4]] = node
        pool.sizes[4] += 1
    pool.far[node], pool.via[node] = far, via
    return _push(pool.heap, size, (int(far) << NODE) | node)


@compiled
def _reprice(pool: Pool, length: int, sign: int) -> None:
    """Prices of what was reached below ``length``: a mentee who looks drives them up, a free place down."""
    for n in range(pool.sizes[4]):
        node = pool.reached[n]
        less = length - (pool.far[node] >> HOPS)
        if less <= 0:
            continue
        if node % 2 == 0:
            pool.keeps[node >> 1] -= sign * less
        else:
            pool.price[node >> 1] += sign * less


@compiled
def _push(heap: NDArray[np.int64], size: int, key: int) -> int:
    here = size
    while here > 0:
        above = (here - 1) >> 1
        if heap[above] <= key:
            break
        heap[here] = heap[above]
        here = above
    heap[here] = key
    return size + 1


@compiled
def _pop(heap: NDArray[np.int64], size: int) -> int:
    """Take the top, ``heap[0]``, off."""
    size -= 1
    key = heap[size]
    here = 0
    while True:
        child = 2 * here + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[here] = heap[child]
        here = child
    heap[here] = key
    return size
