"""A person as a page shows one, also where the person has not arrived yet."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

HUES = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name, place and zone."""

    id: UUID
    name: str = ""
    """Empty while the read model has the id alone: between topics there is no order."""
    title: str = ""
    department: str = ""
    zone: str = "UTC"
    locale: str = "en"
    gone: bool = False
    """Left the company."""

    @classmethod
    def unseen(cls, person: UUID) -> Self:
        """A placeholder for somebody whom another topic spoke of first."""
        return cls(id=person)

    @property
    def here(self) -> bool:
        """Whether more than the id is known."""
        return bool(self.name)

    @property
    def first_name(self) -> str:
        """The first word of the name; for «08:00 for Ana»."""
        return self.name.split(" ", maxsplit=1)[0]

    @property
    def initials(self) -> str:
        """At most two letters, of the first and the last word."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "…"

    @property
    def hue(self) -> int:
        """A colour class from the id, so that one person looks the same everywhere; 0 to HUES - 1."""
        return self.id.int % HUES
