"""One mentee against all mentors, in bytes.

A byte of 1 to 100 is a pair's points, 0 a pair for which nothing speaks, 128 and above a pair that breaks a rule. What
classes give is added row by row, what single words give posting by posting, and what stands between single people is
marked last.
"""

# ruff: noqa: PLR2004 - bytes and bits are literals here, as compiled code wants them

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.kernel.view import View

Bytes = NDArray[np.uint8]


@compiled
def desk(room: int) -> tuple[Bytes, Bytes, Bytes, Bytes]:
    """Room to work in: bytes, shared interests, worths of all mentors, and what a word is worth by level."""
    return np.zeros(room, np.uint8), np.zeros(room, np.uint8), np.zeros(room, np.uint8), np.zeros(8, np.uint8)


@compiled
def _four(acc: Bytes, base: Bytes, one: Bytes, two: Bytes, three: Bytes, four: Bytes) -> None:
    """Four rows at once, since each pass over the memory costs more than the sums."""
    for m in range(acc.shape[0]):
        total = np.uint8(base[m] + one[m] + two[m] + three[m] + four[m])
        broken = base[m] | one[m] | two[m] | three[m] | four[m]
        acc[m] = np.uint8(128) if broken >= 128 else total


@compiled
def _four_more(acc: Bytes, one: Bytes, two: Bytes, three: Bytes, four: Bytes) -> None:
    """The next four; a function of its own, since arrays that may be the same are not added in parallel."""
    for m in range(acc.shape[0]):
        total = np.uint8(acc[m] + one[m] + two[m] + three[m] + four[m])
        broken = acc[m] | one[m] | two[m] | three[m] | four[m]
        acc[m] = np.uint8(128) if broken >= 128 else total


@compiled
def classes(v: View, t: int, acc: Bytes) -> None:
    """What classes give, and the rules that they break."""
    p, rows = v.pool, v.rows[t]
    _four(acc, v.shut, p[rows[0]], p[rows[1]], p[rows[2]], p[rows[3]])
    for axis in range(4, rows.shape[0], 4):
        _four_more(acc, p[rows[axis]], p[rows[axis + 1]], p[rows[axis + 2]], p[rows[axis + 3]])


@compiled
def _everybody(acc: Bytes, row: Bytes, worth: Bytes) -> None:
    """Add what a word is worth by level, all mentors at once: level by level, since a look-up goes one by one."""
    first = worth[1]
    if worth[7] == first:
        for m in range(acc.shape[0]):
            acc[m] += first if row[m] > 0 else np.uint8(0)
        return
    two, three = np.uint8(worth[2] - worth[1]), np.uint8(worth[3] - worth[2])
    four, five = np.uint8(worth[4] - worth[3]), np.uint8(worth[5] - worth[4])
    none = np.uint8(0)
    for m in range(acc.shape[0]):
        level = row[m]
        low = np.uint8((first if level > 0 else none) + (two if level > 1 else none))
        high = np.uint8((four if level > 3 else none) + (five if level > 4 else none))
        acc[m] = np.uint8(acc[m] + low + (three if level > 2 else none) + high)


@compiled
def _named(acc: Bytes, posted: NDArray[np.uint32], start: int, count: int, worth: Bytes) -> None:
    """Add what a word is worth by level, to those who have it one by one."""
    for at in range(start, start + count):
        acc[np.uint64(posted[at] >> 3)] += worth[posted[at] & 7]


@compiled
def _added(seen: Bytes, levels: Bytes) -> None:
    for m in range(seen.shape[0]):
        seen[m] += levels[m]


@compiled
def item(share: int, count: int, place: int) -> int:
    """The part of a share that falls to the thing at this place: what whole numbers leave over goes to the first."""
    return share // count + (1 if place < share % count else 0)


@compiled
def words(v: View, t: int, acc: Bytes, seen: Bytes, worth: Bytes) -> None:  # noqa: C901 - see `pairing.pairs`
    """What single words give: skills, goals, transitions, interests."""
    mentee, room = v.slots[t], acc.shape[0]
    claims, claimed, shares = v.claims.pool, v.claimed, v.shares
    posts, starts, counts = v.posts.pool, v.posts.starts, v.posts.counts
    popular, levels = v.popular, v.levels
    at = v.claims.starts[mentee]
    for kind in range(3):
        count = claimed[mentee, kind]
        doubled = 1 if kind == 1 else 0
        for c in range(count << doubled):
            part = item(shares[t, kind], count, c >> doubled)
            claim = claims[at + c]
            term, wanted = claim >> 3, claim & 7
            if part == 0 or term >= starts.shape[0]:
                continue
            for level in range(8):
                worth[level] = part * min(level, wanted) // wanted
            few = counts[term] * (60 if wanted == 1 else 16) < room
            if few or term >= popular.shape[0] or popular[term] < 0:
                _named(acc, posts, starts[term], counts[term], worth)
            else:
                _everybody(acc, levels[popular[term]], worth)
        at += count << doubled
    count = claimed[mentee, 3]
    if shares[t, 3] > 0 and count > 0:
        seen[:] = 0
        worth[:] = 1
        for c in range(count):
            term = claims[at + c] >> 3
            if term >= starts.shape[0]:
                continue
            if counts[term] * 60 < room or term >= popular.shape[0] or popular[term] < 0:
                _named(seen, posts, starts[term], counts[term], worth)
            else:
                _added(seen, levels[popular[term]])
        cap = min(5, count)
        for shared in range(8):
            worth[shared] = shares[t, 3] * min(shared, cap) // cap
        _everybody(acc, seen, worth)


@compiled
def bars(v: View, t: int, acc: Bytes) -> None:  # noqa: C901 - one kind of bar after the other
    """What stands between single people."""
    mentee = v.slots[t]
    person = v.mentee_person[mentee]
    if person < 0:
        return
    own = v.slot_of[person]
    if own >= 0:
        acc[own] = 128
    if v.line:
        start = v.chains.starts[mentee]
        for above in v.chains.pool[start : start + v.chains.counts[mentee]]:
            slot = v.slot_of[above]
            if slot >= 0:
                acc[slot] = 128
        if person < v.under.starts.shape[0]:
            start = v.under.starts[person]
            for below in v.under.pool[start : start + v.under.counts[person]]:
                acc[below] = 128
    if person < v.marks.starts.shape[0]:
        start = v.marks.starts[person]
        for value in v.marks.pool[start : start + v.marks.counts[person]]:
            slot = v.slot_of[value >> 4]
            if slot >= 0 and v.barring[value & 15]:
                acc[slot] = 128


@compiled
def score(v: View, t: int, acc: Bytes, seen: Bytes, worth: Bytes) -> None:
    """All bytes of mentee t; ``seen`` and ``worth`` (8) are room to work in."""
    classes(v, t, acc)
    words(v, t, acc, seen, worth)
    bars(v, t, acc)


@compiled
def row(v: View, t: int, acc: Bytes) -> None:
    """All bytes of mentee t, for one question alone."""
    score(v, t, acc, np.zeros(acc.shape[0], np.uint8), np.zeros(8, np.uint8))


@compiled
def grid(v: View, out: Bytes, first: int, last: int) -> None:
    """The bytes of mentees ``first`` to ``last``, a row of ``out`` each."""
    room = v.shut.shape[0]
    acc, seen, worth = np.zeros(room, np.uint8), np.zeros(room, np.uint8), np.zeros(8, np.uint8)
    for t in range(first, last):
        score(v, t, acc, seen, worth)
        out[t] = acc[: out.shape[1]]
