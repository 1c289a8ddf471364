"""One side of a market as arrays; slot s is one enrollment, or nobody's at the moment."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.axes import AXES
from mentoring.matching.domain.engine.market import marks

BLOCK: Final = 64
"""Slots that the kernel sees together; rooms are whole blocks."""


class Side:
    """``count`` slots are in use or were, of ``room``.

    ``classes`` (axes x room); ``person`` (room) number of the person, -1 for nobody; ``places`` (room) free places, 0
    for whoever takes no part; ``salts`` (room); ``top`` (room) class of the top criterion; ``changed`` (room) the
    store's version when the slot last changed.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.count = 0
        self.rows: dict[UUID, int] = {}
        self.enrollments: list[UUID | None] = []
        self.free: list[int] = []
        self.classes = np.zeros((len(AXES), 0), np.int32)
        self.person = np.full(0, -1, np.int32)
        self.places = np.zeros(0, np.int64)
        self.salts = np.zeros(0, np.uint32)
        self.top = np.zeros(0, np.int32)
        self.changed = np.zeros(0, np.int64)

    @property
    def room(self) -> int:
        """Slots there are arrays for."""
        return len(self.places)

    def open(self, enrollments: Sequence[UUID]) -> None:
        """Slots for all of these, in this order."""
        self._grow(len(enrollments) + len(enrollments) // 32)
        self.count = len(enrollments)
        self.enrollments = [*enrollments]
        self.rows = {one: row for row, one in enumerate(enrollments)}
        self.salts[: self.count] = self._salts(enrollments)

    def slot(self, enrollment: UUID) -> int:
        """The slot of an enrollment; a free one for a new enrollment."""
        found = self.rows.get(enrollment)
        if found is not None:
            return found
        if self.free:
            slot = self.free.pop()
            self.enrollments[slot] = enrollment
        else:
            slot = self.count
            self.count += 1
            self.enrollments.append(enrollment)
            if self.count > self.room:
                self._grow(self.count + self.count // 8)
        self.rows[enrollment] = slot
        self.salts[slot] = self._salts([enrollment])[0]
        return slot

    def drop(self, enrollment: UUID) -> None:
        """Free a slot."""
        slot = self.rows.pop(enrollment, None)
        if slot is not None:
            self.enrollments[slot] = None
            self.person[slot] = -1
            self.places[slot] = 0
            self.free.append(slot)

    def set_places(self, enrollment: UUID, places: int) -> None:
        """How many free places an enrollment has now."""
        slot = self.rows.get(enrollment)
        if slot is not None:
            self.places[slot] = places

    def _grow(self, least: int) -> None:
        more = -(-max(least, 1) // BLOCK) * BLOCK - self.room
        self.classes = np.pad(self.classes, ((0, 0), (0, more)))
        self.person = np.pad(self.person, (0, more), constant_values=-1)
        self.places = np.pad(self.places, (0, more))
        self.salts = np.pad(self.salts, (0, more))
        self.top = np.pad(self.top, (0, more))
        self.changed = np.pad(self.changed, (0, more))

    def _salts(self, enrollments: Sequence[UUID]) -> NDArray[np.uint32]:
        """Of the enrollment and the seed alone, so that the order in which people come decides nothing."""
        if not enrollments:
            return np.zeros(0, np.uint32)
        words = np.frombuffer(b"".join(one.bytes for one in enrollments), np.uint32).reshape(-1, 4)
        mixed = np.full(len(words), self.seed & 0xFFFFFFFF, np.uint32)
        for column in range(4):
            mixed = marks(mixed + np.uint32(0x9E3779B9), words[:, column])
        return mixed
