"""The best of a row of bytes, by counting: there are only so many different points."""

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.kernel.scoring import Bytes, desk, score
from mentoring.matching.domain.engine.kernel.view import View

BLOCK = 64


@compiled
def _worths(acc: Bytes, comp: Bytes, worths: Bytes, tops: Bytes) -> None:
    """Points less price plus 101, 0 where there is no pair, and the highest of each block."""
    for block in range(tops.shape[0]):
        a = acc[block * BLOCK : block * BLOCK + BLOCK]
        c = comp[block * BLOCK : block * BLOCK + BLOCK]
        w = worths[block * BLOCK : block * BLOCK + BLOCK]
        top = np.uint8(0)
        for m in range(BLOCK):
            value = np.uint8(a[m] + c[m])
            value = value if np.uint8(a[m] - np.uint8(1)) < np.uint8(100) else np.uint8(0)
            w[m] = value
            top = max(top, value)
        tops[block] = top


@compiled
def _mark(mentee: int, mentor: int) -> int:
    """The same as `market.marks`."""
    mixed = np.uint32(mentee ^ mentor)
    mixed = np.uint32(np.uint32(mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D))
    mixed = np.uint32(np.uint32(mixed ^ (mixed >> np.uint32(12))) * np.uint32(0x297A2D39))
    return np.uint32(mixed ^ (mixed >> np.uint32(15)))  # type: ignore[return-value]


@compiled
def _smallest(keys: NDArray[np.uint64], size: int, most: int) -> None:
    """Bring the ``most`` smallest of the first ``size`` keys to the front, in no order."""
    low, high = 0, size - 1
    while low < high:
        pivot = keys[(low + high) >> 1]
        left, right = low, high
        while left <= right:
            while keys[left] < pivot:
                left += 1
            while keys[right] > pivot:
                right -= 1
            if left <= right:
                keys[left], keys[right] = keys[right], keys[left]
                left += 1
                right -= 1
        if most - 1 <= right:
            high = right
        elif most - 1 >= left:
            low = left
        else:
            return


@compiled
def _reached_by(counts: NDArray[np.int64], most: int, floor: int) -> int:
    """The highest worth above the floor that at least ``most`` reach, or the lowest above the floor."""
    least, reached = 255, 0
    while least > floor + 1:
        reached += counts[least]
        if reached >= most:
            break
        least -= 1
    return least


@compiled
def _choose(
    salts: NDArray[np.uint32],
    salt: int,
    floor: int,
    most: int,
    worths: Bytes,
    tops: Bytes,
    found: NDArray[np.int32],
    keys: NDArray[np.uint64],
) -> int:
    """The ``most`` best above the floor, as sorted keys; how many there are.

    As many pairs reach a worth as blocks do whose highest reaches it, or more: the rest can be passed over.
    """
    counts = np.zeros(256, np.int64)
    for top in tops:
        counts[top] += 1
    least = _reached_by(counts, most, floor)
    counts[:] = 0
    size = 0
    for block in range(tops.shape[0]):
        if tops[block] >= least:
            for m in range(block * BLOCK, block * BLOCK + BLOCK):
                if worths[m] >= least:
                    found[size] = m
                    size += 1
                    counts[worths[m]] += 1
    if size > most:
        least = _reached_by(counts, most, floor)
    kept = 0
    for m in found[:size]:
        if worths[m] >= least:
            mark = np.uint64(_mark(salt, salts[m]))
            keys[kept] = (np.uint64(255 - worths[m]) << np.uint64(56)) | (mark << np.uint64(24)) | np.uint64(m)
            kept += 1
    if kept > most:
        _smallest(keys, kept, most)
        kept = most
    keys[:kept].sort()
    return kept


@compiled
def best(
    v: View,
    comp: Bytes,
    floors: NDArray[np.int32],
    sizes: NDArray[np.int32],
    columns: NDArray[np.int32],
    points: Bytes,
    first: int,
    last: int,
) -> None:
    """Of mentees ``first`` to ``last`` the best above their floors, as many as ``columns`` is wide.

    ``comp`` is 101 less the price; floors are points less price plus 101.
    """
    room, most = v.shut.shape[0], columns.shape[1]
    acc, seen, worths, worth = desk(room)
    tops, found, keys = np.zeros(room // BLOCK, np.uint8), np.zeros(room, np.int32), np.zeros(room, np.uint64)
    for t in range(first, last):
        score(v, t, acc, seen, worth)
        _worths(acc, comp, worths, tops)
        salt = v.mentee_salts[v.slots[t]]
        size = _choose(v.mentor_salts, salt, floors[t], most, worths, tops, found, keys)
        sizes[t] = size
        for k in range(size):
            m = keys[k] & np.uint64(0xFFFFFF)
            columns[t, k] = m
            points[t, k] = acc[m]


@compiled
def margins(v: View, comp: Bytes, highest: NDArray[np.int32], first: int, last: int) -> None:
    """Of mentees ``first`` to ``last`` the highest points less price, at least 0."""
    room = v.shut.shape[0]
    acc, seen, worths, worth = desk(room)
    tops = np.zeros(room // BLOCK, np.uint8)
    for t in range(first, last):
        score(v, t, acc, seen, worth)
        _worths(acc, comp, worths, tops)
        top = np.int64(tops.max())
        highest[t] = top - 101 if top > 101 else 0  # noqa: PLR2004


@compiled
def _above(acc: Bytes, mine: int, theirs: Bytes, worths: Bytes, tops: Bytes) -> int:
    """Points where they are more than both have, and the highest of each block; how many there are."""
    count = 0
    for block in range(tops.shape[0]):
        top = np.uint8(0)
        for m in range(block * BLOCK, block * BLOCK + BLOCK):
            there = acc[m] < 128 and acc[m] > mine and acc[m] > theirs[m]  # noqa: PLR2004
            worths[m] = acc[m] if there else np.uint8(0)
            count += 1 if there else 0
            top = max(top, worths[m])
        tops[block] = top
    return count


@compiled
def rivals(
    v: View,
    mine: NDArray[np.int32],
    theirs: Bytes,
    sizes: NDArray[np.int32],
    columns: NDArray[np.int32],
    points: Bytes,
    totals: NDArray[np.int64],
    first: int,
    last: int,
) -> None:
    """Of mentees ``first`` to ``last`` the best of those with more points than both have, and how many there are."""
    room, most = v.shut.shape[0], columns.shape[1]
    acc, seen, worths, worth = desk(room)
    tops, found, keys = np.zeros(room // BLOCK, np.uint8), np.zeros(room, np.int32), np.zeros(room, np.uint64)
    for t in range(first, last):
        score(v, t, acc, seen, worth)
        totals[t] = _above(acc, mine[t], theirs, worths, tops)
        salt = v.mentee_salts[v.slots[t]]
        size = _choose(v.mentor_salts, salt, 0, most, worths, tops, found, keys)
        sizes[t] = size
        for k in range(size):
            columns[t, k] = keys[k] & np.uint64(0xFFFFFF)
            points[t, k] = acc[columns[t, k]]
