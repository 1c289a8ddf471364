"""What the engine reads of a person on one side of a market."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID


class Traits(Protocol):
    """Read only; words are those that are compared."""

    @property
    def enrollment(self) -> UUID:
        """Their place in the program."""

    @property
    def person(self) -> UUID:
        """Who it is."""

    @property
    def places(self) -> int:
        """Free ones."""

    @property
    def takes_part(self) -> bool:
        """Whether a pair may be made now."""

    @property
    def chain(self) -> frozenset[UUID]:
        """All managers above."""

    @property
    def stage(self) -> int | None:
        """0 to 4."""

    @property
    def zone(self) -> str | None:
        """By its name."""

    @property
    def hours(self) -> tuple[int, int] | None:
        """Half hours of a UTC week as bits, in January and in July."""

    @property
    def languages(self) -> frozenset[str]:
        """Base languages."""

    @property
    def site(self) -> str | None:
        """Where they work."""

    @property
    def remote(self) -> bool:
        """Whether they meet remotely."""

    @property
    def function(self) -> str | None:
        """What they work as."""

    @property
    def department(self) -> str | None:
        """Where they belong."""

    @property
    def skills(self) -> Mapping[str, int]:
        """Offered by a mentor, wanted by a mentee, with a level of 1 to 5."""

    @property
    def goals(self) -> frozenset[str]:
        """Topics of goals."""

    @property
    def transitions(self) -> frozenset[str]:
        """Lived by a mentor, sought by a mentee."""

    @property
    def interests(self) -> frozenset[str]:
        """What they like."""

    @property
    def styles(self) -> frozenset[str]:
        """How they like to work."""

    @property
    def top(self) -> str | None:
        """The criterion that a mentee counts double."""
