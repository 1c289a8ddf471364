"""Single pairs, from the mentor's words instead of the postings: for proofs, audits and the mentor's own list."""

# ruff: noqa: PLR2004 - bytes and bits are literals here, as compiled code wants them

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.kernel.scoring import item
from mentoring.matching.domain.engine.kernel.view import Listed, View


@compiled
def _holds(listed: Listed, which: int, value: int) -> bool:
    if which < listed.starts.shape[0]:
        start = listed.starts[which]
        for one in listed.pool[start : start + listed.counts[which]]:
            if one == value:
                return True
    return False


@compiled
def _barred(v: View, mentee: int, mentor: int) -> bool:
    person, other = v.mentee_person[mentee], v.mentor_person[mentor]
    if person == other or person < 0 or other < 0:
        return True
    if v.line and (_holds(v.chains, mentee, other) or _holds(v.above, mentor, person)):
        return True
    if person < v.marks.starts.shape[0]:
        start = v.marks.starts[person]
        for value in v.marks.pool[start : start + v.marks.counts[person]]:
            if value >> 4 == other and v.barring[value & 15]:
                return True
    return False


@compiled
def _offered(v: View, mentor: int, claim: int) -> int:
    """The level at which the mentor has the word of a claim; 0 without it."""
    start = v.offers.starts[mentor]
    for value in v.offers.pool[start : start + v.offers.counts[mentor]]:
        if value >> 3 == claim >> 3:
            return int(value & 7)
    return 0


@compiled
def _words(v: View, t: int, mentor: int) -> int:
    mentee = v.slots[t]
    at, total = v.claims.starts[mentee], 0
    for kind in range(3):
        count = v.claimed[mentee, kind]
        doubled = 1 if kind == 1 else 0
        for c in range(count << doubled):
            claim = int(v.claims.pool[at + c])
            wanted, offered = claim & 7, _offered(v, mentor, claim)
            part = item(v.shares[t, kind], count, c >> doubled)
            total += part if offered >= wanted else part * offered // wanted
        at += count << doubled
    count = v.claimed[mentee, 3]
    if count > 0:
        shared = 0
        for c in range(count):
            shared += 1 if _offered(v, mentor, int(v.claims.pool[at + c])) else 0
        cap = min(5, count)
        total += v.shares[t, 3] * min(shared, cap) // cap
    return total


@compiled
def pairs(
    v: View, mentees: NDArray[np.int64], mentors: NDArray[np.int32], points: NDArray[np.int16], first: int, last: int
) -> None:
    """Points of pairs ``first`` to ``last``, 0 where one is not admissible; ``mentees`` are places in ``v.slots``."""
    for p in range(first, last):
        t, mentor = mentees[p], mentors[p]
        total, broken = np.int64(0), v.shut[mentor]
        for axis in range(v.rows.shape[1]):
            value = v.pool[v.rows[t, axis], mentor]
            total += value
            broken |= value
        if broken >= 128 or _barred(v, v.slots[t], mentor):
            points[p] = 0
        else:
            points[p] = total + _words(v, t, mentor)
