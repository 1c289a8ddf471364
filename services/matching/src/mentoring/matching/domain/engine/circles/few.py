"""The best circles of a few people, by looking at all of them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.circles.table import Bytes
from mentoring.matching.domain.engine.compiled import compiled

FEW: Final = 13
"""People, of whom there are 8,192 groups."""
_HEAD = 1_000_000
"""What a seat counts: more than all points."""


def best_of_few(points: Bytes, least: int, most: int) -> list[NDArray[np.int64]]:
    """Circles with the most people in them, and among those with the highest total of what everybody finds there.

    A person finds the mean of their pairs' points; the total over a circle is twice its points over its size less one.
    """
    people = len(points)
    worth = _worths(points, least, most)
    chosen = np.zeros(1 << people, np.int64)
    _divide(worth, people, chosen)
    circles, rest = [], (1 << people) - 1
    while rest:
        group = int(chosen[rest])
        if group & (group - 1):
            circles.append(np.flatnonzero((group >> np.arange(people)) & 1))
        rest &= ~group
    return circles


@compiled
def _worths(points: Bytes, least: int, most: int) -> NDArray[np.int64]:
    """By group of people, as bits, what it is worth as a circle; 0 where it cannot be one."""
    people = len(points)
    worth = np.zeros(1 << people, np.int64)
    held = np.zeros(people, np.int64)
    for group in range(1 << people):
        size = 0
        for person in range(people):
            if group >> person & 1:
                held[size] = person
                size += 1
        if size < least or size > most:
            continue
        total, whole = 0, True
        for a in range(size):
            for b in range(a):
                total += points[held[a], held[b]]
                whole = whole and points[held[a], held[b]] > 0
        if whole:
            worth[group] = size * _HEAD + 2 * 420 * total // (size - 1)
    return worth


@compiled
def _divide(worth: NDArray[np.int64], people: int, chosen: NDArray[np.int64]) -> None:
    """By group, the circle (or the single person left over) of its lowest member in the best division."""
    best = np.zeros(1 << people, np.int64)
    for group in range(1, 1 << people):
        low = group & -group
        rest = group ^ low
        best[group], chosen[group] = best[rest], low
        part = rest
        while part > 0:
            circle = part | low
            if worth[circle] > 0 and worth[circle] + best[rest ^ part] > best[group]:
                best[group], chosen[group] = worth[circle] + best[rest ^ part], circle
            part = (part - 1) & rest
