"""The network of an assignment with caps per group: at most so many pairs for a site, a department, a side's group.

Caps of one side must nest, like departments in divisions: then each is an arc, and everything stays a flow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.columns import Columns

Side = Literal["mentee", "mentor"]


class CapsCross(Exception):  # noqa: N818 - says what happened
    """A group's people belong to different groups of the next wider cap, so that the two caps do not nest."""


@dataclass(frozen=True, slots=True)
class Cap:
    """``group`` (people of the side): each one's group, -1 for none. ``most`` (groups): pairs that it may have."""

    side: Side
    group: NDArray[np.int64]
    most: NDArray[np.int64]

    @classmethod
    def share(cls, side: Side, group: NDArray[np.int64], percent: int, pairs: int) -> "Cap":
        """At most so many percent of so many pairs for each group, and never less than one."""
        groups = int(group.max(initial=-1)) + 1
        return cls(side, group, np.full(groups, max(1, pairs * percent // 100), np.int64))


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs from the source through mentees and mentors to the sink; the pairs' arcs come first."""

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    room: NDArray[np.int64]
    source: int
    sink: int
    mentees: int
    mentors: int


def network(columns: Columns, seeks: NDArray[np.int64], places: NDArray[np.int64], caps: Sequence[Cap] = ()) -> Network:
    """Mentees are the first nodes, mentors the next, then source, sink and groups.

    ``caps`` of a side stand from the narrowest to the widest.

    Raises:
        CapsCross: two of them do not nest.
    """
    mentees, mentors = len(seeks), len(places)
    source, sink = mentees + mentors, mentees + mentors + 1
    tails, heads, rooms = [columns.arcs.mentee.astype(np.int64)], [mentees + columns.arcs.mentor.astype(np.int64)], []
    rooms.append(np.ones(len(columns), np.int64))
    nodes = sink + 1
    for side, first, size, room, end in (
        ("mentee", 0, mentees, seeks, source),
        ("mentor", mentees, mentors, places, sink),
    ):
        below, least = first + np.arange(size), room
        for cap in (one for one in caps if one.side == side):
            # Whoever has no group here goes on to the next wider cap by themselves.
            group = np.where(cap.group >= 0, nodes + cap.group, below)
            inside = cap.group >= 0
            child, where = np.unique(below[inside], return_index=True)
            parent = group[inside][where]
            if not np.array_equal(parent[np.searchsorted(child, below[inside])], group[inside]):
                raise CapsCross(side)
            if (np.isin(below[~inside], child)).any():
                raise CapsCross(side)
            _connect(tails, heads, rooms, child, parent, least[inside][where], outward=side == "mentor")
            limit = np.zeros(size, np.int64)
            limit[inside] = cap.most[cap.group[inside]]
            below, least = group, np.where(inside, limit, least)
            nodes += len(cap.most)
        last, where = np.unique(below, return_index=True)
        _connect(tails, heads, rooms, last, np.full(len(last), end), least[where], outward=side == "mentor")
    return Network(np.concatenate(tails), np.concatenate(heads), np.concatenate(rooms), source, sink, mentees, mentors)


def _connect(
    tails: list[NDArray[np.int64]],
    heads: list[NDArray[np.int64]],
    rooms: list[NDArray[np.int64]],
    near: NDArray[np.int64],
    far: NDArray[np.int64],
    room: NDArray[np.int64],
    *,
    outward: bool,
) -> None:
    """Arcs between the people's end and the outer end, in the direction of the flow."""
    tails.append(near if outward else far)
    heads.append(far if outward else near)
    rooms.append(room)
