"""Pairs among the same people, each once."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.market import Arcs


@dataclass(frozen=True, slots=True)
class Edges:
    """Pair e is of ``one[e]`` and ``other[e]``, the lower number first, in the order of both."""

    people: int
    one: NDArray[np.int32]
    other: NDArray[np.int32]
    points: NDArray[np.int32]

    @classmethod
    def of(cls, people: int, *several: Arcs) -> Self:
        """Whatever is named in either direction, once."""
        arcs = Arcs.joined(several)
        low, high = np.minimum(arcs.mentee, arcs.mentor), np.maximum(arcs.mentee, arcs.mentor)
        _, first = np.unique(low.astype(np.int64) * people + high, return_index=True)
        return cls(people, low[first], high[first], arcs.points[first])

    def __len__(self) -> int:
        return len(self.points)

    def some(self, chosen: NDArray[np.integer] | NDArray[np.bool_]) -> "Edges":
        """Only these pairs."""
        return Edges(self.people, self.one[chosen], self.other[chosen], self.points[chosen])

    def numbers(self, of: "Edges") -> NDArray[np.int64]:
        """Where the pairs of another list stand in this one, which holds them all."""
        return np.searchsorted(self.keys(), of.keys())

    def around(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Per person the numbers of the pairs they are in: where they start (people + 1), and all of them."""
        ends = np.concatenate([self.one, self.other])
        order = np.argsort(ends, kind="stable")
        starts = np.searchsorted(ends[order], np.arange(self.people + 1))
        return starts.astype(np.int64), order % max(1, len(self))

    def keys(self) -> NDArray[np.int64]:
        """A number for each pair, rising."""
        return self.one.astype(np.int64) * self.people + self.other
