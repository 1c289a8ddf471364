"""From an assignment of people to the same people, to pairs.

In the double cover everybody stands on both sides. Where a is assigned to b and b to a, that is a pair. What is left
over are halves: a is assigned to b, but b to somebody else. Halves form trails through people; every second one of a
trail is taken. Nothing is lost on a trail of even length, and no place is exceeded. A closed trail of odd length
leaves one person over: whoever costs least.
"""

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.market import Arcs
from mentoring.matching.domain.engine.peers.edges import Edges


def rounded(people: int, cover: Arcs) -> Edges:
    """Pairs out of an optimal assignment of the double cover (rows and columns are the same people)."""
    edges = Edges.of(people, cover)
    both = np.bincount(edges.numbers(_each(people, cover)), minlength=len(edges)) > 1
    halves = edges.some(~both)
    taken = both.copy()
    taken[np.flatnonzero(~both)] = _every_second(halves.one, halves.other, halves.points, *halves.around())
    return edges.some(taken)


def _each(people: int, cover: Arcs) -> Edges:
    """All arcs, the lower person first, twice where both directions are taken."""
    low, high = np.minimum(cover.mentee, cover.mentor), np.maximum(cover.mentee, cover.mentor)
    return Edges(people, low, high, cover.points)


@compiled
def _every_second(
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    points: NDArray[np.int32],
    starts: NDArray[np.int64],
    around: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Walk all trails, open ones first, each from one end to the other."""
    people = len(starts) - 1
    taken = np.zeros(len(one), np.bool_)
    walked = np.zeros(len(one), np.bool_)
    at, left = starts[:-1].copy(), starts[1:] - starts[:-1]
    trail = np.empty(len(one), np.int64)
    for closed in range(2):
        for person in range(people):
            # First only from people with an odd number of halves left: there a trail begins or ends.
            while left[person] > 0 and (closed == 1 or left[person] % 2 == 1):
                length = _walk(person, one, other, starts, around, at, left, walked, trail)
                _choose(trail[:length], points, closed, taken)
    return taken


@compiled
def _walk(
    person: int,
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    starts: NDArray[np.int64],
    around: NDArray[np.int64],
    at: NDArray[np.int64],
    left: NDArray[np.int64],
    walked: NDArray[np.bool_],
    trail: NDArray[np.int64],
) -> int:
    """On from a person until nothing leads further; how many halves that took."""
    length = 0
    while True:
        while at[person] < starts[person + 1] and walked[around[at[person]]]:
            at[person] += 1
        if at[person] == starts[person + 1]:
            return length
        half = around[at[person]]
        walked[half] = True
        trail[length] = half
        length += 1
        left[one[half]] -= 1
        left[other[half]] -= 1
        person = other[half] if one[half] == person else one[half]


@compiled
def _choose(trail: NDArray[np.int64], points: NDArray[np.int32], closed: int, taken: NDArray[np.bool_]) -> None:
    """Every second half of a trail. An odd closed one may begin anywhere, and its first half falls away."""
    length = len(trail)
    if closed == 1 and length % 2 == 1:
        # The sum of every second half from each beginning: begin + 1, begin + 3, ... below begin + length.
        total = 0
        for k in range(1, length, 2):
            total += points[trail[k]]
        best, begin = total, 0
        # Two steps on, the half after the beginning falls out and the beginning itself comes in at the end.
        place = 0
        for _ in range(length - 1):
            total += points[trail[place]] - points[trail[(place + 1) % length]]
            place = (place + 2) % length
            if total > best:
                best, begin = total, place
        for k in range(1, length, 2):
            taken[trail[(begin + k) % length]] = True
        return
    sums = np.zeros(2, np.int64)
    for k in range(length):
        sums[k % 2] += points[trail[k]]
    first = 0 if sums[0] >= sums[1] else 1
    for k in range(first, length, 2):
        taken[trail[k]] = True
