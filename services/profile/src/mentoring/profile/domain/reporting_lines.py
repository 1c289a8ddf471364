"""Reporting lines: a tree, whatever an HR file says.

The graph has one edge per person at most: to the manager. So a cycle is found by walking up from each person once.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

P = TypeVar("P", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Lines(Generic[P]):
    """What becomes of the wished lines."""

    kept: frozenset[P]
    """Who keeps the manager of before, because the wished one would close a cycle."""
    rank: Mapping[P, int]
    """Of everybody who is above somebody: the steps from here to the top. Whoever has none comes last."""


def settle(wished: Mapping[P, P | None], standing: Mapping[P, P | None]) -> Lines[P]:
    """Every member of a cycle keeps the manager of before; others get the wished one.

    ``wished`` has the new manager of everybody whose manager changes; ``standing`` has the manager of before, also of
    everybody above them, and has no cycle. To keep an old manager can close another cycle, with lines that changed
    elsewhere; then the members of that one keep theirs as well, until the whole graph has none.

    Lines may be changed one person at a time in the order of ``rank``: whoever is above has moved already, so every
    state on the way is a tree as well. (Who has moved sees only who has moved, up to the top; so a cycle on the way
    would be one among those who have not, and those lines are of before.)
    """
    lines = {**standing, **wished}
    kept: set[P] = set()
    while True:
        members = {person for person in _on_cycles(lines) if person in wished and person not in kept}
        if not members:
            return Lines(frozenset(kept), _ranks(lines))
        for person in members:
            lines[person] = standing.get(person)
        kept |= members


def _above(lines: Mapping[P, P | None]) -> set[P]:
    """Everybody whom somebody reports to: few, and nobody else can be on a cycle."""
    return {manager for manager in lines.values() if manager is not None}


def _on_cycles(lines: Mapping[P, P | None]) -> set[P]:
    walk_of: dict[P, int] = {}
    found: set[P] = set()
    for walk, start in enumerate(_above(lines)):
        at: P | None = start
        path: list[P] = []
        while at is not None and at not in walk_of:
            walk_of[at] = walk
            path.append(at)
            at = lines.get(at)
        if at is not None and walk_of[at] == walk:
            found.update(path[path.index(at) :])
    return found


def _ranks(lines: Mapping[P, P | None]) -> dict[P, int]:
    rank: dict[P, int] = {}
    for start in _above(lines):
        path: list[P] = []
        at: P | None = start
        while at is not None and at not in rank:
            rank[at] = 0
            path.append(at)
            at = lines.get(at)
        height = -1 if at is None else rank[at]
        for person in reversed(path):
            height += 1
            rank[person] = height
    return rank
