"""How many pairs each rule excludes, alone and beside others, seen from both sides."""

# ruff: noqa: PLR2004 - bytes and bits are literals here, as compiled code wants them

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.kernel.scoring import Bytes, desk, score
from mentoring.matching.domain.engine.kernel.view import View

Masks = NDArray[np.uint16]


@compiled
def _set(mask: Masks, row: Bytes, bit: int) -> None:
    one = np.uint16(1 << bit)
    for m in range(mask.shape[0]):
        mask[m] |= one if row[m] >= 128 else np.uint16(0)


@compiled
def broken(v: View, t: int, mask: Masks) -> None:  # noqa: C901 - one kind of rule after the other
    """Per mentor the bits (`law.BITS`) of all rules that the pair breaks."""
    mentee = v.slots[t]
    person = v.mentee_person[mentee]
    mask[:] = 0
    for axis in range(v.bits.shape[0]):
        if v.bits[axis] >= 0:
            _set(mask, v.pool[v.rows[t, axis]], v.bits[axis])
    _set(mask, v.topic, 7)
    if person < 0:
        return
    if v.slot_of[person] >= 0:
        mask[v.slot_of[person]] |= np.uint16(1)
    if v.line:
        start = v.chains.starts[mentee]
        for above in v.chains.pool[start : start + v.chains.counts[mentee]]:
            if v.slot_of[above] >= 0:
                mask[v.slot_of[above]] |= np.uint16(2)
        if person < v.under.starts.shape[0]:
            start = v.under.starts[person]
            for below in v.under.pool[start : start + v.under.counts[person]]:
                mask[below] |= np.uint16(2)
    if person < v.marks.starts.shape[0]:
        start = v.marks.starts[person]
        for value in v.marks.pool[start : start + v.marks.counts[person]]:
            slot = v.slot_of[value >> 4]
            if slot >= 0 and v.barring[value & 15]:
                mask[slot] |= np.uint16(1 << (8 + (value & 15)))


@compiled
def _column(mask: Masks, bit: int, any_of: NDArray[np.int32], alone: NDArray[np.int32]) -> None:
    one = np.uint16(1 << bit)
    for m in range(mask.shape[0]):
        any_of[m] += 1 if mask[m] & one else 0
        alone[m] += 1 if mask[m] == one else 0


@compiled
def _row(mask: Masks, closed: Bytes, bit: int) -> tuple[int, int]:
    one = np.uint16(1 << bit)
    any_of, alone = np.int32(0), np.int32(0)
    for m in range(mask.shape[0]):
        there = closed[m] == 0
        any_of += np.int32(1) if there and mask[m] & one else np.int32(0)
        alone += np.int32(1) if there and mask[m] == one else np.int32(0)
    return any_of, alone  # type: ignore[return-value]


@compiled
def _clear(mask: Masks, closed: Bytes, acc: Bytes, count: NDArray[np.int32], best: Bytes) -> tuple[int, int]:
    clear, top = np.int32(0), np.uint8(0)
    for m in range(mask.shape[0]):
        free = mask[m] == 0
        count[m] += 1 if free else 0
        clear += np.int32(1) if free and closed[m] == 0 else np.int32(0)
        points = acc[m] if acc[m] <= 100 else np.uint8(0)
        best[m] = max(best[m], points)
        top = max(top, points)
    return clear, top  # type: ignore[return-value]


@compiled
def tally(
    v: View,
    rules: NDArray[np.int64],
    rows: NDArray[np.int32],
    columns: NDArray[np.int32],
    best: Bytes,
    first: int,
    last: int,
) -> None:
    """Add mentees ``first`` to ``last``.

    ``rows`` (mentees x 2 + 2 rules) admissible mentors, best points, then per rule whom it excludes and whom it alone
    excludes. ``columns`` (1 + 2 rules x mentors) the same from the other side, its best points in ``best``.
    """
    room = v.shut.shape[0]
    acc, seen, _, worth = desk(room)
    mask = np.zeros(room, np.uint16)
    for t in range(first, last):
        score(v, t, acc, seen, worth)
        broken(v, t, mask)
        rows[t, 0], rows[t, 1] = _clear(mask, v.closed, acc, columns[0], best)
        for r in range(rules.shape[0]):
            _column(mask, rules[r], columns[1 + 2 * r], columns[2 + 2 * r])
            rows[t, 2 + 2 * r], rows[t, 3 + 2 * r] = _row(mask, v.closed, rules[r])


@compiled
def together(v: View, counts: NDArray[np.int64], first: int, last: int) -> None:
    """Count the pairs of mentees ``first`` to ``last`` by the whole set of rules that they break."""
    mask = np.zeros(v.shut.shape[0], np.uint16)
    for t in range(first, last):
        broken(v, t, mask)
        for m in range(mask.shape[0]):
            if v.closed[m] == 0:
                counts[mask[m]] += 1
