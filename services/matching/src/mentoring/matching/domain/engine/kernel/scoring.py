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
def _row_of(v: View, term: int, least: int) -> int:
    """The row of a word that at least so many have, or -1."""
    if term >= v.popular.shape[0] or v.posts.counts[term] < least:
        return -1
    return int(v.popular[term])


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
def _word(v: View, term: int, acc: Bytes, worth: Bytes) -> None:
    """Add what a word is worth by level."""
    share = acc.shape[0] // 60 if worth[7] == worth[1] else acc.shape[0] // 16
    row = _row_of(v, term, share)
    if row >= 0:
        _everybody(acc, v.levels[row], worth)
    elif term < v.posts.starts.shape[0]:
        start = v.posts.starts[term]
        for value in v.posts.pool[start : start + v.posts.counts[term]]:
            acc[np.uint64(value >> 3)] += worth[value & 7]


@compiled
def _count(v: View, term: int, seen: Bytes) -> None:
    """One shared interest more for whoever has it."""
    row = _row_of(v, term, seen.shape[0] // 60)
    if row >= 0:
        levels = v.levels[row]
        for m in range(seen.shape[0]):
            seen[m] += levels[m]
    elif term < v.posts.starts.shape[0]:
        start = v.posts.starts[term]
        for value in v.posts.pool[start : start + v.posts.counts[term]]:
            seen[np.uint64(value >> 3)] += np.uint8(1)


@compiled
def item(share: int, count: int, place: int) -> int:
    """The part of a share that falls to the thing at this place: what whole numbers leave over goes to the first."""
    return share // count + (1 if place < share % count else 0)


@compiled
def words(v: View, t: int, acc: Bytes, seen: Bytes, worth: Bytes) -> None:
    """What single words give: skills, goals, transitions, interests."""
    mentee = v.slots[t]
    at = v.claims.starts[mentee]
    for kind in range(3):
        count = v.claimed[mentee, kind]
        doubled = 1 if kind == 1 else 0
        for c in range(count << doubled):
            part = item(v.shares[t, kind], count, c >> doubled)
            claim = v.claims.pool[at + c]
            if part > 0:
                wanted = claim & 7
                for level in range(8):
                    worth[level] = part * min(level, wanted) // wanted
                _word(v, claim >> 3, acc, worth)
        at += count << doubled
    count = v.claimed[mentee, 3]
    if v.shares[t, 3] > 0 and count > 0:
        seen[:] = 0
        for c in range(count):
            _count(v, v.claims.pool[at + c] >> 3, seen)
        cap = min(5, count)
        for shared in range(8):
            worth[shared] = v.shares[t, 3] * min(shared, cap) // cap
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
