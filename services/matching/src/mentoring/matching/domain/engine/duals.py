"""Prices of places, recovered from an optimal assignment of some columns.

Where p is a place's price and u what a mentee keeps, optimality says: u + p is at most the points of each chosen pair
and at least those of each other pair, a mentor with a free place has price 0, a mentee with a free wish keeps 0. All
points are whole, so whole prices exist. They form a lattice; the middle between the lowest and the highest is taken,
because it leaves pairs that are not among the columns the least reason to come in.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.columns import Columns, starts
from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.market import MOST_POINTS

SHUT: Final = MOST_POINTS
"""The price of a mentor without places: nobody would pay it."""


def prices_of(
    columns: Columns, chosen: NDArray[np.int64], seeks: NDArray[np.int64], places: NDArray[np.int64]
) -> NDArray[np.int32]:
    """(mentors) whole prices, 0 to 100, that prove ``chosen`` optimal among the columns."""
    arcs, mentors = columns.arcs, len(places)
    taken = np.zeros(len(columns), np.bool_)
    taken[chosen] = True
    # Each mentor's arcs, so that a price that moves reaches those whom it concerns.
    by_mentor = np.argsort(arcs.mentor, kind="stable")
    begins = starts(arcs.mentor[by_mentor], mentors)
    wishes = seeks - np.bincount(arcs.mentee[chosen], minlength=len(seeks))
    free = places - np.bincount(arcs.mentor[chosen], minlength=mentors)
    low = np.zeros(mentors, np.int32)
    high = np.where(free > 0, 0, SHUT).astype(np.int32)
    _rise(columns.start, arcs.mentor, arcs.points, taken, begins, by_mentor, arcs.mentee, wishes, low)
    _fall(columns.start, arcs.mentor, arcs.points, taken, begins, by_mentor, arcs.mentee, high)
    low[places == 0] = high[places == 0] = SHUT
    middle: NDArray[np.int32] = (low + high) // 2
    return middle


@compiled
def _kept(
    i: int,
    start: NDArray[np.int64],
    mentor: NDArray[np.int32],
    points: NDArray[np.int32],
    taken: NDArray[np.bool_],
    wishes: NDArray[np.int64],
    prices: NDArray[np.int32],
) -> int:
    """The most that mentee i can keep: of the chosen pairs the least points less price."""
    if wishes[i] > 0:
        return 0
    kept = MOST_POINTS
    for a in range(start[i], start[i + 1]):
        if taken[a]:
            kept = min(kept, points[a] - prices[mentor[a]])
    return kept


@compiled
def _rise(
    start: NDArray[np.int64],
    mentor: NDArray[np.int32],
    points: NDArray[np.int32],
    taken: NDArray[np.bool_],
    begins: NDArray[np.int64],
    by_mentor: NDArray[np.int64],
    mentee: NDArray[np.int32],
    wishes: NDArray[np.int64],
    prices: NDArray[np.int32],
) -> None:
    """The lowest prices: from 0 up, as far as mentees who would pay more drive them."""
    mentees = len(start) - 1
    queue = np.empty(max(1, mentees), np.int64)
    waits = np.ones(mentees, np.bool_)
    for i in range(mentees):
        queue[i] = i
    head, size = 0, mentees
    while size > 0:
        i = queue[head]
        head = head + 1 if head + 1 < mentees else 0
        size -= 1
        waits[i] = False
        kept = _kept(i, start, mentor, points, taken, wishes, prices)
        for a in range(start[i], start[i + 1]):
            j = mentor[a]
            if taken[a] or points[a] - kept <= prices[j]:
                continue
            prices[j] = points[a] - kept
            for b in range(begins[j], begins[j + 1]):
                c = by_mentor[b]
                if taken[c] and not waits[mentee[c]]:
                    waits[mentee[c]] = True
                    tail = head + size
                    queue[tail if tail < mentees else tail - mentees] = mentee[c]
                    size += 1


@compiled
def _fall(
    start: NDArray[np.int64],
    mentor: NDArray[np.int32],
    points: NDArray[np.int32],
    taken: NDArray[np.bool_],
    begins: NDArray[np.int64],
    by_mentor: NDArray[np.int64],
    mentee: NDArray[np.int32],
    prices: NDArray[np.int32],
) -> None:
    """The highest prices: down to what those pay who hold the places and could go elsewhere."""
    mentees = len(start) - 1
    queue = np.empty(max(1, mentees), np.int64)
    waits = np.ones(mentees, np.bool_)
    for i in range(mentees):
        queue[i] = i
    head, size = 0, mentees
    while size > 0:
        i = queue[head]
        head = head + 1 if head + 1 < mentees else 0
        size -= 1
        waits[i] = False
        kept = 0
        for a in range(start[i], start[i + 1]):
            if not taken[a]:
                kept = max(kept, points[a] - prices[mentor[a]])
        for a in range(start[i], start[i + 1]):
            j = mentor[a]
            if not taken[a] or points[a] - kept >= prices[j]:
                continue
            prices[j] = points[a] - kept
            for b in range(begins[j], begins[j + 1]):
                c = by_mentor[b]
                if not taken[c] and not waits[mentee[c]]:
                    waits[mentee[c]] = True
                    tail = head + size
                    queue[tail if tail < mentees else tail - mentees] = mentee[c]
                    size += 1
