"""What may happen to an assignment, put right by paths: new arcs, more or fewer wishes and places."""

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.paths import fill, seat
from mentoring.matching.domain.engine.pool import Pool, margin, release


@compiled
def admit(pool: Pool, rows: NDArray[np.int64]) -> None:
    """These mentees have new arcs, or wishes: put right what they change, here and wherever it leads.

    First everybody's prices are made to hold again, by letting go of what does not; then each gets a path. A wish and a
    place that wait for theirs may meet.
    """
    for n in range(len(rows)):
        i = rows[n]
        pool.keeps[i] = max(pool.keeps[i], margin(pool, i))
        a = pool.row[i]
        while a >= 0:
            if pool.chosen[a] and pool.points[a] - pool.price[pool.mentor[a]] < pool.keeps[i]:
                release(pool, a)
            a = pool.next_of_mentee[a]
    for n in range(len(rows)):
        reseat(pool, rows[n])
    for n in range(len(rows)):
        a = pool.row[rows[n]]
        while a >= 0:
            refill(pool, pool.mentor[a])
            a = pool.next_of_mentee[a]


@compiled
def reseat(pool: Pool, i: int) -> None:
    """Seat mentee i's free wishes until there is none, or no place that would be worth it."""
    while pool.wishes[i] > 0 and pool.keeps[i] > 0 and seat(pool, i):
        pass


@compiled
def refill(pool: Pool, j: int) -> None:
    """Fill mentor j's free places until there is none, or nobody whom one would help."""
    while pool.free[j] > 0 and pool.price[j] > 0 and fill(pool, j):
        pass


@compiled
def more_wishes(pool: Pool, i: int, more: int) -> None:
    """Mentee i seeks so many more pairs; fewer if negative."""
    pool.wishes[i] += more
    while pool.wishes[i] < 0:
        _give_up_wish(pool, i)
    reseat(pool, i)


@compiled
def more_places(pool: Pool, j: int, more: int) -> None:
    """Mentor j has so many more places; fewer if negative."""
    if pool.holds[j] < 0 and pool.free[j] == 0:
        _ask(pool, j)
    pool.free[j] += more
    while pool.free[j] < 0:
        _give_up_place(pool, j)
    refill(pool, j)


@compiled
def lift(pool: Pool, a: int) -> None:
    """Take a chosen pair apart, as if the two had never met."""
    i, j = pool.mentee[a], pool.mentor[a]
    release(pool, a)
    pool.points[a] = 0
    reseat(pool, i)
    refill(pool, j)


@compiled
def _give_up_wish(pool: Pool, i: int) -> None:
    """Mentee i has a wish too many: the pair that is worth least over its price goes, and its place is filled."""
    worst, least = -1, 0
    a = pool.row[i]
    while a >= 0:
        if pool.chosen[a]:
            gain = pool.points[a] - pool.price[pool.mentor[a]]
            if worst < 0 or gain < least:
                worst, least = a, gain
        a = pool.next_of_mentee[a]
    if worst >= 0:
        pool.keeps[i] = least
        release(pool, worst)
        refill(pool, pool.mentor[worst])


@compiled
def _give_up_place(pool: Pool, j: int) -> None:
    """Mentor j has a pair too many: the one that its mentee would miss least goes, and the mentee is seated again."""
    worst, least = -1, 0
    a = pool.holds[j]
    while a >= 0:
        gain = pool.points[a] - pool.keeps[pool.mentee[a]]
        if worst < 0 or gain < least:
            worst, least = a, gain
        a = pool.next_held[a]
    if worst >= 0:
        pool.price[j] = least
        release(pool, worst)
        reseat(pool, pool.mentee[worst])


@compiled
def _ask(pool: Pool, j: int) -> None:
    """What the first place of mentor j, who holds nobody yet, is worth to somebody."""
    best = 0
    a = pool.column[j]
    while a >= 0:
        if pool.points[a] > 0:
            best = max(best, pool.points[a] - pool.keeps[pool.mentee[a]])
        a = pool.next_of_mentor[a]
    pool.price[j] = best
