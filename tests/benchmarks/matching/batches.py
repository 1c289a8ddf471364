"""Whole runs with their proof, beside numpy's lists and OR-tools; quick previews; stable assignments.

The memory is the most that the process held over its whole life, people as Python objects included.
"""

import gc
import sys
from collections.abc import Sequence
from typing import Final

from mentoring.matching.domain.engine.auction import auction
from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.flow import assign
from mentoring.matching.domain.engine.optimum import optimum
from mentoring.matching.domain.engine.stable import LISTED, accepted, blocking, stable
from tests.benchmarks.matching.blockwise import Blockwise
from tests.benchmarks.matching.market import Found, Say, child, market, median, tell, timed
from tests.benchmarks.rows import Row

BATCH: Final = {"10k": (10_000, 3_000, 10_000), "100k": (100_000, 30_000, 1_024)}
AIMS: Final = {"10k": ("ratio ≥ 3", "ours ≤ 1"), "100k": ("ratio ≥ 12", "ours ≤ 25")}
PREVIEW: Final = ("matching.preview-100k", "matching.preview-100k-seconds", "matching.preview-100k-loss")
STABLE: Final = ("matching.stable-100k", "matching.stable-100k-blocking")
MEMORY: Final = "matching.batch-100k-memory"
IDS: Final = (
    *(f"matching.batch-{size}{what}" for size in BATCH for what in ("", "-seconds", "-gap")),
    MEMORY,
    *PREVIEW,
    *STABLE,
)
MOST: Final = 50
ROUNDS: Final = 3


async def measure(say: Say, ids: frozenset[str]) -> Sequence[Row]:
    """Runs a minute and their proof, seconds, losses."""
    rows: list[Row] = []
    for size, asked in BATCH.items():
        if any(one.startswith(f"matching.batch-{size}") for one in ids):
            found = await child("batches", "batch", *asked)
            if "peer" not in found:  # in a process of its own, whose memory is not ours
                found["peer"] = (await child("batches", "peer", *asked))["peer"]
            say(
                f"batch {size}: {found['ours']:.2f} s, gap {found['gap']:.5f} %, numpy + OR-tools {found['peer']:.1f} s"
            )
            name, (ratio, seconds) = f"matching.batch-{size}", AIMS[size]
            peer = "numpy blockwise" + (", 1 % of the rows," if asked[2] < asked[0] else "") + " + OR-tools"
            rows += [
                Row(name, 60 / found["ours"], "runs/min", ratio, 60 / found["peer"], peer),
                Row(f"{name}-seconds", found["ours"], "s", seconds),
                Row(f"{name}-gap", found["gap"], "%", "ours ≤ 0.001"),
                *([Row(MEMORY, found["memory"], "MB", "ours ≤ 1000")] if size == "100k" else []),
            ]
    if ids & {*PREVIEW, *STABLE}:
        found = await child("batches", "quick", 100_000, 30_000, 0)
        say(f"preview 100k: {found['preview']:.2f} s, flow {found['flow']:.1f} s; stable {found['stable']:.3f} s")
        rows += [
            Row(
                PREVIEW[0], 60 / found["preview"], "runs/min", "ratio ≥ 15", 60 / found["flow"], "OR-tools, same lists"
            ),
            Row(PREVIEW[1], found["preview"], "s", "ours ≤ 0.6"),
            Row(PREVIEW[2], found["loss"], "%", "ours ≤ 0.1"),
            Row(STABLE[0], found["stable"], "s", "ours ≤ 0.1"),
            Row(STABLE[1], found["blocking"], "pairs", "ours ≤ 0"),
        ]
    return rows


def batch(mentees: int, mentors: int, share: int) -> Found:
    """Seconds of a run with its proof, and of the peer: numpy's lists (scaled from so many rows), then the flow."""
    ours = market(mentees, mentors)
    optimum(market(200, 80))
    gc.collect()
    rounds = ROUNDS if share == mentees else 2
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    gap = 0.0
    for _ in range(rounds):
        spent, solved = timed(lambda: optimum(ours))
        times["ours"].append(spent)
        gap = solved.certificate.gap_percent
        if share == mentees:
            times["peer"].append(_peer(ours, share))
    return {**{name: median(several) for name, several in times.items() if several}, "gap": gap}


def _peer(ours: KernelMarket, share: int) -> float:
    mentees, mentors = len(ours.seeks), len(ours.places)
    peer = Blockwise(ours)
    scoring, lists = timed(lambda: peer.lists(MOST, share))
    if share < mentees:
        lists = ours.lists(MOST)
    columns = Columns.of(mentees, mentors, lists)
    return scoring * mentees / share + timed(lambda: assign(columns, ours.seeks, ours.places))[0]


def peer(mentees: int, mentors: int, share: int) -> Found:
    """The peer alone."""
    return {"peer": _peer(market(mentees, mentors), share)}


def quick(mentees: int, mentors: int, _share: int) -> Found:
    """Seconds of the auction and of the flow on the same lists, what the auction loses; the same of stable runs."""
    small = market(200, 80)
    stable(small)
    auction(Columns.of(200, 80, small.lists(MOST)), small.seeks, small.places)
    ours = market(mentees, mentors)
    columns = Columns.of(mentees, mentors, ours.lists(MOST))
    times: dict[str, list[float]] = {"preview": [], "flow": [], "stable": []}
    loss = 0.0
    for turn in range(ROUNDS):
        spent, sale = timed(lambda: auction(columns, ours.seeks, ours.places))
        times["preview"].append(spent)
        if turn == 0:
            spent, chosen = timed(lambda: assign(columns, ours.seeks, ours.places))
            times["flow"].append(spent)
            best = int(columns.arcs.points[chosen].sum())
            loss = 100 * (1 - int(columns.arcs.points[sale.chosen].sum()) / best)
    listed = Columns.of(mentees, mentors, ours.lists(LISTED))
    for _ in range(ROUNDS):
        times["stable"].append(timed(lambda: accepted(listed, ours.seeks, ours.places))[0])
    blocked = blocking(ours, stable(ours).pairs)[1]
    return {**{name: median(several) for name, several in times.items()}, "loss": loss, "blocking": float(blocked)}


if __name__ == "__main__":
    what = {"batch": batch, "peer": peer, "quick": quick}[sys.argv[1]]
    tell(what(*(int(one) for one in sys.argv[2:])))
