"""Somebody who could be asked, as the owner of the points tells of them. Field names are those of its answers."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion adds to the points, of the most that it could."""

    code: str
    points: int
    most: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class SkillSeen:
    """A wanted skill and what the other offers of it; levels of 1 to 5, 0 for not offered."""

    name: str
    wanted: int
    offered: int
    met: bool


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """A rule with what it was judged by."""

    code: str
    because: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One card, or the whole answer to «why, or why not?»."""

    person: UUID
    points: int
    summary: str = ""
    parts: tuple[Part, ...] = ()
    skills: tuple[SkillSeen, ...] = ()
    rules: tuple[RuleSeen, ...] = ()
    """That the two keep."""
    broken: tuple[RuleSeen, ...] = ()
    """That keep the two apart."""
    changes: tuple[str, ...] = ()
    """What would change it, in words."""
    hours_apart: float | None = None
    overlap_minutes: int | None = None
    """Common working minutes in a week."""
    free_places: int = 0
    load: float | None = None
    """How much of the places is taken, 0 to 1."""
    away: str | None = None
    rank: int | None = None
    """Of the other on the reader's list by points, and of how many."""
    of: int = 0

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """The parts as (code, points), for a stacked bar."""
        return [(part.code, part.points) for part in self.parts]

    @property
    def met(self) -> tuple[str, ...]:
        """Wanted skills that are offered at the level."""
        return tuple(skill.name for skill in self.skills if skill.met)
