"""A made-up company for tests and benchmarks: the same seed always gives the same people.

A reporting tree of eight below each manager, 60 sites in 12 zones, 400 skills of which few are common (Zipf), six
languages, shifts, 12 functions, 40 departments. With `strict()` rules about a quarter of the pairs is admissible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.pairing.clocks import offsets
from mentoring.matching.domain.pairing.cohort import Candidate
from mentoring.matching.domain.pairing.hours import in_utc, local_week

ZONES = (
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles", "Asia/Kolkata"),
    *("Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "Europe/Athens", "Asia/Singapore", "Asia/Dubai"),
)
LANGUAGES = ("de", "en", "en", "es", "en", "hi", "ja", "en", "pt", "el", "zh", "ar")
STYLES = ("direct", "listening", "structured", "spontaneous", "written", "visual")
CRITERIA = ("skills", "goals", "interests", "stage", "function", "location", "style", "zone")
SHIFTS = (local_week(540, 1020), local_week(480, 960), local_week(600, 1140), local_week(360, 840))
MANAGED = 8


@dataclass(frozen=True, slots=True)
class Population:
    """Mentees and mentors of one program."""

    mentees: tuple[Candidate, ...]
    mentors: tuple[Candidate, ...]
    excluded: frozenset[tuple[UUID, UUID]]


def population(mentees: int, mentors: int, seed: int = 1, year: int = 2026) -> Population:
    """So many people: the mentors are drawn from the upper half of the stages, mentees from the lower."""
    chance = np.random.default_rng(seed)
    people = mentees + mentors
    ids = [UUID(int=(seed << 64) + 1 + number) for number in range(people)]
    chains = _chains(ids)
    order = chance.permutation(people)
    senior, junior = order[:mentors], order[mentors:]
    draw = _Draw(chance, people, year)
    stage = np.where(
        np.isin(np.arange(people), senior), chance.choice([1, 2, 3, 4], people, p=[0.15, 0.4, 0.3, 0.15]), 0
    )
    stage[junior] = chance.choice([0, 1, 2, 3], mentees, p=[0.4, 0.35, 0.2, 0.05])
    places = chance.choice([1, 2, 3, 4, 5, 6], people, p=[0.1, 0.2, 0.3, 0.2, 0.1, 0.1])

    def made(row: int, *, mentor: bool) -> Candidate:
        return Candidate(
            enrollment=UUID(int=(seed << 64) + (1 << 40) + row),
            person=ids[row],
            places=int(places[row]) if mentor else 1,
            chain=chains[max(0, (row - 1) // MANAGED)] if row else frozenset(),
            stage=int(stage[row]),
            **draw.of(row, offers=mentor),
        )

    # Each person of every hundredth excludes somebody.
    pairs = zip(chance.choice(senior, people // 100), chance.choice(junior, people // 100), strict=True)
    return Population(
        tuple(made(row, mentor=False) for row in junior.tolist()),
        tuple(made(row, mentor=True) for row in senior.tolist()),
        frozenset((ids[mentor], ids[mentee]) for mentor, mentee in pairs),
    )


def _chains(ids: Sequence[UUID]) -> list[frozenset[UUID]]:
    """By manager: the manager and all above; person n reports to (n - 1) // 8."""
    chains = [frozenset({ids[0]})] if ids else []
    for manager in range(1, len(ids) // MANAGED + 1):
        chains.append(chains[(manager - 1) // MANAGED] | {ids[manager]})
    return chains


class _Draw:
    """Everything about everybody, drawn at once."""

    def __init__(self, chance: np.random.Generator, people: int, year: int) -> None:
        self.names = [f"number {number}" for number in range(60)]
        zipf = 1 / np.arange(1, 401) ** 0.9
        self.site = chance.choice(60, people, p=_shares(1 / np.arange(1, 61) ** 0.7)).tolist()
        self.remote = (chance.random(people) < 0.6).tolist()
        self.english = (chance.random(people) < 0.45).tolist()
        self.shift = chance.choice(len(SHIFTS), people, p=[0.6, 0.2, 0.1, 0.1]).tolist()
        self.function = chance.integers(0, 12, people).tolist()
        self.department = chance.integers(0, 40, people).tolist()
        self.top = chance.choice(len(CRITERIA) * 3, people).tolist()
        self.skills = _words(chance, _shares(zipf), (people, 6), "skill")
        self.levels = chance.integers(1, 6, (people, 6)).tolist()
        self.goals = _words(chance, _shares(zipf), (people, 2), "skill")
        self.interests = _words(chance, _shares(1 / np.arange(1, 81) ** 0.8), (people, 5), "interest")
        self.moves = _words(chance, _shares(np.ones(25)), (people, 2), "move")
        self.styles = chance.integers(0, len(STYLES), (people, 2)).tolist()
        self.hours = {
            (zone, shift): tuple(in_utc(local, ahead) for ahead in offsets(zone, year) or (0, 0))
            for zone in ZONES
            for shift, local in enumerate(SHIFTS)
        }

    def of(self, row: int, *, offers: bool) -> dict[str, Any]:
        site = self.site[row]
        zone = ZONES[site % len(ZONES)]
        spoken = {LANGUAGES[site % len(ZONES)]} | ({"en"} if self.english[row] else set())
        skills = self.skills[row][: 6 if offers else 3]
        top = self.top[row]
        return {
            "zone": zone,
            "hours": self.hours[zone, self.shift[row]],
            "languages": frozenset(spoken),
            "site": self.names[site],
            "remote": self.remote[row],
            "function": self.names[self.function[row]],
            "department": self.names[self.department[row]],
            "skills": dict(zip(skills, self.levels[row], strict=False)),
            "goals": frozenset(self.goals[row]),
            "transitions": frozenset(self.moves[row]),
            "interests": frozenset(self.interests[row]),
            "styles": frozenset(STYLES[word] for word in self.styles[row]),
            "top": CRITERIA[top] if top < len(CRITERIA) and not offers else None,
        }


def _shares(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(weights / weights.sum())


def _words(
    chance: np.random.Generator, shares: NDArray[np.float64], size: tuple[int, int], kind: str
) -> list[list[str]]:
    """Up to so many words each; drawn twice is named twice."""
    names = [f"{kind} {word}" for word in range(len(shares))]
    drawn = np.searchsorted(shares.cumsum(), chance.random(size) * 0.999999)
    return [[names[word] for word in row] for row in drawn.tolist()]
