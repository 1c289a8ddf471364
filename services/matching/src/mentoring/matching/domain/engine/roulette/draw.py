"""A round of roulette: as many new pairs as can be, chosen by lot.

A largest matching among a few random pairs of everybody is nearly always a largest one among all. Where it is not
obviously so, further pairs that could help are looked for among all, until there are none: then the matching is proved
to be the largest (Tutte's and Berge's formula for one side, the cut that bounds a flow for two).
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.roulette.blossom import NOBODY, ODD, grow
from mentoring.matching.domain.engine.roulette.hat import Hat

_DRAWS: Final = 48
"""Blind draws per person; rules leave about a quarter of them."""
_AT_MOST: Final = 24
"""Further pairs per person and turn."""


@dataclass(frozen=True, slots=True)
class Round:
    """Pairs (row, column), and why rows and columns have none: they met everybody, nobody was ever admissible.

    Who is in neither list of a side and in no pair stayed over, since no larger number of pairs is possible.
    """

    pairs: NDArray[np.int64]
    met_all: tuple[NDArray[np.int64], NDArray[np.int64]]
    nobody: tuple[NDArray[np.int64], NDArray[np.int64]]

    @property
    def used_up(self) -> bool:
        """Whether no new pair is left, though there were admissible ones."""
        return not len(self.pairs) and bool(len(self.met_all[0]))


def draw_among(hat: Hat, seed: int) -> Round:
    """One-sided: everybody is in at most one pair, and each pair stands once, the lower row first."""
    random = np.random.default_rng(seed & 0xFFFFFFFFFFFFFFFF)
    people = hat.rows
    keys = hat.sample(_DRAWS, random)
    partner = np.full(people, NOBODY, np.int32)
    while True:
        one, other = keys // max(1, people), keys % max(1, people)
        _take_as_they_come(one, other, partner)
        told = grow(*_both_ways(one, other, people), partner)
        if int((partner == NOBODY).sum()) <= people % 2:
            break
        further = hat.further(
            np.flatnonzero(told >= 0),
            partial(_joins, told),
            _AT_MOST,
            random,
        )
        if not len(further):
            break
        keys = np.concatenate([keys, random.permutation(further)])
    first = np.flatnonzero(partner > np.arange(people))
    alone = np.flatnonzero(partner == NOBODY)
    met_all, nobody = _why(hat, alone)
    return Round(np.stack([first, partner[first]], axis=1).astype(np.int64), (met_all, met_all), (nobody, nobody))


def draw_between(hat: Hat, seeks: NDArray[np.int64], places: NDArray[np.int64], seed: int) -> Round:
    """Two-sided: row i is in at most ``seeks[i]`` pairs, column j in at most ``places[j]``."""
    random = np.random.default_rng(seed & 0xFFFFFFFFFFFFFFFF)
    keys = hat.sample(_DRAWS, random)
    enough = min(int(seeks.sum()), int(places.sum()))
    while True:
        keys = random.permutation(np.unique(keys))
        chosen = _flow(keys // max(1, hat.columns), keys % max(1, hat.columns), seeks, places)
        if int(chosen.sum()) == enough:
            break
        short, reached = _short(hat, keys, chosen, seeks)
        further = hat.further(
            np.flatnonzero(short),
            partial(_escapes, (places > 0) & ~reached, keys[chosen]),
            _AT_MOST,
            random,
        )
        if not len(further):
            break
        keys = np.concatenate([keys, further])
    pairs = np.stack([keys[chosen] // max(1, hat.columns), keys[chosen] % max(1, hat.columns)], axis=1)
    rows = np.setdiff1d(np.flatnonzero(seeks > 0), pairs[:, 0])
    columns = np.setdiff1d(np.flatnonzero(places > 0), pairs[:, 1])
    met_rows, no_rows = _why(hat, rows)
    met_columns, no_columns = _why(hat.turned(), columns)
    return Round(pairs, (met_rows, met_columns), (no_rows, no_columns))


def _joins(told: NDArray[np.int32], row: NDArray[np.int64], column: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a pair leads out of a stuck tree, or from one odd circle to another."""
    return np.asarray((told[column] != ODD) & (told[row] != told[column]), np.bool_)


def _escapes(
    free: NDArray[np.bool_], held: NDArray[np.int64], row: NDArray[np.int64], column: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether a pair leads to a column that was not reached, and is none of those that are held."""
    return np.asarray(free[column] & ~np.isin(row * len(free) + column, held), np.bool_)


def _why(hat: Hat, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of these rows those who met everybody, and those who never had anybody."""
    able = hat.further(rows, None, 1, np.random.default_rng(0)) // max(1, hat.columns)
    empty = np.setdiff1d(rows, able)
    met = hat.used_up(empty)
    return empty[met], empty[~met]


@compiled
def _take_as_they_come(one: NDArray[np.int64], other: NDArray[np.int64], partner: NDArray[np.int32]) -> None:
    for at in range(len(one)):
        a, b = one[at], other[at]
        if partner[a] < 0 and partner[b] < 0:
            partner[a], partner[b] = b, a


def _both_ways(
    one: NDArray[np.int64], other: NDArray[np.int64], people: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    keys = np.unique(np.concatenate([one * people + other, other * people + one]))
    starts = np.searchsorted(keys, np.arange(people + 1, dtype=np.int64) * people)
    return starts.astype(np.int64), (keys % max(1, people)).astype(np.int32)


def _flow(
    rows: NDArray[np.int64], columns: NDArray[np.int64], seeks: NDArray[np.int64], places: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which of the pairs a largest flow takes."""
    if not len(rows):
        return np.zeros(0, np.bool_)
    left, right = len(seeks), len(places)
    source, sink = left + right, left + right + 1
    network = max_flow.SimpleMaxFlow()
    pairs = network.add_arcs_with_capacity(rows, left + columns, np.ones(len(rows), np.int64))
    network.add_arcs_with_capacity(np.full(left, source), np.arange(left), seeks)
    network.add_arcs_with_capacity(left + np.arange(right), np.full(right, sink), places)
    network.solve(source, sink)
    return np.asarray(network.flows(pairs)) > 0


def _short(
    hat: Hat, keys: NDArray[np.int64], chosen: NDArray[np.bool_], seeks: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Rows that still look for somebody, or may be pushed aside by one who does; columns that these reach in vain."""
    rows, columns = keys // max(1, hat.columns), keys % max(1, hat.columns)
    short = np.bincount(rows[chosen], minlength=hat.rows) < seeks
    reached = np.zeros(hat.columns, np.bool_)
    while True:
        fresh = np.unique(columns[~chosen & short[rows]])
        fresh = fresh[~reached[fresh]]
        if not len(fresh):
            return short, reached
        reached[fresh] = True
        short[rows[chosen & reached[columns]]] = True
