"""What is asked of the engine, and what it answers: plain values that travel between processes."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from mentoring.matching.domain.pairing.cohort import Side
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.terms import Rules, Weights


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks; an `authority.Actor`."""

    person: UUID | None
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a search asks for; all of it. Words are compared as people compare them.

    ``text`` is looked for in skills, interests, goals, transitions, function, department and site.
    """

    skills: tuple[str, ...] = ()
    stages: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    transitions: tuple[str, ...] = ()
    text: str = ""


ANYBODY: Final = Wish()
"""Nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Look:
    """Whom a person may find on the other side, best first.

    ``person``: for whom somebody who runs the program looks; None: for the asker. ``everybody``: those also whom a rule
    excludes, behind the others. ``after`` is the key of the last card before.
    """

    program: UUID
    by: Asker
    whom: Side = "mentor"
    person: UUID | None = None
    wish: Wish = ANYBODY
    everybody: bool = False
    after: int | None = None
    most: int = 10


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody who was found. ``free`` of ``capacity`` places; ``load`` is the part that is taken, 0 to 1.

    ``answers_in``: hours after which an answer may be expected, as far as it is known.
    ``key`` orders cards, highest first: points, then the lower load, then a mark of the pair.
    """

    person: UUID
    enrollment: UUID
    explanation: Explanation
    overlap_minutes: int | None
    free: int
    capacity: int
    load: float
    answers_in: float | None
    key: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why these two, or why not?"""

    program: UUID
    by: Asker
    mentor: UUID
    mentee: UUID


@dataclass(frozen=True, slots=True)
class Standing:
    """One of two people: why away, if so; free places; the rank of the other on this one's list, and of how many."""

    away: str | None
    free: int
    capacity: int
    rank: int | None
    of: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Why, or why not: the pair, and each side of it."""

    explanation: Explanation
    overlap_minutes: int | None
    mentor: Standing
    mentee: Standing


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would other terms come to? None: as they are."""

    program: UUID
    by: Asker
    rules: Rules | None = None
    weights: Weights | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A quick assignment of everybody who waits: whole points.

    ``spread`` counts pairs of 1 to 10, 11 to 20, … 91 to 100 points.
    """

    mentees: int
    mentors: int
    places: int
    pairs: int
    total: int
    lowest: int
    median: float
    spread: tuple[int, ...]
    unmatched: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What other terms would change: who would get somebody, or no longer, or nobody at all; the first of each."""

    present: Outcome
    other: Outcome
    gained: tuple[UUID, ...]
    lost: tuple[UUID, ...]
    without: tuple[UUID, ...]
