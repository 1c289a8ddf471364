"""Words that many mentors have, as rows of levels: for these, looking at everybody is faster than at each one named."""

from typing import Final

import numpy as np

from mentoring.matching.domain.engine.arena import Lists

SHARE: Final = 60
"""A word is popular when one in so many mentors has it."""
ROOM: Final = 64 << 20
"""Bytes for all rows."""


class Popular:
    """``row_of`` (terms) the row of a word or -1; ``levels`` (rows x room of mentors), 0 for who lacks the word."""

    def __init__(self) -> None:
        self.row_of = np.full(0, -1, np.int32)
        self.levels = np.zeros((0, 0), np.uint8)

    def choose(self, posts: Lists, terms: int, mentors: int, room: int) -> None:
        """Begin anew with the words that are popular now."""
        most = ROOM // max(1, room)
        counts = posts.counts[:terms]
        popular = np.argsort(-counts, kind="stable")[:most]
        popular = popular[counts[popular] * SHARE > mentors]
        self.row_of = np.full(terms, -1, np.int32)
        self.row_of[popular] = np.arange(len(popular))
        self.levels = np.zeros((len(popular), room), np.uint8)
        for row, term in enumerate(popular.tolist()):
            posted = posts.get(term)
            self.levels[row, posted >> 3] = posted & 7

    def put(self, term: int, mentor: int, level: int) -> None:
        """A mentor has a word at this level from now on; 0 for no longer."""
        if term < len(self.row_of) and self.row_of[term] >= 0:
            self.levels[self.row_of[term], mentor] = level
