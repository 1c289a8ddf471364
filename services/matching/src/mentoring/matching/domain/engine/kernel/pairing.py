"""Single pairs, from the mentor's words instead of the postings: for proofs, audits and the mentor's own list."""

# ruff: noqa: PLR2004 - bytes and bits are literals here, as compiled code wants them

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.kernel.scoring import item
from mentoring.matching.domain.engine.kernel.view import View


@compiled
def _holds(pool: NDArray[np.uint32], start: int, count: int, value: int) -> bool:
    found = False
    for at in range(start, start + count):
        found |= pool[at] == value
    return found


@compiled
def _wish(v: View, t: int, worth: NDArray[np.uint8], liked: NDArray[np.uint8]) -> None:
    """What each word is worth to a mentee by the level offered, and the interests that are liked."""
    mentee = v.slots[t]
    at = v.claims.starts[mentee]
    for kind in range(3):
        count = v.claimed[mentee, kind]
        doubled = 1 if kind == 1 else 0
        for c in range(count << doubled):
            claim = v.claims.pool[at + c]
            part, wanted = item(v.shares[t, kind], count, c >> doubled), claim & 7
            if claim >> 3 < worth.shape[0]:
                for level in range(8):
                    worth[claim >> 3, level] += part * min(level, wanted) // wanted
        at += count << doubled
    for c in range(v.claimed[mentee, 3]):
        claim = v.claims.pool[at + c]
        if claim >> 3 < liked.shape[0]:
            liked[claim >> 3] = 1


@compiled
def _forget(v: View, t: int, worth: NDArray[np.uint8], liked: NDArray[np.uint8]) -> None:
    mentee = v.slots[t]
    start, count = v.claims.starts[mentee], v.claims.counts[mentee]
    for claim in v.claims.pool[start : start + count]:
        if claim >> 3 < liked.shape[0]:
            worth[claim >> 3, :] = 0
            liked[claim >> 3] = 0


@compiled
def _shared_points(share: int, count: int, shared: int) -> int:
    if count == 0:
        return 0
    cap = min(5, count)
    return share * min(shared, cap) // cap


@compiled
def pairs(  # noqa: C901 - one loop over plain arrays: a call that takes the view copies all of it
    v: View,
    mentees: NDArray[np.int64],
    mentors: NDArray[np.int32],
    points: NDArray[np.int16],
    first: int,
    last: int,
) -> None:
    """Points of pairs ``first`` to ``last``, 0 where one is not admissible.

    ``mentees`` are places in ``v.slots``; pairs of one mentee that follow each other share what is looked up.
    """
    terms = v.posts.starts.shape[0]
    worth, liked = np.zeros((terms, 8), np.uint8), np.zeros(terms, np.uint8)
    slots, rows, pool, shut, line = v.slots, v.rows, v.pool, v.shut, v.line
    mentee_person, mentor_person, claimed, shares = v.mentee_person, v.mentor_person, v.claimed, v.shares
    chains, chain_starts, chain_counts = v.chains.pool, v.chains.starts, v.chains.counts
    above, above_starts, above_counts = v.above.pool, v.above.starts, v.above.counts
    marks, mark_starts, mark_counts, barring = v.marks.pool, v.marks.starts, v.marks.counts, v.barring
    offers, offer_starts, offer_counts = v.offers.pool, v.offers.starts, v.offers.counts
    axes = rows.shape[1]
    wishing = -1
    for p in range(first, last):
        t, mentor = mentees[p], mentors[p]
        total, broken = np.int64(0), shut[mentor]
        for axis in range(axes):
            value = pool[rows[t, axis], mentor]
            total += value
            broken |= value
        points[p] = 0
        mentee = slots[t]
        person, other = mentee_person[mentee], mentor_person[mentor]
        if broken >= 128 or person == other or person < 0 or other < 0:
            continue
        if line and (
            _holds(chains, chain_starts[mentee], chain_counts[mentee], other)
            or _holds(above, above_starts[mentor], above_counts[mentor], person)
        ):
            continue
        barred = False
        if person < mark_starts.shape[0]:
            for at in range(mark_starts[person], mark_starts[person] + mark_counts[person]):
                barred |= marks[at] >> 4 == other and barring[marks[at] & 15]
        if barred:
            continue
        if t != wishing:
            if wishing >= 0:
                _forget(v, wishing, worth, liked)
            _wish(v, t, worth, liked)
            wishing = t
        shared = 0
        for at in range(offer_starts[mentor], offer_starts[mentor] + offer_counts[mentor]):
            total += worth[offers[at] >> 3, offers[at] & 7]
            shared += liked[offers[at] >> 3]
        points[p] = total + _shared_points(shares[t, 3], claimed[mentee, 3], shared)
