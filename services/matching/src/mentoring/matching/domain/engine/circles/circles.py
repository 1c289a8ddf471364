"""Divide people into circles: as many as can be are in one, and close to those whom they find there."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.circles.few import FEW, best_of_few
from mentoring.matching.domain.engine.circles.table import (
    WAITING,
    Bytes,
    Table,
    empty,
    gather,
    part,
    put,
    seat_waiting,
    swap_all,
)
from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.flow import assign
from mentoring.matching.domain.engine.market import DenseMarket, Market
from mentoring.matching.domain.engine.watch import Watch

Without = Literal["too-few-people", "too-few-partners", "full", "in-conflict"]
"""Why somebody is in no circle: there are not enough for one; rules leave the person fewer partners than a circle
needs; where all would be admissible there is no seat; in each circle is somebody whom a rule keeps apart."""

NEAR: Final = 24
"""Partners of each beside whom a seat is looked for."""
PASSES: Final = 40
"""Of swaps, if they do not end by themselves."""
STARTS: Final = 8
"""Beginnings that small programs try."""
SMALL: Final = 300


@dataclass(frozen=True, slots=True)
class Circle:
    """``members``, the host first: who has the most points with the others. ``lowest`` is the pair with the fewest."""

    members: tuple[int, ...]
    points: float
    lowest: int


@dataclass(frozen=True, slots=True)
class Circles:
    """All circles, the best first, and why everybody else is in none."""

    circles: tuple[Circle, ...]
    without: dict[int, Without]


def circles_of(market: Market, points: Bytes, least: int, most: int, seed: int, watch: Watch | None = None) -> Circles:
    """Circles of ``least`` to ``most`` people of a market that is the same both ways; ``points`` are all its pairs.

    A dozen people get the best division of all; of more, circles have sizes in the middle of what is allowed.
    Whoever has no place takes no part and is not told of. The same seed gives the same circles.
    """
    watch = watch or Watch()
    watch.enter("circles")
    people = np.flatnonzero(market.places > 0)
    fit, few = _core(points, people, least)
    without: dict[int, Without] = dict.fromkeys(few.tolist(), "too-few-partners")
    found: list[NDArray[np.int64]] = []
    if len(people) < least:
        without = dict.fromkeys(people.tolist(), "too-few-people")
    elif len(fit) <= FEW:
        found = [fit[one] for one in best_of_few(points[np.ix_(fit, fit)], least, most)]
    else:
        found = _best(market, points, fit, (least, most), seed, watch)
    in_one = np.concatenate([np.zeros(0, np.int64), *found])
    for person in np.setdiff1d(fit, in_one).tolist():
        without[person] = without.get(person) or _why(points, person, found)
    watch.leave()
    told = sorted((_told(points, members) for members in found), key=lambda one: (-one.points, one.members))
    return Circles(tuple(told), without)


def _core(points: Bytes, people: NDArray[np.int64], least: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who has enough partners for a circle among those who have, and who has not."""
    kept = np.zeros(points.shape[1], np.bool_)
    kept[people] = True
    while True:
        rows = np.flatnonzero(kept)
        partners = np.array([np.count_nonzero(points[row][kept]) for row in rows], np.int64)
        short = rows[partners < least - 1]
        if not len(short):
            return rows, np.setdiff1d(people, rows)
        kept[short] = False


def _best(
    market: Market, points: Bytes, fit: NDArray[np.int64], bounds: tuple[int, int], seed: int, watch: Watch
) -> list[NDArray[np.int64]]:
    random = np.random.default_rng(seed & 0xFFFFFFFFFFFFFFFF)
    near = _near(market, fit)
    best: tuple[tuple[int, int], list[NDArray[np.int64]]] | None = None
    for start in range(STARTS if len(fit) <= SMALL else 1):
        watch.enter("circles", start)
        found = _formed(points, near, fit, bounds, random)
        worth = sum(map(len, found)), sum(_total(points, one) * 840 // (len(one) - 1) for one in found)
        if best is None or worth > best[0]:
            best = worth, found
    return best[1] if best else []


def _near(market: Market, fit: NDArray[np.int64]) -> NDArray[np.int64]:
    arcs = market.lists(NEAR)
    kept = np.isin(arcs.mentor, fit) & np.isin(arcs.mentee, fit)
    rows, columns = arcs.mentee[kept], arcs.mentor[kept]
    near = np.full((len(market.places), NEAR), -1, np.int64)
    near[rows, np.arange(len(rows)) - np.searchsorted(rows, rows)] = columns
    return near


def _formed(
    points: Bytes,
    near: NDArray[np.int64],
    fit: NDArray[np.int64],
    bounds: tuple[int, int],
    random: np.random.Generator,
) -> list[NDArray[np.int64]]:
    """One beginning, and what swaps make of it."""
    least, most = bounds
    table = empty(points, near, max(1, len(fit) // least), most)
    _begin(table, fit, _sizes(len(fit), least, most), random)
    for _ in range(3):
        for _ in range(PASSES):
            if not swap_all(table, random.permutation(fit)):
                break
        part(table)
        seat_waiting(table, random.permutation(fit))
        gather(table, least, random.permutation(fit))
        if not seat_waiting(table, random.permutation(fit)) and (table.circle[fit] != WAITING).all():
            break
    for _ in range(PASSES):
        if not swap_all(table, random.permutation(fit)):
            break
    return [np.sort(row[:size]).astype(np.int64) for row, size in zip(table.members, table.size, strict=True) if size]


def _sizes(people: int, least: int, most: int) -> NDArray[np.int64]:
    """Sizes that differ by one at most, in the middle of what is allowed."""
    circles = max(1, min(people // least, max(-(-people // most), round(2 * people / (least + most)))))
    seats = min(people, circles * most)
    return np.full(circles, seats // circles) + (np.arange(circles) < seats % circles)


def _begin(table: Table, fit: NDArray[np.int64], sizes: NDArray[np.int64], random: np.random.Generator) -> None:
    """Hosts by lot, and everybody else assigned to them: the best in total."""
    order = random.permutation(fit)
    hosts, others = order[: len(sizes)], order[len(sizes) :]
    for circle, host in enumerate(hosts.tolist()):
        put(table, host, circle)
    market = DenseMarket.of(table.points[np.ix_(others, hosts)])
    columns = Columns.of(len(others), len(hosts), market.lists(min(len(hosts), NEAR)))
    chosen = assign(columns, np.ones(len(others), np.int64), sizes - 1)
    for row, circle in zip(columns.arcs.mentee[chosen].tolist(), columns.arcs.mentor[chosen].tolist(), strict=True):
        put(table, int(others[row]), circle)
    waiting = [int(one) for one in others if table.circle[one] == WAITING]
    for circle, size in enumerate(sizes.tolist()):
        while table.size[circle] < size and waiting:
            put(table, waiting.pop(), circle)


def _why(points: Bytes, person: int, circles: list[NDArray[np.int64]]) -> Without:
    return "full" if any(points[person, one].all() for one in circles) else "in-conflict"


def _total(points: Bytes, members: NDArray[np.int64]) -> int:
    return int(np.triu(points[np.ix_(members, members)], 1).sum(dtype=np.int64))


def _told(points: Bytes, members: NDArray[np.int64]) -> Circle:
    own = points[np.ix_(members, members)].astype(np.int64)
    host = int(own.sum(axis=1).argmax())
    pairs = own[np.triu_indices(len(members), 1)]
    ordered = (int(members[host]), *(int(one) for one in np.delete(members, host)))
    return Circle(ordered, float(pairs.mean()), int(pairs.min()))
