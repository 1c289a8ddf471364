"""What a person adds to the HR facts, and when they can meet."""

from dataclasses import dataclass


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

    def meets(self, other: "Participant") -> tuple[str, ...]:
        """Names of skills that this one offers and the other wants, as the other writes them."""
        mine = {skill.name.casefold() for skill in self.offered}
        return tuple(skill.name for skill in other.wanted if skill.name.casefold() in mine)
