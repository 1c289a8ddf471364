"""An assignment in which no two would rather have each other: deferred acceptance with capacities.

Both sides prefer more points; between equal ones a mentee goes by the list and a mentor by the order of the mentees,
both of which the seed gives. Two people block an assignment if their pair has more points than each of them would give
up for it: a free place, or the worst pair.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.market import Arcs, Market
from mentoring.matching.domain.engine.watch import Watch

LISTED: Final = 32
"""Mentors per mentee on the first lists, and that whoever runs out of them gets more at first."""
MOST_ADDED: Final = 512
"""Mentors per mentee that whoever runs out of them gets more at most, each time."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Pairs in the order of mentees; ``rounds`` of looking for somebody who would block them, until nobody did."""

    pairs: Arcs
    rounds: int


def stable(market: Market, watch: Watch | None = None) -> Settled:
    """Nobody blocks it, over all admissible pairs; deterministic."""
    watch = watch or Watch()
    mentees, mentors = len(market.seeks), len(market.places)
    watch.enter("lists")
    columns = Columns.of(mentees, mentors, market.lists(min(mentors, LISTED)))
    rounds, most, among = 0, LISTED, None
    worst = np.zeros(mentees, np.int32)
    while True:
        rounds += 1
        watch.enter("acceptance", rounds)
        chosen = accepted(columns, market.seeks, market.places)
        pairs = Arcs(*(side[chosen] for side in (columns.arcs.mentee, columns.arcs.mentor, columns.arcs.points)))
        before, worst = worst, _least(pairs.mentee, pairs.points, market.seeks)
        if among is not None:
            among |= worst != before
        watch.enter("blocking", rounds)
        missing, count = blocking(market, pairs, most, among)
        if count == 0 and among is None:
            watch.leave()
            return Settled(pairs, rounds)
        # Longer lists only make mentors choosier: until the last look, only those who lost something are looked at.
        among = None if count == 0 else np.isin(np.arange(mentees), missing.mentee)
        columns = _with(columns, missing, mentees, mentors) if count else columns
        most = min(2 * most, MOST_ADDED, mentors)


def blocking(market: Market, pairs: Arcs, most: int = 1, among: NDArray[np.bool_] | None = None) -> tuple[Arcs, int]:
    """Pairs that block an assignment, up to about ``most`` per mentee, and how many there are over all pairs.

    ``among`` (mentees): only theirs.
    """
    least_mentee = _least(pairs.mentee, pairs.points, market.seeks)
    if among is not None:
        least_mentee[~among] = np.iinfo(np.int32).max
    least_mentor = _least(pairs.mentor, pairs.points, market.places)
    several = int(np.bincount(pairs.mentee, minlength=1).max(initial=0))
    found, counts = market.rivals(least_mentee, least_mentor, min(most + several, len(market.places)))
    # Somebody with several pairs has better ones than the worst; those are theirs already.
    had = (pairs.points > least_mentee[pairs.mentee]) & (pairs.points > least_mentor[pairs.mentor])
    new = ~np.isin(_keys(found, len(market.places)), _keys(pairs, len(market.places)))
    return Arcs(found.mentee[new], found.mentor[new], found.points[new]), int(counts.sum()) - int(had.sum())


def _least(side: NDArray[np.int32], points: NDArray[np.int32], most: NDArray[np.int64]) -> NDArray[np.int32]:
    """What each would give up: the worst of their pairs, nothing with a free place, more than all without any place."""
    least = np.full(len(most), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(least, side, points)
    least[np.bincount(side, minlength=len(most)) < most] = 0
    return least


def _keys(arcs: Arcs, mentors: int) -> NDArray[np.int64]:
    return np.asarray(arcs.mentee.astype(np.int64) * mentors + arcs.mentor, np.int64)


def _with(columns: Columns, more: Arcs, mentees: int, mentors: int) -> Columns:
    """The lists with more on them, again the best first."""
    joined = Arcs.joined([columns.arcs, more])
    order = np.argsort(-joined.points, kind="stable")
    return Columns.of(mentees, mentors, Arcs(joined.mentee[order], joined.mentor[order], joined.points[order]))


def accepted(columns: Columns, seeks: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Deferred acceptance on these lists, best first: the arcs that stand at the end."""
    named = np.bincount(columns.arcs.mentor, minlength=len(places))
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.minimum(places, named))])
    heap = np.zeros(int(first[-1]), np.int64)
    chosen = np.zeros(len(columns), np.bool_)
    _accept(columns.start, columns.arcs.mentor, columns.arcs.points, columns.arcs.mentee, seeks, first, heap, chosen)
    return np.flatnonzero(chosen)


@compiled
def _accept(
    start: NDArray[np.int64],
    mentor: NDArray[np.int32],
    points: NDArray[np.int32],
    mentee: NDArray[np.int32],
    seeks: NDArray[np.int64],
    first: NDArray[np.int64],
    heap: NDArray[np.int64],
    chosen: NDArray[np.bool_],
) -> None:
    """Mentor j holds in ``first[j]`` to ``first[j + 1]``, the worst on top: points, and then earlier mentees, decide.

    Arcs lie in the order of their mentees, so a key of points and arc names both; nobody asks the same mentor twice.
    """
    mentees, arcs = len(seeks), len(mentor)
    held = np.zeros(len(first) - 1, np.int64)
    asked = start[:-1].copy()
    wishes = seeks.copy()
    for newcomer in range(mentees):
        i = newcomer
        while wishes[i] > 0 and asked[i] < start[i + 1]:
            a = asked[i]
            asked[i] += 1
            low = first[mentor[a]]
            room = first[mentor[a] + 1] - low
            key = int(points[a]) * arcs + (arcs - 1 - a)
            if held[mentor[a]] < room:
                _rise(heap, low, held[mentor[a]], key)
                held[mentor[a]] += 1
                chosen[a] = True
                wishes[i] -= 1
            elif room > 0 and heap[low] < key:
                loser = arcs - 1 - heap[low] % arcs
                _sink(heap, low, room, key)
                chosen[a], chosen[loser] = True, False
                wishes[i] -= 1
                wishes[mentee[loser]] += 1
                i = mentee[loser]
            if wishes[i] == 0 or asked[i] >= start[i + 1]:
                i = newcomer


@compiled
def _rise(heap: NDArray[np.int64], low: int, size: int, key: int) -> None:
    here = size
    while here > 0:
        above = (here - 1) // 2
        if heap[low + above] <= key:
            break
        heap[low + here] = heap[low + above]
        here = above
    heap[low + here] = key


@compiled
def _sink(heap: NDArray[np.int64], low: int, size: int, key: int) -> None:
    here = 0
    while True:
        child = 2 * here + 1
        if child >= size:
            break
        if child + 1 < size and heap[low + child + 1] < heap[low + child]:
            child += 1
        if heap[low + child] >= key:
            break
        heap[low + here] = heap[low + child]
        here = child
    heap[low + here] = key
