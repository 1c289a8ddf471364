"""The peer: the same points and rules by numpy, a block of mentees against all mentors at a time.

It reads the arrays of the same store, so that the time for making arrays out of people is in neither figure.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.axes import AXES
from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.law import CRITERIA
from mentoring.matching.domain.engine.market import Arcs

BLOCK: Final = 256
BROKEN: Final = 128
_INTERESTS: Final = 5


class Blockwise:
    """Lists of a market, by numpy alone."""

    def __init__(self, market: KernelMarket) -> None:
        self._store, self._law = market.store, market.law
        mentors = self._store.mentors.count
        self._classes = self._store.mentors.classes[:, :mentors].astype(np.int64)
        self._axes = [number for number, name in enumerate(AXES) if self._counts(name)]
        self._tables: dict[tuple[int, int], NDArray[np.uint8]] = {}
        # Level of each mentor in each term, a column per term, 0 where it is not offered.
        self._levels = np.zeros((self._store.terms + 1, mentors), np.uint8)
        for term in range(self._store.terms):
            posted = self._store.posts.get(term)
            self._levels[term, posted >> 3] = np.maximum(posted & 7, 1)
        self._variants = self._law.variants
        self._tops = self._store.tops.values

    def lists(self, most: int, mentees: int) -> Arcs:
        """The best of each of the first so many mentees."""
        found = []
        for first in range(0, mentees, BLOCK):
            rows = np.arange(first, min(first + BLOCK, mentees))
            points = self.points(rows)
            cut = np.argpartition(-points, min(most, points.shape[1] - 1), axis=1)[:, :most]
            best = np.take_along_axis(points, cut, axis=1)
            order = np.argsort(-best, axis=1, kind="stable")
            cut, best = np.take_along_axis(cut, order, axis=1), np.take_along_axis(best, order, axis=1)
            kept = best > 0
            found.append(Arcs.of(np.broadcast_to(rows[:, None], cut.shape)[kept], cut[kept], best[kept]))
        return Arcs.joined(found)

    def points(self, rows: NDArray[np.int64]) -> NDArray[np.int16]:
        """Points of these mentees with all mentors; 0 where a rule is broken."""
        store = self._store
        variant = np.array([self._variants[self._tops[top]] for top in store.mentees.top[rows]])
        points = np.zeros((len(rows), self._classes.shape[1]), np.int16)
        broken = np.zeros(points.shape, np.bool_)
        for axis in self._axes:
            mine = store.mentees.classes[axis, rows]
            keys, which = np.unique(np.stack([variant, mine], axis=1), axis=0, return_inverse=True)
            table = np.stack([self._table(axis, int(v), int(c)) for v, c in keys])
            values = table[which.ravel()[:, None], self._classes[axis][None, :]]
            broken |= values >= BROKEN
            points += np.where(values >= BROKEN, 0, values).astype(np.int16)
        self._words(rows, self._law.shares[variant], points)
        self._bar(rows, broken)
        broken |= (store.mentors.places[: points.shape[1]] == 0)[None, :]
        points[broken] = 0
        return points

    def _words(self, rows: NDArray[np.int64], shares: NDArray[np.int64], points: NDArray[np.int16]) -> None:
        store = self._store
        claimed = store.claimed[rows]
        claims = [store.claims.get(int(row)).astype(np.int64) for row in rows]
        start = np.zeros(len(rows), np.int64)
        for kind in range(3):
            doubled = 2 if kind == 1 else 1
            for place in range(int(claimed[:, kind].max(initial=0)) * doubled):
                has = np.flatnonzero(claimed[:, kind] * doubled > place)
                claim = np.array([claims[one][start[one] + place] for one in has], np.int64)
                count, share = claimed[has, kind], shares[has, kind]
                part = share // count + (place // doubled < share % count)
                wanted = np.maximum(claim & 7, 1)
                offered = np.minimum(self._levels[claim >> 3], wanted[:, None].astype(np.uint8))
                points[has] += (part[:, None] * offered // wanted[:, None]).astype(np.int16)
            start += claimed[:, kind] * doubled
        shared = np.zeros(points.shape, np.int16)
        for place in range(int(claimed[:, 3].max(initial=0))):
            has = np.flatnonzero(claimed[:, 3] > place)
            claim = np.array([claims[one][start[one] + place] for one in has], np.int64)
            shared[has] += self._levels[claim >> 3] > 0
        cap = np.clip(claimed[:, 3], 1, _INTERESTS)[:, None]
        points += (shares[:, [3]] * np.minimum(shared, cap) // cap).astype(np.int16)

    def _bar(self, rows: NDArray[np.int64], broken: NDArray[np.bool_]) -> None:
        store = self._store
        for at, row in enumerate(rows.tolist()):
            person = int(store.mentees.person[row])
            barred = [store.slot_of[[person]]]
            if self._law.not_in_reporting_line:
                barred += [store.slot_of[store.chains.get(row)], store.under.get(person).astype(np.int32)]
            barred.append(store.slot_of[store.marks.get(person) >> 4])
            columns = np.concatenate(barred)
            broken[at, columns[columns >= 0]] = True

    def _table(self, axis: int, variant: int, mine: int) -> NDArray[np.uint8]:
        found = self._tables.get((axis, variant * 1_000_000 + mine))
        if found is None:
            name = list(AXES)[axis]
            found = AXES[name][0](self._store.axes[name], self._law, variant, mine)
            self._tables[axis, variant * 1_000_000 + mine] = found
        return found

    def _counts(self, name: str) -> bool:
        return AXES[name][1] is not None or (name in CRITERIA and bool(self._law.shares[:, CRITERIA.index(name)].any()))
