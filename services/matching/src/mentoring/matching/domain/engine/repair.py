"""An assignment kept optimal while people come and go: each event costs a path or two, not a new run.

It is exact over the columns that it has; `prove` looks at all pairs of a market again and brings in what is missing.
Pinned pairs are fixed and consume a wish and a place. Published pairs are either pinned (frozen), or carry a penalty:
so many points must be gained for each of them that is broken.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter
from typing import Self

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.changes import admit, lift, more_places, more_wishes, refill
from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.duals import SHUT
from mentoring.matching.domain.engine.market import Arcs, Market
from mentoring.matching.domain.engine.optimum import Solved, missing_of
from mentoring.matching.domain.engine.pool import (
    Pool,
    arc_of,
    chosen_of,
    copied,
    extend,
    grown,
    places_of,
    pool_of,
    release,
    seeks_of,
    settle_keeps_of,
)
from mentoring.matching.domain.engine.watch import Watch

Pair = tuple[int, int]
"""Row of the mentee, column of the mentor."""


class NoRoom(Exception):  # noqa: N818 - says what happened
    """A pair is pinned whose mentee has no wish or whose mentor no place left."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an event did: points won or lost in all, and the pairs that came and went."""

    points: int
    gained: tuple[Pair, ...] = ()
    lost: tuple[Pair, ...] = ()


@dataclass(slots=True)
class Repair:
    """``worth`` (arcs) are points without any penalty; ``pinned`` pairs with their points are not in the pool."""

    pool: Pool
    worth: NDArray[np.int32]
    total: int
    pinned: dict[Pair, int] = field(default_factory=dict)
    excluded: set[Pair] = field(default_factory=set)

    @classmethod
    def of(cls, solved: Solved, *, penalty: int = 0) -> Self:
        """Go on from what a solver found."""
        return cls._kept(solved.pool, penalty)

    @classmethod
    def rebuilt(
        cls,
        columns: Columns,
        pairs: Arcs,
        prices: NDArray[np.int32],
        seeks: NDArray[np.int64],
        places: NDArray[np.int64],
        *,
        penalty: int = 0,
    ) -> Self:
        """From a kept draft: its pairs and prices, and lists that are made anew; pairs need not be on them."""
        wider = Columns.of(len(seeks), len(places), columns.arcs, pairs)
        mentors = len(places)
        keys = wider.arcs.mentee.astype(np.int64) * mentors + wider.arcs.mentor
        chosen = np.flatnonzero(np.isin(keys, pairs.mentee.astype(np.int64) * mentors + pairs.mentor))
        pool = pool_of(wider, chosen, prices, seeks, places)
        repair = cls._kept(pool, penalty)
        # Prices of another state of things, or none, are made to hold; that of a draft hold already.
        admit(pool, np.arange(len(seeks)))
        for column in np.flatnonzero((pool.free > 0) & (pool.price > 0)).tolist():
            refill(pool, column)
        repair.total = int(repair.worth[pool.chosen].sum())
        return repair

    @classmethod
    def _kept(cls, pool: Pool, penalty: int) -> Self:
        worth = pool.points.copy()
        pool.points[pool.chosen] += penalty
        return cls(pool, worth, int(worth[pool.chosen].sum()))

    @property
    def prices(self) -> NDArray[np.int32]:
        """(mentors) of a place, as they stand."""
        return self.pool.price[: self.pool.sizes[1]].copy()

    @property
    def pairs(self) -> Arcs:
        """All pairs as they stand, with the pinned ones, in the order of their mentees; points without penalties."""
        free = chosen_of(self.pool)
        taken = np.flatnonzero(self.pool.chosen)
        taken = taken[np.lexsort((self.pool.mentor[taken], self.pool.mentee[taken]))]
        fixed = [(i, j, points) for (i, j), points in sorted(self.pinned.items())]
        held = Arcs(*(np.array([one[n] for one in fixed], np.int32) for n in range(3)))
        joined = Arcs.joined([Arcs(free.mentee, free.mentor, self.worth[taken]), held])
        order = np.lexsort((joined.mentor, joined.mentee))
        return Arcs(joined.mentee[order], joined.mentor[order], joined.points[order])

    def add_mentee(self, seeks: int, mentors: Sequence[int], points: Sequence[int]) -> tuple[int, Change]:
        """Somebody new, in a new row, with the mentors who come into question."""
        row = int(self.pool.sizes[0])
        self._extend(Arcs.of(np.full(len(mentors), row), np.asarray(mentors), np.asarray(points)), mentees=1)

        settle_keeps_of(self.pool, row)
        return row, self.more_wishes(row, seeks)

    def add_mentor(self, places: int, mentees: Sequence[int], points: Sequence[int]) -> tuple[int, Change]:
        """Somebody new, in a new column, with the mentees who come into question."""
        column = int(self.pool.sizes[1])
        self._extend(Arcs.of(np.asarray(mentees), np.full(len(mentees), column), np.asarray(points)), mentors=1)
        return column, self.more_places(column, places)

    def more_wishes(self, row: int, more: int) -> Change:
        """A mentee seeks more pairs: came back, or lost one that was not of this assignment; fewer if negative."""
        return self._change(lambda: more_wishes(self.pool, row, more))

    def more_places(self, column: int, more: int) -> Change:
        """A mentor has more free places: new, came back, or freed; fewer if negative (filled, paused, left)."""
        change = self._change(lambda: more_places(self.pool, column, more))
        if self.pool.free[column] == 0 and self.pool.holds[column] < 0:
            self.pool.price[column] = max(int(self.pool.price[column]), SHUT)
        return change

    def mentee_leaves(self, row: int) -> Change:
        """Paused or gone: seeks nobody."""
        return self.more_wishes(row, -seeks_of(self.pool, row))

    def mentor_leaves(self, column: int) -> Change:
        """Paused or gone: has no place."""
        return self.more_places(column, -places_of(self.pool, column))

    def exclude(self, pair: Pair) -> Change:
        """These two are not brought together."""
        self.excluded.add(pair)
        arc = arc_of(self.pool, *pair)
        if arc < 0:
            return Change(0)
        if self.pool.chosen[arc]:
            return self._change(lambda: lift(self.pool, arc))
        self.pool.points[arc] = 0
        return Change(0)

    def admit(self, pair: Pair, points: int) -> Change:
        """These two may be brought together again."""
        self.excluded.discard(pair)
        return self._restored(pair, points)

    def pin(self, pair: Pair, points: int) -> Change:
        """These two are brought together whatever it costs; ``points`` are theirs, 0 where a rule was overridden.

        Raises:
            NoRoom: all that the mentee may have, or all places of the mentor, are pinned already.
        """
        row, column = pair
        arc = arc_of(self.pool, row, column)
        held = arc >= 0 and bool(self.pool.chosen[arc])
        if not held and not (seeks_of(self.pool, row) > 0 and places_of(self.pool, column) > 0):
            raise NoRoom(pair)

        def event() -> None:
            if arc >= 0:
                if held:
                    release(self.pool, arc)
                self.pool.points[arc] = 0
            more_wishes(self.pool, row, -1)
            more_places(self.pool, column, -1)

        change = self._change(event)
        self.pinned[pair] = points
        self.total += points
        return Change(0) if held else _joined(change, Change(points, gained=(pair,)))

    def unpin(self, pair: Pair, *, back: bool = True) -> Change:
        """These two are brought together only where the total wants it; without ``back`` not at all."""
        points = self.pinned.pop(pair)
        self.total -= points
        row, column = pair

        def event() -> None:
            more_places(self.pool, column, 1)
            more_wishes(self.pool, row, 1)

        first = self._change(event)
        then = self._restored(pair, points) if points and back else Change(0)
        if not back:
            self.excluded.add(pair)
        return _joined(Change(-points, lost=(pair,)), first, then)

    def cost_of(self, *acts: "Callable[[Repair], object]") -> Change:
        """What these acts would do, all together; nothing is changed. They may not add people or pairs."""
        trial = replace(
            self, pool=copied(self.pool), worth=self.worth.copy(), pinned=dict(self.pinned), excluded=set(self.excluded)
        )
        for act in acts:
            act(trial)
        moved = np.flatnonzero(self.pool.chosen != trial.pool.chosen)
        came, went = moved[trial.pool.chosen[moved]], moved[self.pool.chosen[moved]]
        return _joined(
            Change(trial.total - self.total, self._pairs(came), self._pairs(went)),
            Change(0, tuple({*trial.pinned} - {*self.pinned}), tuple({*self.pinned} - {*trial.pinned})),
        )

    def complete(self, market: Market, watch: Watch | None = None) -> int:
        """Look at all pairs of the market but the pinned and the excluded ones; the rounds that it took.

        Afterwards the assignment is the best of all, and `certificate.verify` can prove it where there is no penalty.
        """
        watch = watch or Watch()
        rounds = 0
        while True:
            rounds += 1
            watch.enter("violations", rounds)
            missing = self._allowed(missing_of(market, self.pool))
            if not len(missing):
                watch.leave()
                return rounds
            watch.enter("paths", rounds)
            self._extend(missing)
            self._change(partial(admit, self.pool, np.unique(missing.mentee).astype(np.int64)))

    def _allowed(self, arcs: Arcs) -> Arcs:
        """Without those that are fixed or kept apart."""
        apart = self.excluded | {*self.pinned}
        if not apart:
            return arcs
        pairs = zip(arcs.mentee.tolist(), arcs.mentor.tolist(), strict=True)
        kept = np.array([pair not in apart for pair in pairs], np.bool_)
        return Arcs(arcs.mentee[kept], arcs.mentor[kept], arcs.points[kept])

    def _extend(self, arcs: Arcs, *, mentees: int = 0, mentors: int = 0) -> None:
        sizes = self.pool.sizes
        self.pool = grown(self.pool, int(sizes[0]) + mentees, int(sizes[1]) + mentors, int(sizes[2]) + len(arcs))
        self.pool.sizes[:2] += (mentees, mentors)
        if len(self.worth) < len(self.pool.points):
            worth = np.zeros(len(self.pool.points), np.int32)
            worth[: len(self.worth)] = self.worth
            self.worth = worth
        first = int(self.pool.sizes[2])
        extend(self.pool, arcs.mentee, arcs.mentor, arcs.points)
        self.worth[first : first + len(arcs)] = self.pool.points[first : first + len(arcs)]

    def _restored(self, pair: Pair, points: int) -> Change:
        arc = arc_of(self.pool, *pair)
        if arc < 0:
            self._extend(Arcs(*(np.array([one], np.int32) for one in (*pair, points))))
        else:
            self.pool.points[arc] = self.worth[arc] = points
        return self._change(lambda: admit(self.pool, np.array(pair[:1])))

    def _change(self, event: Callable[[], None]) -> Change:
        before = self.pool.chosen.copy()
        event()
        moved = np.flatnonzero(before != self.pool.chosen)
        came = moved[self.pool.chosen[moved]]
        went = moved[before[moved]]
        points = int(self.worth[came].sum()) - int(self.worth[went].sum())
        self.total += points
        return Change(points, self._pairs(came), self._pairs(went))

    def _pairs(self, arcs: NDArray[np.int64]) -> tuple[Pair, ...]:
        return tuple(zip(self.pool.mentee[arcs].tolist(), self.pool.mentor[arcs].tolist(), strict=True))


def _joined(*changes: Change) -> Change:
    """One after the other: what came and went again is not told."""
    came, went = (
        Counter(pair for one in changes for pair in side(one)) for side in (attrgetter("gained"), attrgetter("lost"))
    )
    return Change(sum(one.points for one in changes), tuple((came - went).elements()), tuple((went - came).elements()))
