"""The order in which people are shown: points, then who has more room, then a mark that differs for each pair."""

from collections.abc import Callable
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


def first(
    most: int,
    wanted: NDArray[np.bool_],
    points: NDArray[np.uint8],
    keyed: Callable[[NDArray[np.int64]], NDArray[np.int64]],
    after: int | None = None,
) -> list[tuple[int, int]]:
    """Of the wanted slots the ``most`` with the highest keys, best first, below ``after``: (slot, key).

    Keys are made of those alone whose points can reach so far.
    """
    last = MOST_POINTS if after is None else after >> _LOAD_BITS + _MARK_BITS
    counts = np.bincount(points[wanted], minlength=MOST_POINTS + 1)[: last + 1]
    enough = most if after is None else most + int(counts[last])
    reached = np.flatnonzero(np.cumsum(counts[::-1]) >= enough)
    least = last - int(reached[0]) if len(reached) else 0
    slots = np.flatnonzero(wanted & (points >= least) & (points <= last))
    ordered = keyed(slots)
    if after is not None:
        slots, ordered = slots[ordered < after], ordered[ordered < after]
    best = np.argsort(-ordered, kind="stable")[:most]
    return list(zip(slots[best].tolist(), ordered[best].tolist(), strict=True))
