"""A person as far as matching needs to know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

Status = Literal["active", "on-leave", "left"]
STAGES: Final = ("early", "mid", "senior", "lead", "executive")
Away = Literal["left", "on-leave", "paused", "frozen"]
Meets = Literal["remote", "in-person", "either"]


@dataclass(frozen=True, slots=True)
class Participant:
    """What the person says about themselves: skills by name with a level of 1 to 5."""

    skills_offered: Mapping[str, int]
    skills_wanted: Mapping[str, int]
    interests: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    zone: str | None = None
    capacity: int = 1
    paused_until: datetime | None = None
    goals: frozenset[str] = frozenset()
    transitions_lived: frozenset[str] = frozenset()
    transitions_sought: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    meets: Meets = "either"


SILENT: Final = Participant({}, {})
"""Somebody who has not filled in a profile."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Weekly working hours on a clock: (ISO weekday, first minute of the day, last minute) in ``zone``."""

    zone: str
    stretches: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class HrRecord:
    """What HR says, as far as matching keeps it: no names; the two addresses tell whose token it is."""

    id: UUID
    employee_id: str
    email: str | None
    manager: UUID | None
    status: Status
    zone: str
    locale: str
    stage: str | None
    site: str | None = None
    department: str | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What HR says, beside what the person says and their hours. Each may arrive first; matching needs HR's part."""

    id: UUID
    status: Status = "active"
    zone: str = "UTC"
    locale: str = "en"
    stage: str | None = None
    says: Participant = SILENT
    site: str | None = None
    department: str | None = None
    function: str | None = None
    hours: Hours | None = None
    paused_until: datetime | None = None
    """Said to matching; the profile has a pause of its own, and either counts."""
    frozen_at: datetime | None = None

    @property
    def languages(self) -> frozenset[str]:
        """Base languages; HR's locale speaks for whoever names none."""
        named = self.says.languages or frozenset({self.locale})
        return frozenset(base_language(tag) for tag in named)

    def away(self, at: datetime, place: str | None = None) -> Away | None:
        """Why the person takes part in nothing just now, or, being frozen, in nothing as a mentor."""
        if self.status != "active":
            return self.status
        if self.looked_at_again(at) is not None:
            return "paused"
        return "frozen" if place == "mentor" and self.frozen_at is not None else None

    def looked_at_again(self, at: datetime) -> datetime | None:
        """When their pause is over, if they are in one."""
        ahead = [until for until in (self.paused_until, self.says.paused_until) if until is not None and until > at]
        return max(ahead, default=None)


class Lines:
    """Reporting lines out of everybody's own manager; whoever shares a manager shares the line above."""

    def __init__(self, managers: Mapping[UUID, UUID]) -> None:
        self._managers = managers
        self._above: dict[UUID, frozenset[UUID]] = {}

    def above(self, person: UUID) -> frozenset[UUID]:
        """All managers above, to the top; a cycle ends where it began."""
        manager = self._managers.get(person)
        if manager is None:
            return frozenset()
        if manager not in self._above:
            line: list[UUID] = []
            known: frozenset[UUID] = frozenset()
            at: UUID | None = manager
            while at is not None and at not in line:
                if at in self._above:
                    known = self._above[at]
                    break
                line.append(at)
                at = self._managers.get(at)
            self._above[manager] = known.union(line)
        return self._above[manager]


def base_language(tag: str) -> str:
    """«de» of «de-AT» or «de_AT»."""
    return tag.replace("_", "-").split("-", maxsplit=1)[0].strip().lower()


def word(text: str) -> str:
    """A skill or an interest as it is compared: spaces and letter case do not count."""
    return " ".join(text.split()).casefold()
