"""The order in which people are shown: points, then who has more room, then a mark that differs for each pair."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.market import MOST_POINTS, marks

_MARK_BITS: Final = 32
_LOAD_BITS: Final = 10
_FULL: Final = 1000
"""A load in thousandths that leaves no room."""


def keys(
    points: NDArray[np.integer], loads: NDArray[np.int64], mine: np.uint32, theirs: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """One number per person, higher for whom to show first; 0 to 100 points, loads in thousandths, salts of both.

    Fits in 49 bits, so that JSON carries it exactly.
    """
    room = _FULL - np.clip(loads, 0, _FULL)
    mark = np.uint32(0xFFFFFFFF) - marks(np.full(1, mine, np.uint32), theirs)
    rank = np.clip(points.astype(np.int64), 0, MOST_POINTS) << (_LOAD_BITS + _MARK_BITS)
    return np.asarray(rank | room << _MARK_BITS | mark.astype(np.int64), np.int64)


def first(slots: NDArray[np.integer], ordered: NDArray[np.int64], most: int) -> NDArray[np.integer]:
    """Of these slots the ``most`` with the highest keys, best first."""
    mine = ordered[slots]
    if len(slots) > most:
        kept = np.argpartition(-mine, most - 1)[:most]
        slots, mine = slots[kept], mine[kept]
    return np.asarray(slots[np.argsort(-mine, kind="stable")])
