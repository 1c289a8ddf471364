"""An assignment that can change: arcs, who holds which, and the prices that prove it, in arrays that loops work on.

Every arc stands in two chains, of its mentee and of its mentor; a chosen one also in the chain of those its mentor
holds. An arc with 0 points is gone. Kept true between changes, with u for what a mentee keeps and p for prices:
u + p is at least the points of each arc that is not chosen and at most those of each chosen one; a free wish means
u = 0, a free place p = 0.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.market import Arcs

NONE: Final = -1


class Pool(NamedTuple):
    """``sizes``: mentees, mentors, arcs, searches so far, nodes that the last reached. The rest has room to spare."""

    sizes: NDArray[np.int64]
    # arcs
    mentee: NDArray[np.int32]
    mentor: NDArray[np.int32]
    points: NDArray[np.int32]
    chosen: NDArray[np.bool_]
    next_of_mentee: NDArray[np.int32]
    next_of_mentor: NDArray[np.int32]
    next_held: NDArray[np.int32]
    last_held: NDArray[np.int32]
    # mentees
    row: NDArray[np.int32]
    wishes: NDArray[np.int32]
    keeps: NDArray[np.int32]
    # mentors
    column: NDArray[np.int32]
    holds: NDArray[np.int32]
    free: NDArray[np.int32]
    price: NDArray[np.int32]
    # a search: nodes are mentees (even) and mentors (odd)
    far: NDArray[np.int64]
    via: NDArray[np.int32]
    seen: NDArray[np.int64]
    reached: NDArray[np.int64]
    heap: NDArray[np.int64]


def pool_of(
    columns: Columns,
    chosen: NDArray[np.int64],
    prices: NDArray[np.int32],
    seeks: NDArray[np.int64],
    places: NDArray[np.int64],
) -> Pool:
    """The pool of an optimal assignment of the columns, with prices that prove it."""
    arcs, mentees, mentors = columns.arcs, len(seeks), len(places)
    pool = empty(mentees, mentors, len(arcs))
    pool.wishes[:] = seeks
    pool.free[:] = places
    pool.sizes[:2] = mentees, mentors
    pool.price[:] = prices
    extend(pool, arcs.mentee, arcs.mentor, arcs.points)
    for_all(pool, chosen.astype(np.int64))
    settle_keeps(pool)
    return pool


def empty(mentees: int, mentors: int, arcs: int) -> Pool:
    """Room for so many."""
    nodes = 2 * max(mentees, mentors, 1)

    def room(size: int) -> NDArray[np.int32]:
        return np.zeros(size, np.int32)

    def chain(size: int) -> NDArray[np.int32]:
        return np.full(size, NONE, np.int32)

    return Pool(
        sizes=np.zeros(5, np.int64),
        mentee=room(arcs),
        mentor=room(arcs),
        points=room(arcs),
        chosen=np.zeros(arcs, np.bool_),
        next_of_mentee=chain(arcs),
        next_of_mentor=chain(arcs),
        next_held=chain(arcs),
        last_held=chain(arcs),
        row=chain(mentees),
        wishes=room(mentees),
        keeps=room(mentees),
        column=chain(mentors),
        holds=chain(mentors),
        free=room(mentors),
        price=room(mentors),
        far=np.zeros(nodes, np.int64),
        via=room(nodes),
        seen=np.zeros(nodes, np.int64),
        reached=np.zeros(nodes, np.int64),
        heap=np.empty(2 * arcs + 4, np.int64),
    )


def grown(pool: Pool, mentees: int, mentors: int, arcs: int) -> Pool:
    """The same pool with room for at least so many; half as much again, so that growth is rare."""
    if mentees <= len(pool.row) and mentors <= len(pool.column) and arcs <= len(pool.mentee):
        return pool
    wider = empty(
        *(
            had if needed <= had else needed + needed // 2 + 16
            for needed, had in ((mentees, len(pool.row)), (mentors, len(pool.column)), (arcs, len(pool.mentee)))
        )
    )
    for name in pool._fields[: pool._fields.index("far")]:
        old: NDArray[np.int32] = getattr(pool, name)
        getattr(wider, name)[: len(old)] = old
    wider.sizes[3:] = 0
    return wider


@compiled
def extend(pool: Pool, mentee: NDArray[np.int32], mentor: NDArray[np.int32], points: NDArray[np.int32]) -> None:
    """Add arcs that are not there yet, unchosen; there is room for them."""
    for n in range(len(mentee) - 1, -1, -1):  # backwards, so that each chain begins with the first
        a = pool.sizes[2]
        pool.sizes[2] += 1
        i, j = mentee[n], mentor[n]
        pool.mentee[a], pool.mentor[a], pool.points[a] = i, j, points[n]
        pool.next_of_mentee[a], pool.row[i] = pool.row[i], a
        pool.next_of_mentor[a], pool.column[j] = pool.column[j], a


@compiled
def choose(pool: Pool, a: int) -> None:
    """Give the arc's mentee the place; wishes and places are the caller's to have."""
    i, j = pool.mentee[a], pool.mentor[a]
    pool.chosen[a] = True
    pool.wishes[i] -= 1
    pool.free[j] -= 1
    head = pool.holds[j]
    pool.next_held[a], pool.last_held[a] = head, -1
    if head >= 0:
        pool.last_held[head] = a
    pool.holds[j] = a


@compiled
def release(pool: Pool, a: int) -> None:
    """Take the place back."""
    i, j = pool.mentee[a], pool.mentor[a]
    pool.chosen[a] = False
    pool.wishes[i] += 1
    pool.free[j] += 1
    before, after = pool.last_held[a], pool.next_held[a]
    if before >= 0:
        pool.next_held[before] = after
    else:
        pool.holds[j] = after
    if after >= 0:
        pool.last_held[after] = before


@compiled
def for_all(pool: Pool, arcs: NDArray[np.int64]) -> None:
    """Choose arcs by their place in the list that the pool was made of."""
    size = pool.sizes[2]
    for n in range(len(arcs)):
        choose(pool, size - 1 - arcs[n])


@compiled
def margin(pool: Pool, i: int) -> int:
    """The highest points less price of the mentee's arcs that are not chosen, at least 0."""
    best = 0
    a = pool.row[i]
    while a >= 0:
        if pool.points[a] > 0 and not pool.chosen[a]:
            best = max(best, pool.points[a] - pool.price[pool.mentor[a]])
        a = pool.next_of_mentee[a]
    return best


@compiled
def settle_keeps(pool: Pool) -> None:
    """What each mentee keeps, as the prices say."""
    for i in range(pool.sizes[0]):
        settle_keeps_of(pool, i)


@compiled
def settle_keeps_of(pool: Pool, i: int) -> None:
    """The most that the mentee's chosen arcs allow; nothing with a wish left; without either, the best margin."""
    least, some = 0, False
    a = pool.row[i]
    while a >= 0:
        if pool.chosen[a]:
            gain = pool.points[a] - pool.price[pool.mentor[a]]
            least, some = (min(least, gain) if some else gain), True
        a = pool.next_of_mentee[a]
    pool.keeps[i] = 0 if pool.wishes[i] > 0 else least if some else margin(pool, i)


@compiled
def seeks_of(pool: Pool, i: int) -> int:
    """Pairs that the mentee has or may still have."""
    count = pool.wishes[i]
    a = pool.row[i]
    while a >= 0:
        count += pool.chosen[a]
        a = pool.next_of_mentee[a]
    return int(count)


@compiled
def places_of(pool: Pool, j: int) -> int:
    """Places of the mentor, held or free."""
    count = pool.free[j]
    a = pool.holds[j]
    while a >= 0:
        count += 1
        a = pool.next_held[a]
    return int(count)


def chosen_of(pool: Pool) -> Arcs:
    """The pairs as they stand, in the order of their mentees."""
    arcs = np.flatnonzero(pool.chosen)
    arcs = arcs[np.lexsort((pool.mentor[arcs], pool.mentee[arcs]))]
    return Arcs(pool.mentee[arcs], pool.mentor[arcs], pool.points[arcs])


def arcs_of(pool: Pool) -> Arcs:
    """All arcs that are not gone."""
    arcs = np.flatnonzero(pool.points[: pool.sizes[2]] > 0)
    return Arcs(pool.mentee[arcs], pool.mentor[arcs], pool.points[arcs])


def copied(pool: Pool) -> Pool:
    """A pool to try things on. What only new arcs would change is shared; there are none in it."""
    own = ("points", "chosen", "next_held", "last_held", "wishes", "keeps", "holds", "free", "price", "sizes")
    search = ("far", "via", "seen", "reached", "heap")
    return pool._replace(
        **{name: getattr(pool, name).copy() for name in own},
        **{name: np.zeros(len(getattr(pool, name)), getattr(pool, name).dtype) for name in search},
    )


@compiled
def arc_of(pool: Pool, i: int, j: int) -> int:
    """The arc of these two, or -1."""
    a = pool.row[i]
    while a >= 0:
        if pool.mentor[a] == j:
            return int(a)
        a = pool.next_of_mentee[a]
    return -1
