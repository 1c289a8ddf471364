"""One mentee against all mentors, in bytes.

A byte of 1 to 100 is a pair's points, 0 a pair for which nothing speaks, 128 and above a pair that breaks a rule. What
classes give is added row by row, what single words give posting by posting, and what stands between single people is
marked last.
"""

# ruff: noqa: PLR2004 - bytes and bits are literals here, as compiled code wants them

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.kernel.view import Listed, View

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
def _post(posts: Listed, term: int, acc: Bytes, worth: Bytes) -> None:
    if term < posts.starts.shape[0]:
        start = posts.starts[term]
        for value in posts.pool[start : start + posts.counts[term]]:
            acc[np.uint64(value >> 3)] += worth[value & 7]


@compiled
def _count(posts: Listed, term: int, acc: Bytes, worth: Bytes, seen: Bytes) -> None:
    if term < posts.starts.shape[0]:
        start = posts.starts[term]
        for value in posts.pool[start : start + posts.counts[term]]:
            mentor = np.uint64(value >> 3)
            acc[mentor] += worth[seen[mentor]]
            seen[mentor] = min(seen[mentor] + 1, 7)


@compiled
def item(share: int, count: int, place: int) -> int:
    """The part of a share that falls to the thing at this place: what whole numbers leave over goes to the first."""
    return share // count + (1 if place < share % count else 0)


@compiled
def rises(share: int, count: int, worth: Bytes) -> None:
    """What one more shared interest adds when so many were shared before; beyond five, nothing."""
    cap = min(5, count)
    for before in range(8):
        worth[before] = share * min(before + 1, cap) // cap - share * min(before, cap) // cap


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
                _post(v.posts, claim >> 3, acc, worth)
        at += count << doubled
    count = v.claimed[mentee, 3]
    if v.shares[t, 3] > 0 and count > 0:
        rises(v.shares[t, 3], count, worth)
        seen[:] = 0
        for c in range(count):
            _count(v.posts, v.claims.pool[at + c] >> 3, acc, worth, seen)


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
