"""What the kernel reads: the arrays of a store, the numbers of a law and the rows of the mentees in question."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Listed(NamedTuple):
    """The arrays of `Lists`."""

    pool: NDArray[np.uint32]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]


class View(NamedTuple):
    """Mentee t of a question is slot ``slots[t]``, has ``shares[t]`` and rows ``rows[t]`` of ``pool``, four by four.

    ``shut`` (room) is 128 for mentors who may not be chosen at all: they have no place, offer no topic, are not asked
    for. ``closed`` and ``topic`` are two of these reasons alone. ``bits`` tells which rule an axis is about, -1 for
    none, ``barring`` which marks bar. ``popular`` (terms) is the row of ``levels`` that a word has, -1 for none.
    """

    slots: NDArray[np.int32]
    rows: NDArray[np.int32]
    shares: NDArray[np.int64]
    pool: NDArray[np.uint8]
    shut: NDArray[np.uint8]
    closed: NDArray[np.uint8]
    topic: NDArray[np.uint8]
    bits: NDArray[np.int64]
    barring: NDArray[np.bool_]
    line: bool
    claims: Listed
    claimed: NDArray[np.int64]
    posts: Listed
    popular: NDArray[np.int32]
    levels: NDArray[np.uint8]
    offers: Listed
    chains: Listed
    above: Listed
    under: Listed
    marks: Listed
    slot_of: NDArray[np.int32]
    mentee_person: NDArray[np.int32]
    mentor_person: NDArray[np.int32]
    mentee_salts: NDArray[np.uint32]
    mentor_salts: NDArray[np.uint32]
