"""A market of people among themselves: half of what each gives the other as a mentor, the same both ways."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled
from mentoring.matching.domain.engine.market import MOST_POINTS, Arcs, salts

Bytes = NDArray[np.uint8]
BLOCK: Final = 64
NOTHING: Final = MOST_POINTS + 1
"""What is added to points less price, so that a byte holds it and 0 means no pair."""
MOST_PEOPLE: Final = 30_000
"""Whose pairs take 900 MB, a byte each."""


class MutualMarket:
    """All pairs of up to `MOST_PEOPLE`, a byte each (0: not admissible); nobody is their own partner."""

    def __init__(self, given: Bytes, places: NDArray[np.int64] | None = None, seed: int = 0) -> None:
        """Out of what column j as a mentor gives row i: 1 to 100 points, 0 for nothing, above 100 for a broken rule."""
        people = len(given)
        # Whole blocks, so that the loops over them have no rest.
        self.matrix = np.zeros((people, -(-people // BLOCK) * BLOCK), np.uint8)
        self.matrix[:, :people] = given
        _halve(self.matrix)
        self.places = np.ones(people, np.int64) if places is None else places
        self._salts = salts(people, seed)

    @property
    def seeks(self) -> NDArray[np.int64]:
        """The same people look for partners and are partners."""
        return self.places

    def lists(self, most: int, prices: NDArray[np.int32] | None = None) -> Arcs:
        """Per person the ``most`` partners with the highest points less price, best first."""
        return self._best(most, prices, np.zeros(len(self.matrix), np.int32))

    def margins(self, prices: NDArray[np.int32]) -> NDArray[np.int32]:
        """The highest points less price of each, at least 0."""
        highest = np.zeros(len(self.matrix), np.int32)
        _margins(self.matrix, self._comp(prices), highest)
        return highest

    def violations(self, prices: NDArray[np.int32], margins: NDArray[np.int32], most: int) -> Arcs:
        """Up to ``most`` pairs per person above the margin, best first."""
        floors = np.clip(margins, -NOTHING, MOST_POINTS) + NOTHING
        return self._best(most, prices, floors.astype(np.int32))

    def points(self, mentees: NDArray[np.int32], mentors: NDArray[np.int32]) -> NDArray[np.int16]:
        """Points of these pairs."""
        return self.matrix[mentees, mentors].astype(np.int16)

    def rivals(
        self, least_mentee: NDArray[np.int32], least_mentor: NDArray[np.int32], most: int
    ) -> tuple[Arcs, NDArray[np.int64]]:
        """Pairs with more points than both would give up, up to ``most`` per person, and how many each has."""
        rows, columns = np.nonzero(
            (self.matrix[:, : len(self.places)] > least_mentee[:, None])
            & (self.matrix[:, : len(self.places)] > least_mentor[None, :])
        )
        order = np.lexsort((-self.matrix[rows, columns].astype(np.int64), rows))
        rows, columns = rows[order], columns[order]
        kept = np.arange(len(rows)) - np.searchsorted(rows, rows) < most
        found = Arcs.of(rows[kept], columns[kept], self.matrix[rows[kept], columns[kept]])
        return found, np.bincount(rows, minlength=len(self.places))

    def _comp(self, prices: NDArray[np.int32] | None) -> Bytes:
        comp = np.full(self.matrix.shape[1], NOTHING, np.uint8)
        if prices is not None:
            comp[: len(prices)] -= np.clip(prices, 0, MOST_POINTS).astype(np.uint8)
        return comp

    def _best(self, most: int, prices: NDArray[np.int32] | None, floors: NDArray[np.int32]) -> Arcs:
        people = len(self.matrix)
        most = min(most, people)
        sizes, columns = np.zeros(people, np.int64), np.zeros((people, most), np.int32)
        _reach(self.matrix, self._comp(prices), floors, self._salts, sizes, columns)
        rows = np.repeat(np.arange(people), sizes)
        kept = columns[np.arange(most)[None, :] < sizes[:, None]]
        return Arcs.of(rows, kept, self.matrix[rows, kept])


@compiled
def _halve(matrix: Bytes) -> None:
    """Tile by tile, since columns of a large matrix are slow to walk."""
    people = len(matrix)
    for top in range(0, people, BLOCK):
        for side in range(top, people, BLOCK):
            for row in range(top, min(top + BLOCK, people)):
                for column in range(max(side, row), min(side + BLOCK, people)):
                    one, other = int(matrix[row, column]), int(matrix[column, row])
                    half = (one + other) // 2 if row != column and max(one, other) <= MOST_POINTS else 0
                    matrix[row, column] = matrix[column, row] = half


@compiled
def _worths(points: Bytes, comp: Bytes, worths: Bytes, tops: Bytes) -> None:
    """Points less price plus 101, 0 where there is no pair, and the highest of each block."""
    for block in range(tops.shape[0]):
        p = points[block * BLOCK : block * BLOCK + BLOCK]
        c = comp[block * BLOCK : block * BLOCK + BLOCK]
        w = worths[block * BLOCK : block * BLOCK + BLOCK]
        top = np.uint8(0)
        for m in range(BLOCK):
            value = np.uint8(p[m] + c[m])
            value = value if p[m] > 0 else np.uint8(0)
            w[m] = value
            top = max(top, value)
        tops[block] = top


@compiled
def _margins(matrix: Bytes, comp: Bytes, highest: NDArray[np.int32]) -> None:
    worths, tops = np.zeros(matrix.shape[1], np.uint8), np.zeros(matrix.shape[1] // BLOCK, np.uint8)
    for row in range(len(matrix)):
        _worths(matrix[row], comp, worths, tops)
        highest[row] = max(0, int(tops.max()) - NOTHING)


@compiled
def _least(counts: NDArray[np.int64], most: int, floor: int) -> int:
    """The highest worth above the floor that at least ``most`` reach, or the lowest above the floor."""
    least, reached = 255, 0
    while least > floor + 1:
        reached += counts[least]
        if reached >= most:
            break
        least -= 1
    return least


@compiled
def _reach(
    matrix: Bytes,
    comp: Bytes,
    floors: NDArray[np.int32],
    salt: NDArray[np.uint32],
    sizes: NDArray[np.int64],
    columns: NDArray[np.int32],
) -> None:
    """The best of each row above its floor. As many pairs reach a worth as blocks do whose highest reaches it."""
    people, room = matrix.shape
    worths, tops = np.zeros(room, np.uint8), np.zeros(room // BLOCK, np.uint8)
    found, keys = np.zeros(room, np.int64), np.zeros(room, np.int64)
    for row in range(people):
        _worths(matrix[row], comp, worths, tops)
        counts = np.zeros(256, np.int64)
        for top in tops:
            counts[top] += 1
        least = _least(counts, columns.shape[1], floors[row])
        counts[:] = 0
        size = 0
        for block in range(len(tops)):
            if tops[block] >= least:
                for m in range(block * BLOCK, block * BLOCK + BLOCK):
                    if worths[m] >= least:
                        found[size] = m
                        size += 1
                        counts[worths[m]] += 1
        least = _least(counts, columns.shape[1], floors[row])
        kept = 0
        for m in found[:size]:
            if worths[m] >= least:
                keys[kept] = ((255 - int(worths[m])) << 48) | (_mark(salt[row], salt[m]) << 16) | m
                kept += 1
        keys[:kept].sort()
        sizes[row] = min(kept, columns.shape[1])
        for k in range(sizes[row]):
            columns[row, k] = keys[k] & 0xFFFF


@compiled
def _mark(one: int, other: int) -> int:
    """The same as `market.marks`."""
    mixed = np.uint32(one ^ other)
    mixed = np.uint32(np.uint32(mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D))
    mixed = np.uint32(np.uint32(mixed ^ (mixed >> np.uint32(12))) * np.uint32(0x297A2D39))
    return int(np.uint32(mixed ^ (mixed >> np.uint32(15))))
