"""The same questions as `fast`, answered by numpy mentee by mentee: for machines without numba, and as its judge."""

# ruff: noqa: PLR2004 - bytes and bits are literals here, as in the compiled twin

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.kernel.view import Listed, View
from mentoring.matching.domain.engine.market import best_of_rows

Bytes = NDArray[np.uint8]


def _of(listed: Listed, which: int) -> NDArray[np.int64]:
    if which >= len(listed.starts):
        return np.zeros(0, np.int64)
    start = listed.starts[which]
    return listed.pool[start : start + listed.counts[which]].astype(np.int64)


def _claims(v: View, t: int) -> Iterator[tuple[int, int, NDArray[np.int64]]]:
    """Of skills, goals and transitions: the part of the share, the level wanted, the mentors' postings."""
    claims, at = _of(v.claims, v.slots[t]), 0
    for kind in range(3):
        count, doubled = int(v.claimed[v.slots[t], kind]), int(kind == 1)
        for c in range(count << doubled):
            share = int(v.shares[t, kind])
            part = share // count + (c >> doubled < share % count)
            yield part, max(1, int(claims[at + c]) & 7), _of(v.posts, int(claims[at + c]) >> 3)
        at += count << doubled


def _points(v: View, t: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Points of all mentors, whatever the rules say, and the bits of the rules that they break."""
    values = v.pool[v.rows[t]].astype(np.int64)
    points = np.where(values >= 128, 0, values).sum(axis=0)
    for part, wanted, posted in _claims(v, t):
        points[posted >> 3] += part * np.minimum(posted & 7, wanted) // wanted
    count = int(v.claimed[v.slots[t], 3])
    if count:
        shared = np.zeros(len(points), np.int64)
        for claim in _of(v.claims, v.slots[t])[-count:]:
            shared[_of(v.posts, claim >> 3) >> 3] += 1
        cap = min(5, count)
        points += int(v.shares[t, 3]) * np.minimum(shared, cap) // cap
    return points, _broken(v, t)


def _broken(v: View, t: int) -> NDArray[np.int64]:
    mentee = v.slots[t]
    person = int(v.mentee_person[mentee])
    mask = (v.topic.astype(np.int64) >> 7) << 7
    for axis, bit in enumerate(v.bits):
        if bit >= 0:
            mask |= (v.pool[v.rows[t, axis]].astype(np.int64) >> 7) << bit
    mask[v.mentor_person[: len(mask)] == person] |= 1
    if v.line:
        above = v.slot_of[_of(v.chains, mentee)]
        mask[above[above >= 0]] |= 2
        mask[_of(v.under, person)] |= 2
    for value in _of(v.marks, person):
        slot = v.slot_of[value >> 4]
        if slot >= 0 and v.barring[value & 15]:
            mask[slot] |= 1 << 8 + (value & 15)
    return mask


def _admitted(v: View, t: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Points, and where there is a pair."""
    points, mask = _points(v, t)
    return points, (mask == 0) & (v.shut == 0) & (points > 0)


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
    """The best above the floors, as many as ``columns`` is wide."""
    prices = 101 - comp.astype(np.int64)
    for t in range(first, last):
        worth, there = _admitted(v, t)
        net = worth - prices
        salts = v.mentee_salts[v.slots[t : t + 1]]
        eligible = there & (net + 101 > floors[t])
        chosen = best_of_rows(net[None, :], eligible[None, :], columns.shape[1], salts, v.mentor_salts)[1]
        sizes[t] = len(chosen)
        columns[t, : len(chosen)], points[t, : len(chosen)] = chosen, worth[chosen]


def row(v: View, t: int, acc: Bytes) -> None:
    """All bytes of mentee t."""
    worth, there = _admitted(v, t)
    acc[:] = np.where(there, worth, 0)


def margins(v: View, comp: Bytes, highest: NDArray[np.int32], first: int, last: int) -> None:
    """The highest points less price, at least 0."""
    prices = 101 - comp.astype(np.int64)
    for t in range(first, last):
        worth, there = _admitted(v, t)
        highest[t] = max(0, int((worth - prices).max(initial=0, where=there)))


def pairs(
    v: View, mentees: NDArray[np.int64], mentors: NDArray[np.int32], points: NDArray[np.int16], first: int, last: int
) -> None:
    """Points of pairs ``first`` to ``last``, 0 where one is not admissible."""
    rows: dict[int, NDArray[np.int64]] = {}
    for p in range(first, last):
        t = int(mentees[p])
        if t not in rows:
            worth, there = _admitted(v, t)
            rows = {t: np.where(there, worth, 0)}
        points[p] = rows[t][mentors[p]]


def by_mentee(v: View, rules: NDArray[np.int64], counts: NDArray[np.int32], first: int, last: int) -> None:
    """Whom each rule excludes, per mentee."""
    there = v.closed == 0
    for t in range(first, last):
        worth, admitted = _admitted(v, t)
        mask = _broken(v, t)[there]
        counts[t, :2] = (mask == 0).sum(), np.where(admitted, worth, 0).max(initial=0)
        for r, bit in enumerate(rules.tolist()):
            counts[t, 2 + 2 * r : 4 + 2 * r] = (mask >> bit & 1).sum(), (mask == 1 << bit).sum()


def by_mentor(v: View, rules: NDArray[np.int64], counts: NDArray[np.int32], best: Bytes, first: int, last: int) -> None:
    """Whom each rule excludes, per mentor."""
    for t in range(first, last):
        worth, admitted = _admitted(v, t)
        mask = _broken(v, t)
        np.maximum(best, np.where(admitted, worth, 0).astype(np.uint8), out=best)
        counts[0] += mask == 0
        for r, bit in enumerate(rules.tolist()):
            counts[1 + 2 * r] += (mask >> bit & 1).astype(np.int32)
            counts[2 + 2 * r] += mask == 1 << bit


def together(v: View, counts: NDArray[np.int64], first: int, last: int) -> None:
    """Pairs by the whole set of rules that they break."""
    for t in range(first, last):
        counts += np.bincount(_broken(v, t)[v.closed == 0], minlength=len(counts))


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
    """The best of those with more points than both have, and how many there are."""
    for t in range(first, last):
        worth, there = _admitted(v, t)
        eligible = there & (worth > np.maximum(theirs, mine[t]))
        salts = v.mentee_salts[v.slots[t : t + 1]]
        chosen = best_of_rows(worth[None, :], eligible[None, :], columns.shape[1], salts, v.mentor_salts)[1]
        totals[t], sizes[t] = eligible.sum(), len(chosen)
        columns[t, : len(chosen)], points[t, : len(chosen)] = chosen, worth[chosen]


def grid(v: View, out: Bytes, first: int, last: int) -> None:
    """Points of all pairs of these mentees, 128 where a rule is broken."""
    for t in range(first, last):
        points, mask = _points(v, t)
        out[t] = np.where((mask == 0) & (v.shut == 0), points, 128)[: out.shape[1]]
