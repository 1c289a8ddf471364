"""Questions of single people and events: the ten best mentors of somebody, and an assignment kept optimal.

A question counts with the fastest of three times that it was asked, an event, which cannot be repeated, with the
processor time that it took, so that a busy machine does not stand for a slow search.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from time import thread_time
from typing import Any, Final

import numpy as np

from mentoring.matching.domain.engine.market import DenseMarket
from mentoring.matching.domain.engine.optimum import optimum
from mentoring.matching.domain.engine.repair import Change, Repair
from tests.benchmarks.matching.market import Found, Say, child, market, tell, timed
from tests.benchmarks.rows import Row, percentiles

RECOMMEND: Final = {"30k": (30_000, "ours ≤ 0.3"), "100k": (100_000, "ours ≤ 0.6"), "300k": (300_000, "ours ≤ 1.8")}
RECALL: Final = "matching.recommend-recall"
REPAIR: Final = {
    "10k": (10_000, 3_000, "company", "ours ≤ 5"),
    "100k": (100_000, 30_000, "company", "ours ≤ 10"),
    "star": (10_000, 3_000, "star", "ours ≤ 50"),
}
IDS: Final = (
    *(f"matching.recommend-{size}" for size in RECOMMEND),
    RECALL,
    *(f"matching.repair-{size}" for size in REPAIR),
)
MOST: Final = 10
ASKED: Final = 2_000
JUDGED: Final = 100
EVENTS: Final = 1_000


async def measure(say: Say, ids: frozenset[str]) -> Sequence[Row]:
    """Milliseconds of the slowest hundredth."""
    rows: list[Row] = []
    recalls: list[float] = []
    for size, (mentors, aim) in RECOMMEND.items():
        if ids & {f"matching.recommend-{size}", RECALL}:
            found = await child("people", "recommend", mentors)
            say(f"ten best of {size}: p50 {found['p50']:.2f} ms, p99 {found['p99']:.2f} ms; numpy {found['numpy']:.1f}")
            peer = "numpy over all mentors, p50"
            rows.append(Row(f"matching.recommend-{size}", found["p99"], "ms, p99", aim, found["numpy"], peer))
            recalls.append(found["recall"])
    if recalls:
        rows.append(Row(RECALL, min(recalls), "of the true ten", "ours ≥ 1", 1.0, "every pair looked at"))
    for size, (*asked, aim) in REPAIR.items():
        if f"matching.repair-{size}" in ids:
            found = await child("people", "repair", *asked)
            say(f"repair {size}: p50 {found['p50']:.2f} ms, p99 {found['p99']:.2f} ms, {found['moved']:.1f} pairs move")
            peer = "a new run with its proof"
            rows.append(Row(f"matching.repair-{size}", found["p99"], "ms of processor, p99", aim, found["anew"], peer))
    return rows


def recommend(mentors: int) -> Found:
    """Of so many people one after the other; then some of them beside a look at every pair."""
    ours = market(ASKED, mentors)
    for mentee in range(ASKED):
        ours.top(mentee, MOST)  # rows that people share are made once, by whoever asks first
    times = [1000 * min(timed(partial(ours.top, mentee, MOST))[0] for _ in range(3)) for mentee in range(ASKED)]
    everybody = np.arange(mentors, dtype=np.int32)
    hit = wished = 0
    slow = []
    for mentee in range(JUDGED):
        _, points = ours.top(mentee, MOST)
        spent, pairs = timed(partial(ours.points, np.full(mentors, mentee, np.int32), everybody))
        slow.append(1000 * spent)
        best = np.sort(pairs[pairs > 0])[::-1][:MOST]
        hit += int((points >= best.min(initial=1)).sum()) if len(best) else 0
        wished += len(best)
    p50, p99 = percentiles(times, 50, 99)
    return {"p50": p50, "p99": p99, "recall": hit / wished, "numpy": percentiles(slow, 50)[0]}


def repair(mentees: int, mentors: int, kind: str) -> Found:
    """People leave and come back, places close and open, by chance; afterwards nothing better is to be found."""
    made = _star(mentees, mentors) if kind == "star" else market(mentees, mentors)
    optimum(made)
    anew, solved = timed(lambda: optimum(made))
    kept, chance = Repair.of(solved), np.random.default_rng(1)
    seeks, places = made.seeks.copy(), made.places.copy()
    times, moved = [], 0
    for event in range(EVENTS + 20):
        act = _event(kept, seeks, places, chance)
        began = thread_time()
        change = act()
        if event >= 20:
            times.append(1000 * (thread_time() - began))
            moved += len(change.gained)
    p50, p99 = percentiles(times, 50, 99)
    return {"p50": p50, "p99": p99, "moved": moved / EVENTS, "anew": 1000 * anew}


def _event(kept: Repair, seeks: Any, places: Any, chance: np.random.Generator) -> Callable[[], Change]:
    """Half of the events close something, half of them open it again."""
    side, word = (seeks, kept.more_wishes) if chance.random() < 0.5 else (places, kept.more_places)
    if chance.random() < 0.5:
        one, more = int(chance.choice(np.flatnonzero(side > 0))), -1
    else:
        one, more = int(chance.integers(len(side))), 1
    side[one] += more
    return lambda: word(one, more)


def _star(mentees: int, mentors: int) -> DenseMarket:
    """Everybody wants the same few: one mentor in a hundred is worth 30 points more to all."""
    chance = np.random.default_rng(2)
    points = chance.integers(20, 60, (mentees, mentors), dtype=np.int16)
    points += 30 * (chance.random(mentors) < 0.01).astype(np.int16)
    points[chance.random(points.shape, np.float32) > 0.24] = 0
    return DenseMarket.of(points, places=chance.integers(1, 7, mentors))


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    tell(recommend(int(rest[0])) if kind == "recommend" else repair(int(rest[0]), int(rest[1]), rest[2]))
