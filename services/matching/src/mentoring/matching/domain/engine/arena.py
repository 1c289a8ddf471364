"""Many growable lists of whole numbers in one array, as compiled code wants them and events can change them."""

from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

SPARE: Final = 4


class Lists:
    """List l is ``pool[starts[l] : starts[l] + counts[l]]``. A list that outgrows its room moves to the end."""

    def __init__(self, lists: int = 0) -> None:
        self.starts = np.zeros(max(lists, SPARE), np.int64)
        self.counts = np.zeros(max(lists, SPARE), np.int64)
        self._rooms = np.zeros(max(lists, SPARE), np.int64)
        self.pool = np.zeros(SPARE, np.uint32)
        self._used = 0

    @classmethod
    def of(cls, owners: NDArray[np.integer], values: NDArray[np.uint32], lists: int) -> Self:
        """All lists at once: value i belongs to the list ``owners[i]``; the order within a list is kept."""
        made = cls(lists)
        made.counts[:lists] = np.bincount(owners, minlength=lists)[:lists]
        made._rooms[:] = made.counts
        np.cumsum(made.counts[:-1], out=made.starts[1:])
        made._used = len(values)
        made.pool = np.zeros(len(values) + len(values) // 8 + SPARE, np.uint32)
        made.pool[: len(values)] = values[np.argsort(owners, kind="stable")]
        return made

    def get(self, which: int) -> NDArray[np.uint32]:
        """A list, as a view."""
        if which >= len(self.counts):
            return self.pool[:0]
        start = self.starts[which]
        return self.pool[start : start + self.counts[which]]

    def put(self, which: int, values: NDArray[np.uint32]) -> None:
        """Replace a list, or begin it."""
        self._reach(which)
        if len(values) > self._rooms[which]:
            self._move(which, len(values) + len(values) // 4)
        start = self.starts[which]
        self.pool[start : start + len(values)] = values
        self.counts[which] = len(values)

    def add(self, which: int, value: int) -> None:
        """Append to a list."""
        self.put(which, np.append(self.get(which), np.uint32(value)))

    def remove(self, which: int, value: int) -> None:
        """Take a value out of a list, wherever it stands; the last one takes its place."""
        listed = self.get(which)
        found = np.flatnonzero(listed == np.uint32(value))
        if len(found):
            listed[found[0]] = listed[-1]
            self.counts[which] -= 1

    def _reach(self, which: int) -> None:
        if which >= len(self.counts):
            more = which + 1 + which // 4 - len(self.counts)
            self.starts, self.counts, self._rooms = (
                np.concatenate([one, np.zeros(more, np.int64)]) for one in (self.starts, self.counts, self._rooms)
            )

    def _move(self, which: int, room: int) -> None:
        if self._used + room > len(self.pool):
            self.pool = np.concatenate([self.pool, np.zeros(room + len(self.pool) // 2, np.uint32)])
        self.starts[which], self._rooms[which] = self._used, room
        self._used += room
