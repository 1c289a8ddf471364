"""Exact lists of the 50 best of everybody, beside numpy a block at a time and beside what reading alone costs.

The bound reads what the points of every pair hang on and writes one byte: rows that classes of people give (bytes),
and of each word that a mentee names who has it, as a list or as a row, whichever is shorter. On as many cores as the
kernel; nothing is added by level, barred, priced or chosen.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import sched_getaffinity
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.kernel.view import View
from tests.benchmarks.matching.blockwise import Blockwise
from tests.benchmarks.matching.market import Found, Say, child, market, median, tell, timed
from tests.benchmarks.rows import Row

SMALL: Final = "matching.lists-10k"
LARGE: Final = "matching.lists-100k"
BOUND: Final = "matching.lists-100k-bound"
IDS: Final = (SMALL, LARGE, BOUND)
MOST: Final = 50
ROUNDS: Final = 3


async def measure(say: Say, ids: frozenset[str]) -> Sequence[Row]:
    """Pairs a second, and the time beside the bound."""
    rows = []
    if SMALL in ids:
        found = await child("lists", 10_000, 3_000, 10_000)
        say(f"lists 10k x 3k: {found['ours']:.3f} s, numpy {found['numpy']:.2f} s")
        rows.append(_rate(SMALL, "ratio ≥ 8", found, 30, "numpy blockwise"))
    if ids & {LARGE, BOUND}:
        found = await child("lists", 100_000, 30_000, 1_024)
        say(f"lists 100k x 30k: {found['ours']:.2f} s, numpy {found['numpy']:.0f} s, bound {found['bound']:.2f} s")
        rows.append(_rate(LARGE, "ratio ≥ 50", found, 3000, "numpy blockwise, 1 % of the rows"))
        rows.append(Row(BOUND, found["ours"], "s", "ratio ≤ 4.5", found["bound"], "reading the bytes of every pair"))
    return rows


def _rate(name: str, aim: str, found: Found, pairs: int, peer: str) -> Row:
    return Row(name, pairs / found["ours"], "million pairs/s", aim, pairs / found["numpy"], peer)


def measured(mentees: int, mentors: int, share: int) -> Found:
    """Seconds, in turns: ours, numpy's (scaled from so many rows), the bound's."""
    ours = market(mentees, mentors)
    peer = Blockwise(ours)
    _read(ours, 1)
    times: dict[str, list[float]] = {"ours": [], "numpy": [], "bound": []}
    for _ in range(ROUNDS):
        spent, lists = timed(lambda: ours.lists(MOST))
        times["ours"].append(spent)
        spent, theirs = timed(lambda: peer.lists(MOST, share))
        times["numpy"].append(spent * mentees / share)
        if not np.array_equal(lists.points[lists.mentee < share], theirs.points):
            raise ValueError("numpy found other lists")
        times["bound"].append(timed(lambda: _read(ours, mentees))[0])
    return {name: median(several) for name, several in times.items()}


def _read(ours: KernelMarket, mentees: int) -> None:
    cores = len(sched_getaffinity(0))
    for view in ours._views(np.arange(mentees, dtype=np.int32)):
        parts = np.array_split(np.arange(len(view.slots)), cores)
        with ThreadPoolExecutor(cores) as workers:
            list(workers.map(lambda part, view=view: _sum(view, part[0], part[-1] + 1) if len(part) else 0, parts))


@njit(nogil=True)
def _sum(v: View, first: int, last: int) -> int:
    acc = np.zeros(v.pool.shape[1], np.uint8)
    pool, rows, popular, levels = v.pool, v.rows, v.popular, v.levels
    claims, posts, starts, counts = v.claims.pool, v.posts.pool, v.posts.starts, v.posts.counts
    seen = 0
    for t in range(first, last):
        for axis in range(0, rows.shape[1], 4):
            _or_four(
                acc, pool[rows[t, axis]], pool[rows[t, axis + 1]], pool[rows[t, axis + 2]], pool[rows[t, axis + 3]]
            )
        start = v.claims.starts[v.slots[t]]
        for at in range(start, start + v.claims.counts[v.slots[t]]):
            term = claims[at] >> 3
            if term < popular.shape[0] and popular[term] >= 0 and 4 * counts[term] > acc.shape[0]:
                _or(acc, levels[popular[term]])
            elif term < starts.shape[0]:
                seen += _read_all(posts, starts[term], counts[term])
        seen += acc[0]
    return seen


@njit(nogil=True)
def _or_four(
    acc: NDArray[np.uint8], a: NDArray[np.uint8], b: NDArray[np.uint8], c: NDArray[np.uint8], d: NDArray[np.uint8]
) -> None:
    for m in range(acc.shape[0]):
        acc[m] |= a[m] | b[m] | c[m] | d[m]


@njit(nogil=True)
def _or(acc: NDArray[np.uint8], a: NDArray[np.uint8]) -> None:
    for m in range(acc.shape[0]):
        acc[m] |= a[m]


@njit(nogil=True)
def _read_all(posts: NDArray[np.uint32], start: int, count: int) -> int:
    total = np.uint32(0)
    for value in posts[start : start + count]:
        total = np.uint32(total ^ value)
    return int(total)


if __name__ == "__main__":
    tell(measured(*(int(one) for one in sys.argv[1:])))
