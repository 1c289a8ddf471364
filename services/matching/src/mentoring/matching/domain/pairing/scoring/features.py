"""A small feature store: one side of a cohort as arrays. Row i is the side's i-th candidate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.pairing.cohort import Candidate
from mentoring.matching.domain.pairing.scoring.credit import offsets


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The column of each word. Only words that a mentee names can count, so there are no others."""

    skills: dict[str, int]
    interests: dict[str, int]
    languages: dict[str, int]

    @classmethod
    def of(cls, mentees: Sequence[Candidate]) -> "Vocabulary":
        """Columns in alphabetical order."""
        return cls(
            _columns(name for one in mentees for name in one.skills),
            _columns(name for one in mentees for name in one.interests),
            _columns(name for one in mentees for name in one.languages),
        )


@dataclass(frozen=True, slots=True)
class Features:
    """One side, n rows.

    ``skills`` (n x skills) levels of 0 to 5; ``interests`` and ``languages`` (n x words) 0 or 1; ``named`` (n) how many
    interests the person has; ``wishes`` (n) how many skills; ``stage`` (n) 0 to 4, or -1 for unknown;
    ``clock`` (n x 2) minutes ahead of UTC in January and July; ``zoned`` (n) whether that is known.
    """

    skills: NDArray[np.int8]
    interests: NDArray[np.float32]
    languages: NDArray[np.float32]
    named: NDArray[np.int64]
    wishes: NDArray[np.int64]
    stage: NDArray[np.int64]
    clock: NDArray[np.int64]
    zoned: NDArray[np.bool_]

    @classmethod
    def of(cls, side: Sequence[Candidate], words: Vocabulary, year: int) -> "Features":
        """The arrays of these candidates, in their order."""
        rows = len(side)
        skills = np.zeros((rows, len(words.skills)), np.int8)
        clock = np.zeros((rows, 2), np.int64)
        zoned = np.zeros(rows, np.bool_)
        for row, one in enumerate(side):
            for name, level in one.skills.items():
                if (column := words.skills.get(name)) is not None:
                    skills[row, column] = level
            if (known := offsets(one.zone, year)) is not None:
                clock[row], zoned[row] = known, True
        return cls(
            skills=skills,
            interests=_marks([one.interests for one in side], words.interests),
            languages=_marks([one.languages for one in side], words.languages),
            named=np.array([len(one.interests) for one in side], np.int64),
            wishes=np.array([len(one.skills) for one in side], np.int64),
            stage=np.array([-1 if one.stage is None else one.stage for one in side], np.int64),
            clock=clock,
            zoned=zoned,
        )


def _columns(words: Iterable[str]) -> dict[str, int]:
    return {name: column for column, name in enumerate(sorted(set(words)))}


def _marks(sets: Sequence[frozenset[str]], columns: dict[str, int]) -> NDArray[np.float32]:
    marks = np.zeros((len(sets), len(columns)), np.float32)
    for row, names in enumerate(sets):
        for name in names:
            if (column := columns.get(name)) is not None:
                marks[row, column] = 1
    return marks
