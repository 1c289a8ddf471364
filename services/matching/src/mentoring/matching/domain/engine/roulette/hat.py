"""What may be drawn: random samples of it first, everything about single people where only that can help."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Admits = Callable[[NDArray[np.int32], NDArray[np.int32]], NDArray[np.bool_]]
"""Whether each of these pairs (row, column) may be, as far as the rules go."""
Helps = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]
"""Whether each of these pairs could enlarge the matching that stands."""

_AT_ONCE: Final = 4_000_000
"""Pairs that are asked about at once."""


class Hat:
    """The pairs of ``rows`` x ``columns`` that may be drawn: admissible, and not met before.

    ``met`` are earlier pairs, row and column. ``one_sided``: rows and columns are the same people, and a pair is the
    same whichever of the two is named first.
    """

    def __init__(
        self,
        admits: Admits,
        rows: int,
        columns: int,
        met: NDArray[np.integer],
        *,
        one_sided: bool = False,
    ) -> None:
        self._admits = admits
        self.rows, self.columns = rows, columns
        self.one_sided = one_sided
        pairs = np.concatenate([met, met[:, ::-1]]) if one_sided else met
        self._pairs = met
        self._met = np.unique(pairs[:, 0].astype(np.int64) * columns + pairs[:, 1])

    def turned(self) -> "Hat":
        """The same with rows and columns exchanged."""
        if self.one_sided:
            return self
        return Hat(lambda row, column: self._admits(column, row), self.columns, self.rows, self._pairs[:, ::-1])

    def sample(self, per_row: int, random: np.random.Generator) -> NDArray[np.int64]:
        """Keys (row * columns + column), each once, of what so many blind draws per row find, in no order."""
        row = np.repeat(np.arange(self.rows), per_row)
        column = random.integers(0, max(1, self.columns), len(row))
        found = self._may(row * self.columns + column) if self.columns else row[:0]
        return random.permutation(np.unique(found))

    def further(
        self, rows: NDArray[np.integer], helps: Helps | None, most: int, random: np.random.Generator
    ) -> NDArray[np.int64]:
        """Per row up to ``most`` keys by lot out of all that it may draw and that would help (None: all)."""
        found = [np.zeros(0, np.int64)]
        for block in self._in(rows):
            row = np.repeat(block, self.columns)
            column = np.tile(np.arange(self.columns), len(block))
            if helps is not None:
                kept = np.flatnonzero(helps(row, column))
                row, column = row[kept], column[kept]
            keys = random.permutation(self._may(row * self.columns + column))
            keys = keys[np.argsort(keys // max(1, self.columns), kind="stable")]
            owner = keys // max(1, self.columns)
            found.append(keys[np.arange(len(keys)) - np.searchsorted(owner, owner) < most])
        return np.concatenate(found)

    def used_up(self, rows: NDArray[np.integer]) -> NDArray[np.bool_]:
        """For rows that may draw nothing: whether they could have, if they had not met everybody before."""
        answers: list[NDArray[np.bool_]] = [np.zeros(0, np.bool_)]
        for block in self._in(rows):
            row = np.repeat(block, self.columns)
            column = np.tile(np.arange(self.columns), len(block))
            able = self._admitted(row, column).reshape(len(block), self.columns)
            answers.append(np.asarray(able.any(axis=1), np.bool_))
        return np.concatenate(answers)

    def _in(self, rows: NDArray[np.integer]) -> Iterator[NDArray[np.int64]]:
        step = max(1, _AT_ONCE // max(1, self.columns))
        for first in range(0, len(rows), step):
            yield rows[first : first + step].astype(np.int64)

    def _may(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        if len(self._met):
            at = np.minimum(np.searchsorted(self._met, keys), len(self._met) - 1)
            keys = keys[self._met[at] != keys]
        return keys[self._admitted(keys // self.columns, keys % self.columns)]

    def _admitted(self, row: NDArray[np.int64], column: NDArray[np.int64]) -> NDArray[np.bool_]:
        able = self._admits(row.astype(np.int32), column.astype(np.int32))
        return able & (row != column) if self.one_sided else able
