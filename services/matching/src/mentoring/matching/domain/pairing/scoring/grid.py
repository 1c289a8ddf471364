"""Rules and points of all pairs, block by block: the same numbers as `rules` and `credit`, without Python per pair.

Every product is one of small whole numbers in 32-bit floats, exact below 2**24; fractions are rounded in 64-bit whole
numbers. Blocks bound the memory: a block is some mentees against all mentors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.rules import Breach
from mentoring.matching.domain.pairing.scoring import credit
from mentoring.matching.domain.pairing.scoring.features import Features, Vocabulary

PAIRS_PER_BLOCK: Final = 1_000_000
LEVELS: Final = range(1, 6)

_GAPS: Final = np.array([credit.stage_credit(gap) for gap in range(-4, 5)], np.int64)


@dataclass(frozen=True, slots=True)
class Block:
    """Mentees ``rows`` against all mentors: points, and for each rule where it is broken (mentees x mentors)."""

    rows: slice
    points: NDArray[np.int64]
    broken: dict[Breach, NDArray[np.bool_]]

    @property
    def admissible(self) -> NDArray[np.bool_]:
        """Where no rule is broken."""
        allowed = np.ones(self.points.shape, np.bool_)
        for mask in self.broken.values():
            allowed &= ~mask
        return allowed


@dataclass(frozen=True, slots=True)
class Grid:
    """All pairs of some mentees and mentors of a cohort."""

    cohort: Cohort
    mentees: Sequence[Candidate]
    mentors: Sequence[Candidate]

    def blocks(self, pairs: int = PAIRS_PER_BLOCK) -> Iterator[Block]:
        """The pairs in blocks of about so many."""
        words = Vocabulary.of(self.mentees)
        theirs = Features.of(self.mentees, words, self.cohort.year)
        ours = Features.of(self.mentors, words, self.cohort.year)
        marked = self._marked()
        step = max(1, pairs // max(1, len(self.mentors)))
        for start in range(0, len(self.mentees), step):
            rows = slice(start, min(start + step, len(self.mentees)))
            yield Block(rows, self._points(theirs, ours, rows), self._broken(theirs, ours, rows, marked))

    def _marked(self) -> dict[Breach, tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """The rules that few pairs break, as pairs of (mentee, mentor) in the order of the mentees."""
        mentee_of: dict[object, int] = {one.person: row for row, one in enumerate(self.mentees)}
        mentor_of: dict[object, int] = {one.person: column for column, one in enumerate(self.mentors)}
        found: dict[Breach, list[tuple[int, int]]] = {"same-person": []}
        for column, mentor in enumerate(self.mentors):
            if (row := mentee_of.get(mentor.person)) is not None:
                found["same-person"].append((row, column))
        if self.cohort.rules.not_in_reporting_line:
            below = {
                (row, mentor_of[above])
                for row, mentee in enumerate(self.mentees)
                for above in mentee.chain
                if above in mentor_of
            }
            over = {
                (mentee_of[above], column)
                for column, mentor in enumerate(self.mentors)
                for above in mentor.chain
                if above in mentee_of
            }
            found["reporting-line"] = [*(below | over)]
        for (mentor_id, mentee_id), bar in self.cohort.barred.items():
            row, column = mentee_of.get(mentee_id, -1), mentor_of.get(mentor_id, -1)
            if min(row, column) >= 0:
                found.setdefault(bar, []).append((row, column))
        marked: dict[Breach, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
        for rule, pairs in found.items():
            places = np.array(sorted(pairs), np.int64).reshape(-1, 2)
            marked[rule] = places[:, 0], places[:, 1]
        return marked

    def _broken(
        self,
        theirs: Features,
        ours: Features,
        rows: slice,
        marked: dict[Breach, tuple[NDArray[np.int64], NDArray[np.int64]]],
    ) -> dict[Breach, NDArray[np.bool_]]:
        shape = rows.stop - rows.start, len(self.mentors)
        broken: dict[Breach, NDArray[np.bool_]] = {}
        for rule, (mentees, mentors) in marked.items():
            first, last = np.searchsorted(mentees, (rows.start, rows.stop))
            broken[rule] = np.zeros(shape, np.bool_)
            broken[rule][mentees[first:last] - rows.start, mentors[first:last]] = True
        if self.cohort.rules.shared_language:
            broken["shared-language"] = (theirs.languages[rows] @ ours.languages.T) == 0
        return broken

    def _points(self, theirs: Features, ours: Features, rows: slice) -> NDArray[np.int64]:
        share = credit.shares(self.cohort.weights)
        skills = np.zeros((rows.stop - rows.start, len(self.mentors)), np.float32)
        for level in LEVELS:
            worth = np.array([credit.skill_credit(level, offered) for offered in range(6)], np.float32)
            skills += (theirs.skills[rows] == level).astype(np.float32) @ worth[ours.skills].T
        shared = 2 * (theirs.interests[rows] @ ours.interests.T)
        gap = ours.stage[None, :] - theirs.stage[rows, None]
        staged = (ours.stage[None, :] >= 0) & (theirs.stage[rows, None] >= 0)
        minutes = np.abs(ours.clock[None, :, :] - theirs.clock[rows, None, :]) % credit.DAY
        apart = np.minimum(minutes, credit.DAY - minutes).max(axis=2)
        near = np.where(theirs.zoned[rows, None] & ours.zoned[None, :], np.maximum(0, credit.FAR - apart), 0)
        named = np.maximum(1, theirs.named[rows, None] + ours.named[None, :])
        wishes = np.maximum(1, theirs.wishes[rows, None])
        points: NDArray[np.int64] = _rounded(share["skills"], skills.astype(np.int64), credit.LEVEL * wishes)
        points += _rounded(share["interests"], shared.astype(np.int64), named)
        points += _rounded(share["stage"], np.where(staged, _GAPS[np.clip(gap, -4, 4) + 4], 0), np.int64(credit.STAGE))
        points += _rounded(share["zone"], near, np.int64(credit.FAR))
        return points


def _rounded(share: int, above: NDArray[np.int64], below: NDArray[np.int64] | np.int64) -> NDArray[np.int64]:
    rounded: NDArray[np.int64] = (2 * share * above + below) // (2 * below)
    return rounded
