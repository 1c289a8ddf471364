"""What a person adds to the HR facts, and when they can meet."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill with its level, 1 to 5."""

    name: str
    level: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant profile."""

    headline: str = ""
    offered: tuple[Skill, ...] = ()
    wanted: tuple[Skill, ...] = ()
    interests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    zone: str | None = None
    capacity: int = 1
    paused_until: datetime | None = None
    goals: tuple[str, ...] = ()
    lived: tuple[str, ...] = ()
    """Changes in a career that the person has been through: codes."""
    sought: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    meeting: str = "either"
    """How the person likes to meet: remote, in-person, either."""

    def meets(self, other: "Participant") -> tuple[str, ...]:
        """Names of skills that this one offers and the other wants, as the other writes them."""
        mine = {skill.name.casefold() for skill in self.offered}
        return tuple(skill.name for skill in other.wanted if skill.name.casefold() in mine)
