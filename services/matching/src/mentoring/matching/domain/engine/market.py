"""A market: mentees and mentors in a fixed order, and whole points from 1 to 100 for every admissible pair.

Solvers ask a market and never see all pairs at once. `DenseMarket` holds them all and is the twin that tests compare
with; `KernelMarket` computes them when asked.

Prices are whole points per place, at least 0. A price above 100 counts as 100, because no pair is worth more. Ties are
broken by a mark of each pair, a scrambled number made of the two sides' salts, so that equal mentors spread over
mentees and neither rows nor columns decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol, Self

import numpy as np
from numpy.typing import NDArray

MOST_POINTS: Final = 100


@dataclass(frozen=True, slots=True)
class Arcs:
    """Pairs: row of the mentee, column of the mentor, points above 0."""

    mentee: NDArray[np.int32]
    mentor: NDArray[np.int32]
    points: NDArray[np.int32]

    @classmethod
    def of(cls, mentee: NDArray[np.integer], mentor: NDArray[np.integer], points: NDArray[np.integer]) -> Self:
        """The same in half the memory."""
        return cls(mentee.astype(np.int32), mentor.astype(np.int32), points.astype(np.int32))

    @classmethod
    def joined(cls, several: Sequence["Arcs"]) -> Self:
        """One after the other; what stands in two of them stands there twice."""
        if not several:
            return cls(*(np.zeros(0, np.int32) for _ in range(3)))
        return cls(
            np.concatenate([arcs.mentee for arcs in several]),
            np.concatenate([arcs.mentor for arcs in several]),
            np.concatenate([arcs.points for arcs in several]),
        )

    def __len__(self) -> int:
        return len(self.points)


class Market(Protocol):
    """What a solver may ask. Rows are mentees, columns are mentors."""

    @property
    def seeks(self) -> NDArray[np.int64]:
        """(mentees) how many pairs each may have."""

    @property
    def places(self) -> NDArray[np.int64]:
        """(mentors) free places."""

    def lists(self, most: int, prices: NDArray[np.int32] | None = None) -> Arcs:
        """Per mentee the ``most`` admissible mentors with the highest points less price, best first, row by row."""

    def margins(self, prices: NDArray[np.int32]) -> NDArray[np.int32]:
        """(mentees) the highest points less price over all admissible pairs, at least 0."""

    def violations(self, prices: NDArray[np.int32], margins: NDArray[np.int32], most: int) -> Arcs:
        """Per mentee up to ``most`` pairs with points less price above the mentee's margin, best first."""

    def rivals(
        self, mentees: NDArray[np.int32], mentors: NDArray[np.int32], most: int
    ) -> tuple[Arcs, NDArray[np.int64]]:
        """Pairs with more points than each of the two has: up to ``most`` per mentee, best first, and how many in all.

        ``mentees`` and ``mentors`` are the points that each would give up, at least 0.
        """

    def points(self, mentees: NDArray[np.int32], mentors: NDArray[np.int32]) -> NDArray[np.int16]:
        """Points of these pairs; 0 where one is not admissible."""


def salts(size: int, seed: int) -> NDArray[np.uint32]:
    """A random number for each of so many people."""
    return np.random.default_rng(seed & 0xFFFFFFFF).integers(0, 1 << 32, size, np.uint32)


def marks(mentee: NDArray[np.uint32], mentor: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The mark of each pair of salts (broadcast); of equal pairs the lower mark comes first."""
    mixed = mentee ^ mentor
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    mixed = (mixed ^ (mixed >> np.uint32(12))) * np.uint32(0x297A2D39)
    return np.asarray(mixed ^ (mixed >> np.uint32(15)), np.uint32)


def net(points: NDArray[np.integer], prices: NDArray[np.int32] | None) -> NDArray[np.int64]:
    """Points less price, column by column."""
    if prices is None:
        return points.astype(np.int64)
    return np.asarray(points.astype(np.int64) - np.minimum(prices, MOST_POINTS), np.int64)


@dataclass(frozen=True, slots=True)
class DenseMarket:
    """All points in one matrix (mentees x mentors; 0: not admissible)."""

    matrix: NDArray[np.integer]
    seeks: NDArray[np.int64]
    places: NDArray[np.int64]
    mentee_salts: NDArray[np.uint32]
    mentor_salts: NDArray[np.uint32]

    @classmethod
    def of(
        cls,
        matrix: NDArray[np.integer],
        seeks: NDArray[np.int64] | None = None,
        places: NDArray[np.int64] | None = None,
        seed: int = 0,
    ) -> Self:
        """A market of these points; whoever's number is not given seeks or has one."""
        rows, columns = matrix.shape
        drawn = salts(rows + columns, seed)
        return cls(
            matrix,
            np.ones(rows, np.int64) if seeks is None else seeks,
            np.ones(columns, np.int64) if places is None else places,
            drawn[:rows],
            drawn[rows:],
        )

    def lists(self, most: int, prices: NDArray[np.int32] | None = None) -> Arcs:
        """Per mentee the ``most`` admissible mentors with the highest points less price."""
        return self._best(net(self.matrix, prices), self.matrix > 0, most)

    def margins(self, prices: NDArray[np.int32]) -> NDArray[np.int32]:
        """The highest points less price, at least 0."""
        worth = np.where(self.matrix > 0, net(self.matrix, prices), 0)
        best: NDArray[np.int64] = worth.max(axis=1, initial=0)
        return best.astype(np.int32)

    def violations(self, prices: NDArray[np.int32], margins: NDArray[np.int32], most: int) -> Arcs:
        """Up to ``most`` pairs per mentee above the margin."""
        worth = net(self.matrix, prices)
        return self._best(worth, (self.matrix > 0) & (worth > margins[:, None]), most)

    def rivals(
        self, mentees: NDArray[np.int32], mentors: NDArray[np.int32], most: int
    ) -> tuple[Arcs, NDArray[np.int64]]:
        """Pairs with more points than each of the two has, and how many per mentee."""
        above = self.matrix > np.maximum(mentees[:, None], mentors[None, :])
        return self._best(net(self.matrix, None), above, most), above.sum(axis=1)

    def points(self, mentees: NDArray[np.int32], mentors: NDArray[np.int32]) -> NDArray[np.int16]:
        """Points of these pairs."""
        return self.matrix[mentees, mentors].astype(np.int16)

    def _best(self, worth: NDArray[np.int64], eligible: NDArray[np.bool_], most: int) -> Arcs:
        rows, columns = best_of_rows(worth, eligible, most, self.mentee_salts, self.mentor_salts)
        return Arcs.of(rows, columns, self.matrix[rows, columns])


def best_of_rows(
    worth: NDArray[np.int64],
    eligible: NDArray[np.bool_],
    most: int,
    mentee_salts: NDArray[np.uint32],
    mentor_salts: NDArray[np.uint32],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the ``most`` eligible cells with the highest worth in each row, best first.

    Equal worth is decided by the pair's mark, equal marks by the column. ``worth`` lies between -100 and 100.
    """
    most = min(most, worth.shape[1])
    key = ((MOST_POINTS - worth) << 32) + marks(mentee_salts[:, None], mentor_salts[None, :]).astype(np.int64)
    key[~eligible] = np.iinfo(np.int64).max
    columns = np.argsort(key, axis=1, kind="stable")[:, :most]
    rows = np.broadcast_to(np.arange(len(worth))[:, None], columns.shape)
    kept = np.take_along_axis(eligible, columns, axis=1)
    return rows[kept], columns[kept]
