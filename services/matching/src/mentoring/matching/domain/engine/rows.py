"""What a class of mentees gets from each mentor, axis by axis: rows of bytes that many mentees share.

A row is made when a mentee first needs it and kept while there is room, so that a run makes each once and a single
question makes at most one per axis.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.axes import AXES
from mentoring.matching.domain.engine.law import CRITERIA, Law
from mentoring.matching.domain.engine.store import Store

ROOM: Final = 256 << 20
"""Bytes for rows, unless a single mentee needs more."""
FUSED: Final = 4
"""Rows that the kernel adds at once."""
NOTHING: Final = (-1, 0, 0)


class Rows:
    """Rows of one store under one law. ``axes`` are the numbers of those that count or bar in it."""

    def __init__(self, store: Store, law: Law, room: int = ROOM) -> None:
        self.store, self.law, self._room = store, law, room
        self.axes = [number for number, name in enumerate(AXES) if _counts(name, law)]
        self.rules = [list(AXES.values())[number][1] for number in self.axes]
        self._kinds = [_kinds(list(AXES)[number], law) for number in self.axes]
        self.pool = np.zeros((0, 0), np.uint8)
        self._where: list[NDArray[np.int32]] = []
        self._keys: list[tuple[int, int, int]] = []
        self._seen: tuple[int, ...] = ()
        self._variant = np.zeros(0, np.int64)
        self._followed = 0
        self._look_ups: dict[tuple[int, int, int], NDArray[np.uint8]] = {}

    @property
    def most(self) -> int:
        """Rows that there is room for at a time."""
        return max(2 * len(self.axes) + 1, self._room // max(1, self.store.mentors.room))

    def of(self, mentees: NDArray[np.integer]) -> NDArray[np.int32] | None:
        """(mentees x axes, filled up with row 0, which is empty, to whole fours) the row in ``pool`` of each.

        None when these mentees need more rows than there is room for.
        """
        self._renew()
        side = self.store.mentees
        variant = self._variant[side.top[mentees]]
        rows = np.zeros((len(mentees), max(FUSED, -(-len(self.axes) // FUSED) * FUSED)), np.int32)
        keys = np.zeros_like(rows)
        missing: list[tuple[int, NDArray[np.int32]]] = []
        for place, number in enumerate(self.axes):
            keys[:, place] = self._kinds[place][variant] * self._seen[number] + side.classes[number, mentees]
            rows[:, place] = self._where[place][keys[:, place]]
            wanted = np.unique(keys[rows[:, place] < 0, place])
            missing.append((place, wanted))
        more = sum(len(wanted) for _, wanted in missing)
        if len(self._keys) + more > self.most:
            if len(self._keys) == 1:
                return None
            self._forget()
            return self.of(mentees)
        if more:
            self._make(missing, more)
            for place in range(len(self.axes)):
                rows[:, place] = self._where[place][keys[:, place]]
        return rows

    def variants(self, mentees: NDArray[np.integer]) -> NDArray[np.int64]:
        """(mentees) the row of ``Law.shares`` of each."""
        self._renew()
        return np.asarray(self._variant[self.store.mentees.top[mentees]])

    def _renew(self) -> None:
        """Follow what changed in the store since the last time."""
        store = self.store
        seen = tuple(len(axis) for axis in store.axes.values())
        if len(self._variant) != len(store.tops):
            usual = self.law.variants[None]
            self._variant = np.array([self.law.variants.get(top, usual) for top in store.tops.values], np.int64)
        if seen != self._seen or self.pool.shape[1] != store.mentors.room:
            self._seen = seen
            self._forget()
            return
        if self._followed != store.version:
            mentors = np.flatnonzero(store.mentors.changed > self._followed)
            self._followed = store.version
            for row, (number, variant, mine) in enumerate(self._keys[1:], 1):
                self.pool[row, mentors] = self._look_up(number, variant, mine)[store.mentors.classes[number, mentors]]

    def _forget(self) -> None:
        self._keys = [NOTHING]
        self._followed = self.store.version
        self._where = [
            np.full((int(kinds.max()) + 1) * self._seen[number], -1, np.int32)
            for number, kinds in zip(self.axes, self._kinds, strict=True)
        ]
        self._look_ups = {}
        if self.pool.shape[1] != self.store.mentors.room:
            self.pool = np.zeros((1, self.store.mentors.room), np.uint8)

    def _make(self, missing: list[tuple[int, NDArray[np.int32]]], more: int) -> None:
        first = len(self._keys)
        if first + more > len(self.pool):
            grown = np.zeros((min(self.most, first + more + first // 2), self.pool.shape[1]), np.uint8)
            grown[:first] = self.pool[:first]
            self.pool = grown
        for place, wanted in missing:
            number = self.axes[place]
            classes = self.store.mentors.classes[number]
            for key in wanted.tolist():
                kind, mine = divmod(key, self._seen[number])
                variant = int(np.argmax(self._kinds[place] == kind))
                row = len(self._keys)
                np.take(self._look_up(number, variant, mine), classes, out=self.pool[row])
                self._where[place][key] = row
                self._keys.append((number, variant, mine))

    def _look_up(self, number: int, variant: int, mine: int) -> NDArray[np.uint8]:
        found = self._look_ups.get((number, variant, mine))
        if found is None:
            name = list(AXES)[number]
            found = self._look_ups[number, variant, mine] = AXES[name][0](
                self.store.axes[name], self.law, variant, mine
            )
        return found


def _counts(name: str, law: Law) -> bool:
    counted = name in {"stage", "zone", "location", "function", "style"} and any(
        law.share(variant, name) for variant in range(len(law.shares))
    )
    bars = {
        "stage": not law.gap_kept.all(),
        "location": law.location != "any",
        "language": law.shared_language,
        "department": law.department != "any",
        "hours": law.overlap_minutes > 0,
    }
    return counted or bars.get(name, False)


def _kinds(name: str, law: Law) -> NDArray[np.int64]:
    """(variants) equal numbers for variants in which the axis has the same share, so that they share rows."""
    if name not in CRITERIA:
        return np.zeros(len(law.shares), np.int64)
    return np.unique(law.shares[:, CRITERIA.index(name)], return_inverse=True)[1].astype(np.int64)
