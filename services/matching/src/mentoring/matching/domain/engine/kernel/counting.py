"""How many pairs each rule excludes, alone and beside others, seen from both sides."""

# ruff: noqa: PLR2004 - bytes and bits are literals here, as compiled code wants them

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.kernel.scoring import Bytes, desk, score
from mentoring.matching.domain.engine.kernel.view import View

Masks = NDArray[np.uint16]
FEW = 0xFF03
"""Bits of the rules that are about single people: few pairs break them, and these few are listed."""


@compiled
def _set(mask: Masks, row: Bytes, bit: int) -> None:
    one = np.uint16(1 << bit)
    for m in range(mask.shape[0]):
        mask[m] |= one if row[m] >= 128 else np.uint16(0)


@compiled
def _note(mask: Masks, slot: int, bit: int, few: NDArray[np.int32], size: int) -> int:
    """Set the bit of a pair, and list the pair once."""
    if not mask[slot] & FEW:
        few[size] = slot
        size += 1
    mask[slot] |= np.uint16(1 << bit)
    return size


@compiled
def broken(v: View, t: int, mask: Masks, few: NDArray[np.int32]) -> int:  # noqa: C901 - one kind of rule after the other
    """Per mentor the bits (`law.BITS`) of all rules that the pair breaks; how many are listed in ``few``."""
    mentee = v.slots[t]
    person = v.mentee_person[mentee]
    mask[:] = 0
    size = 0
    for axis in range(v.bits.shape[0]):
        if v.bits[axis] >= 0:
            _set(mask, v.pool[v.rows[t, axis]], v.bits[axis])
    _set(mask, v.topic, 7)
    if person < 0:
        return size
    if v.slot_of[person] >= 0:
        size = _note(mask, v.slot_of[person], 0, few, size)
    if v.line:
        start = v.chains.starts[mentee]
        for above in v.chains.pool[start : start + v.chains.counts[mentee]]:
            if v.slot_of[above] >= 0:
                size = _note(mask, v.slot_of[above], 1, few, size)
        if person < v.under.starts.shape[0]:
            start = v.under.starts[person]
            for below in v.under.pool[start : start + v.under.counts[person]]:
                size = _note(mask, below, 1, few, size)
    if person < v.marks.starts.shape[0]:
        start = v.marks.starts[person]
        for value in v.marks.pool[start : start + v.marks.counts[person]]:
            slot = v.slot_of[value >> 4]
            if slot >= 0 and v.barring[value & 15]:
                size = _note(mask, slot, 8 + (value & 15), few, size)
    return size


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
        there = mask[m] if closed[m] == 0 else np.uint16(0)
        any_of += np.int32(1) if there & one else np.int32(0)
        alone += np.int32(1) if there == one else np.int32(0)
    return any_of, alone  # type: ignore[return-value]


@compiled
def _free_column(mask: Masks, acc: Bytes, count: NDArray[np.int32], best: Bytes) -> None:
    for m in range(mask.shape[0]):
        count[m] += 1 if mask[m] == 0 else 0
        points = acc[m] if acc[m] <= 100 else np.uint8(0)
        best[m] = max(best[m], points)


@compiled
def _free_row(mask: Masks, closed: Bytes, acc: Bytes) -> tuple[int, int]:
    free, top = np.int32(0), np.uint8(0)
    for m in range(mask.shape[0]):
        free += np.int32(1) if mask[m] == 0 and closed[m] == 0 else np.int32(0)
        top = max(top, acc[m] if acc[m] <= 100 else np.uint8(0))
    return free, top  # type: ignore[return-value]


@compiled
def by_mentee(v: View, rules: NDArray[np.int64], counts: NDArray[np.int32], first: int, last: int) -> None:
    """Of mentees ``first`` to ``last``, in (mentees x 2 + 2 rules) ``counts``.

    Admissible mentors, best points, then per rule whom it excludes, and whom it alone.
    """
    room = v.shut.shape[0]
    acc, seen, _, worth = desk(room)
    mask, few = np.zeros(room, np.uint16), np.zeros(room, np.int32)
    for t in range(first, last):
        score(v, t, acc, seen, worth)
        size = broken(v, t, mask, few)
        counts[t, 0], counts[t, 1] = _free_row(mask, v.closed, acc)
        for r in range(rules.shape[0]):
            if FEW >> rules[r] & 1:
                one = np.uint16(1 << rules[r])
                for slot in few[:size]:
                    there = mask[slot] if v.closed[slot] == 0 else np.uint16(0)
                    counts[t, 2 + 2 * r] += 1 if there & one else 0
                    counts[t, 3 + 2 * r] += 1 if there == one else 0
            else:
                counts[t, 2 + 2 * r], counts[t, 3 + 2 * r] = _row(mask, v.closed, rules[r])


@compiled
def by_mentor(v: View, rules: NDArray[np.int64], counts: NDArray[np.int32], best: Bytes, first: int, last: int) -> None:
    """Add mentees ``first`` to ``last`` to (1 + 2 rules x mentors) ``counts``, and keep the best points."""
    room = v.shut.shape[0]
    acc, seen, _, worth = desk(room)
    mask, few = np.zeros(room, np.uint16), np.zeros(room, np.int32)
    for t in range(first, last):
        score(v, t, acc, seen, worth)
        size = broken(v, t, mask, few)
        _free_column(mask, acc, counts[0], best)
        for r in range(rules.shape[0]):
            if FEW >> rules[r] & 1:
                one = np.uint16(1 << rules[r])
                for slot in few[:size]:
                    counts[1 + 2 * r, slot] += 1 if mask[slot] & one else 0
                    counts[2 + 2 * r, slot] += 1 if mask[slot] == one else 0
            else:
                _column(mask, rules[r], counts[1 + 2 * r], counts[2 + 2 * r])


@compiled
def together(v: View, counts: NDArray[np.int64], first: int, last: int) -> None:
    """Count the pairs of mentees ``first`` to ``last`` by the whole set of rules that they break."""
    mask, few = np.zeros(v.shut.shape[0], np.uint16), np.zeros(v.shut.shape[0], np.int32)
    for t in range(first, last):
        broken(v, t, mask, few)
        for m in range(mask.shape[0]):
            if v.closed[m] == 0:
                counts[mask[m]] += 1
