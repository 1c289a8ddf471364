"""Exact lists of the 50 best of everybody, beside numpy a block at a time and beside what reading alone costs.

The bound reads what classes of people give for every pair, eight bytes, and writes one: the same rows of bytes as the
kernel, on as many cores, without words, rules of single people, or choosing.
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
            list(workers.map(lambda part, view=view: _sum(view.pool, view.rows[part]), parts))


@njit(nogil=True)
def _sum(pool: NDArray[np.uint8], rows: NDArray[np.int32]) -> int:
    acc = np.zeros(pool.shape[1], np.uint8)
    seen = 0
    for t in range(rows.shape[0]):
        for axis in range(0, rows.shape[1], 4):
            a, b = pool[rows[t, axis]], pool[rows[t, axis + 1]]
            c, d = pool[rows[t, axis + 2]], pool[rows[t, axis + 3]]
            for m in range(acc.shape[0]):
                acc[m] |= a[m] | b[m] | c[m] | d[m]
        seen += acc[0]
    return seen


if __name__ == "__main__":
    tell(measured(*(int(one) for one in sys.argv[1:])))
