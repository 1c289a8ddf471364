"""The pairs that a solver works with, row by row: some of the market's, never all of a large one."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.market import Arcs


@dataclass(frozen=True, slots=True)
class Columns:
    """Arcs in the order of their mentees, each pair once; mentee i's are ``start[i]`` to ``start[i + 1]``."""

    start: NDArray[np.int64]
    arcs: Arcs

    @classmethod
    def of(cls, mentees: int, mentors: int, *several: Arcs) -> Self:
        """Of several lists together, each pair once; within a row in the order given, which spreads ties."""
        joined = Arcs.joined(several)
        _, first = np.unique(joined.mentee.astype(np.int64) * mentors + joined.mentor, return_index=True)
        first.sort()
        order = first[np.argsort(joined.mentee[first], kind="stable")]
        arcs = Arcs(joined.mentee[order], joined.mentor[order], joined.points[order])
        return cls(starts(arcs.mentee, mentees), arcs)

    def __len__(self) -> int:
        return len(self.arcs)


def starts(rows: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    """Where each row of a sorted column of row numbers begins, and the end."""
    counts = np.bincount(rows, minlength=size)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])
