"""A market whose pairs are computed when asked: a store under a law, by the kernel, on all cores."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from os import sched_getaffinity
from types import ModuleType
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.arena import Lists
from mentoring.matching.domain.engine.kernel import CHOSEN
from mentoring.matching.domain.engine.kernel.view import Listed, View
from mentoring.matching.domain.engine.law import BITS, MARKS, Law
from mentoring.matching.domain.engine.market import MOST_POINTS, Arcs
from mentoring.matching.domain.engine.rows import Rows
from mentoring.matching.domain.engine.store import Store
from mentoring.matching.domain.engine.tally import Tally

R = TypeVar("R")

STEP: Final = 256
"""Mentees, or pairs by the hundred, that a worker takes at a time."""
CLOSED: Final = 128
TOPS: Final = 16
"""Codes of marks."""


class KernelMarket:
    """Answers what `Market` asks, and what single people ask. It follows its store; a change of law needs a new one."""

    def __init__(self, store: Store, law: Law, kernel: ModuleType = CHOSEN, cores: int | None = None) -> None:
        self.store, self.law = store, law
        self._kernel = kernel
        self._rows = Rows(store, law)
        self._cores = cores or len(sched_getaffinity(0))

    @property
    def seeks(self) -> NDArray[np.int64]:
        """(mentees) how many pairs each may have."""
        return self.store.mentees.places[: self.store.mentees.count]

    @property
    def places(self) -> NDArray[np.int64]:
        """(mentors) free places."""
        return self.store.mentors.places[: self.store.mentors.count]

    def lists(self, most: int, prices: NDArray[np.int32] | None = None) -> Arcs:
        """Per mentee the ``most`` admissible mentors with the highest points less price, best first."""
        return self._best(most, np.zeros(len(self.seeks), np.int32), self._comp(prices))

    def violations(self, prices: NDArray[np.int32], margins: NDArray[np.int32], most: int) -> Arcs:
        """Per mentee up to ``most`` pairs above the mentee's margin, best first."""
        floors = np.clip(margins, -MOST_POINTS - 1, MOST_POINTS) + MOST_POINTS + 1
        return self._best(most, floors.astype(np.int32), self._comp(prices))

    def rivals(
        self, mentees: NDArray[np.int32], mentors: NDArray[np.int32], most: int
    ) -> tuple[Arcs, NDArray[np.int64]]:
        """Pairs with more points than each of the two has: up to ``most`` per mentee, and how many per mentee."""
        theirs = np.zeros(self.store.mentors.room, np.uint8)
        theirs[: len(mentors)] = np.clip(mentors, 0, MOST_POINTS)
        totals = np.zeros(len(mentees), np.int64)
        return self._best(most, mentees, theirs, totals), totals

    def margins(self, prices: NDArray[np.int32]) -> NDArray[np.int32]:
        """(mentees) the highest points less price over all admissible pairs, at least 0."""
        highest = np.zeros(len(self.seeks), np.int32)
        comp = self._comp(prices)
        for view in self._views(self._open_mentees()):
            found = np.zeros(len(view.slots), np.int32)
            self._work(len(found), STEP, partial(self._kernel.margins, view, comp, found))
            highest[view.slots] = found
        return highest

    def points(self, mentees: NDArray[np.int32], mentors: NDArray[np.int32]) -> NDArray[np.int16]:
        """Points of these pairs; 0 where one is not admissible, or one of the two has no place."""
        points = np.zeros(len(mentees), np.int16)
        order = np.argsort(mentees, kind="stable")
        order = order[self.seeks[mentees[order]] > 0]
        wanted = np.unique(mentees[order]).astype(np.int32)
        for view in self._views(wanted, near=False):
            first, last = np.searchsorted(mentees[order], (view.slots[0], view.slots[-1] + 1))
            part = order[first:last]
            rows, columns = np.searchsorted(view.slots, mentees[part]), mentors[part].astype(np.int32)
            found = np.zeros(len(part), np.int16)
            self._work(len(part), STEP * 100, partial(self._kernel.pairs, view, rows, columns, found))
            points[part] = found
        return points

    def grid(self) -> NDArray[np.uint8]:
        """All pairs (mentees x mentors), a byte each: points, or 128 and more where a rule is broken."""
        all_pairs = np.full((len(self.seeks), len(self.places)), CLOSED, np.uint8)
        for view in self._views(self._open_mentees()):
            found = np.zeros((len(view.slots), all_pairs.shape[1]), np.uint8)
            self._work(len(found), STEP, partial(self._kernel.grid, view, found))
            all_pairs[view.slots] = found
        return all_pairs

    def top(
        self, mentee: int, most: int, admitted: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """A mentee's best mentors and their points, best first, whether or not the mentee has a place left.

        ``admitted`` (mentors) narrows a search.
        """
        size, columns, points = np.zeros(1, np.int32), np.zeros((1, most), np.int32), np.zeros((1, most), np.uint8)
        for view in self._views(np.array([mentee], np.int32), admitted):
            self._kernel.best(view, self._comp(None), np.zeros(1, np.int32), size, columns, points, 0, 1)
        return columns[0, : size[0]], points[0, : size[0]]

    def row(self, mentee: int) -> NDArray[np.uint8]:
        """(mentor slots) a mentee's points with each, 0 where a pair may not be or the mentor has no place."""
        found = np.zeros(self.store.mentors.room, np.uint8)
        for view in self._views(np.array([mentee], np.int32)):
            self._kernel.row(view, 0, found)
        found[found > MOST_POINTS] = 0
        return found

    def top_mentees(
        self, mentor: int, most: int, admitted: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
        """A mentor's best mentees who have a place and their points, best first; equal ones in a scrambled order."""
        mentees = self._open_mentees()
        if admitted is not None:
            mentees = mentees[admitted[mentees]]
        points = self.points(mentees, np.full(len(mentees), mentor, np.int32))
        salts = self.store.mentees.salts[mentees] ^ self.store.mentors.salts[mentor]
        order = np.lexsort((salts, -points.astype(np.int64)))[:most]
        order = order[points[order] > 0]
        return mentees[order], points[order]

    def by_mentee(self, mentees: NDArray[np.int32]) -> Tally:
        """What excludes the mentors of these mentees; mentors without a place are not counted."""
        rules, bits = self._judged()
        counts = np.zeros((self.store.mentees.count, 2 + 2 * len(bits)), np.int32)
        for view in self._views(mentees):
            found = np.zeros((len(view.slots), counts.shape[1]), np.int32)
            self._work(len(found), STEP, partial(self._kernel.by_mentee, view, bits, found))
            counts[view.slots] = found
        return Tally(rules, counts[:, 0], counts[:, 1], counts[:, 2::2], counts[:, 3::2])

    def by_mentor(self) -> Tally:
        """What excludes the mentees of each mentor; mentees without a place are not counted."""
        rules, bits = self._judged()
        counts = np.zeros((1 + 2 * len(bits), self.store.mentors.room), np.int32)
        best = np.zeros(self.store.mentors.room, np.uint8)
        for view in self._views(self._open_mentees()):
            step = max(STEP, -(-len(view.slots) // self._cores))
            for found, top in self._work(len(view.slots), step, partial(self._by_mentor, view, bits)):
                counts += found
                np.maximum(best, top, out=best)
        theirs = counts[:, : self.store.mentors.count].T
        return Tally(rules, theirs[:, 0], best[: len(theirs)].astype(np.int32), theirs[:, 1::2], theirs[:, 2::2])

    def together(self, mentees: NDArray[np.int32] | None = None) -> dict[frozenset[str], int]:
        """How many pairs break each set of rules, the empty set included; people without a place are not counted."""
        counts = np.zeros(1 << len(BITS), np.int64)
        names = list(BITS)
        for view in self._views(self._open_mentees() if mentees is None else mentees):
            for part in self._work(len(view.slots), STEP, partial(self._together, view)):
                counts += part
        return {
            frozenset(name for bit, name in enumerate(names) if mask >> bit & 1): int(counts[mask])
            for mask in np.flatnonzero(counts).tolist()
        }

    def _together(self, view: View, first: int, last: int) -> NDArray[np.int64]:
        counts = np.zeros(1 << len(BITS), np.int64)
        self._kernel.together(view, counts, first, last)
        return counts

    def _by_mentor(
        self, view: View, bits: NDArray[np.int64], first: int, last: int
    ) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        room = self.store.mentors.room
        counts, best = np.zeros((1 + 2 * len(bits), room), np.int32), np.zeros(room, np.uint8)
        self._kernel.by_mentor(view, bits, counts, best, first, last)
        return counts, best

    def _judged(self) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        """The rules that this law has."""
        rules = {rule for rule in self._rows.rules if rule is not None} | {"same-person"} | self.law.marks
        rules |= {"topic"} if self.law.topics else set()
        rules |= {"reporting-line"} if self.law.not_in_reporting_line else set()
        names = tuple(name for name in BITS if name in rules)
        return names, np.array([BITS[name] for name in names], np.int64)

    def _best(
        self, most: int, floors: NDArray[np.int32], beside: NDArray[np.uint8], totals: NDArray[np.int64] | None = None
    ) -> Arcs:
        """The best above the floors; with ``totals`` those that beat both, and these are counted there."""
        most = min(most, max(1, len(self.places)))
        # Nothing lies above the highest floor: whoever has that is not looked at.
        mentees = self._open_mentees()
        mentees = mentees[floors[mentees] < (2 * MOST_POINTS + 1 if totals is None else MOST_POINTS)]
        sizes, columns = np.zeros(len(mentees), np.int32), np.zeros((len(mentees), most), np.int32)
        points = np.zeros((len(mentees), most), np.uint8)
        for view in self._views(mentees):
            size, total = np.zeros(len(view.slots), np.int32), np.zeros(len(view.slots), np.int64)
            column, point = np.zeros((len(size), most), np.int32), np.zeros((len(size), most), np.uint8)
            floor = floors[view.slots]
            if totals is None:
                job = partial(self._kernel.best, view, beside, floor, size, column, point)
            else:
                job = partial(self._kernel.rivals, view, floor, beside, size, column, point, total)
            self._work(len(size), STEP, job)
            rows = np.searchsorted(mentees, view.slots)
            sizes[rows], columns[rows], points[rows] = size, column, point
            if totals is not None:
                totals[view.slots] = total
        kept = np.arange(most)[None, :] < sizes[:, None]
        return Arcs(np.repeat(mentees, sizes), columns[kept], points[kept].astype(np.int32))

    def _open_mentees(self) -> NDArray[np.int32]:
        return np.flatnonzero(self.seeks > 0).astype(np.int32)

    def _comp(self, prices: NDArray[np.int32] | None) -> NDArray[np.uint8]:
        comp = np.full(self.store.mentors.room, MOST_POINTS + 1, np.uint8)
        if prices is not None:
            comp[: len(prices)] -= np.clip(prices, 0, MOST_POINTS).astype(np.uint8)
        return comp

    def _work(self, size: int, step: int, job: Callable[[int, int], R]) -> list[R]:
        """The job on ranges of at most ``step``, on all cores."""
        parts = [(first, min(first + step, size)) for first in range(0, size, step)]
        if len(parts) <= 1 or self._cores == 1:
            return [job(*part) for part in parts]
        with ThreadPoolExecutor(self._cores) as workers:
            return list(workers.map(lambda part: job(*part), parts))

    def _views(
        self, mentees: NDArray[np.int32], admitted: NDArray[np.bool_] | None = None, *, near: bool = True
    ) -> Iterator[View]:
        """The mentees in as few parts as there is room for rows; ``near``: those who share rows beside each other."""
        if not len(mentees) or not self.store.mentors.room:
            return
        if near and len(mentees) > 1:
            classes = self.store.mentees.classes
            mentees = mentees[np.lexsort((classes[0, mentees], classes[2, mentees], self.store.mentees.top[mentees]))]
        waiting = [mentees]
        while waiting:
            part = waiting.pop()
            rows = self._rows.of(part)
            if rows is None:
                waiting += [part[len(part) // 2 :], part[: len(part) // 2]]
            else:
                yield self._view(part, rows, admitted)

    def _view(self, mentees: NDArray[np.int32], rows: NDArray[np.int32], admitted: NDArray[np.bool_] | None) -> View:
        store, law = self.store, self.law
        closed = np.where(store.mentors.places > 0, 0, CLOSED).astype(np.uint8)
        topic = np.zeros_like(closed)
        if law.topics:
            topic[~store.offering(law.topics)] = CLOSED
        shut = closed | topic
        if admitted is not None:
            shut[: len(admitted)][~admitted] = CLOSED
        barring = np.zeros(TOPS, np.bool_)
        barring[[MARKS.index(mark) for mark in law.marks]] = True
        return View(
            slots=mentees,
            rows=rows,
            shares=law.shares[self._rows.variants(mentees)],
            pool=self._rows.pool,
            shut=shut,
            closed=closed,
            topic=topic,
            bits=np.array([-1 if rule is None else BITS[rule] for rule in self._rows.rules], np.int64),
            barring=barring,
            line=law.not_in_reporting_line,
            claims=_listed(store.claims),
            claimed=store.claimed,
            posts=_listed(store.posts),
            popular=store.popular.row_of,
            levels=store.popular.levels,
            offers=_listed(store.offers),
            chains=_listed(store.chains),
            above=_listed(store.above),
            under=_listed(store.under),
            marks=_listed(store.marks),
            slot_of=store.slot_of,
            mentee_person=store.mentees.person,
            mentor_person=store.mentors.person,
            mentee_salts=store.mentees.salts,
            mentor_salts=store.mentors.salts,
        )


def _listed(lists: Lists) -> Listed:
    return Listed(lists.pool, lists.starts, lists.counts)
