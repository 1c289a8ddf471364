"""A person's place in a program, and the programs that they could join."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

ASKED = frozenset({"self-service", "suggested"})
"""Modes in which people ask one another."""


@dataclass(frozen=True, slots=True)
class Place:
    """Of the reader, in a program that has arrived."""

    id: UUID
    program: UUID
    program_name: str
    kind: str
    mode: str
    program_state: str
    place: str
    """mentor, mentee, peer."""
    capacity: int
    state: str
    top: str | None = None
    """The criterion that counts double for the reader."""
    settling: bool = False

    @property
    def open(self) -> bool:
        """Whether anything can happen in it."""
        return self.program_state == "open" and self.state != "withdrawn" and not self.settling

    @property
    def seeks(self) -> str | None:
        """Whom the reader may ask here: the other place; None where nobody asks.

        In a reverse program mentors are the juniors, and may ask too.
        """
        if self.mode not in ASKED:
            return None
        if self.place == "mentor":
            return "mentee" if self.kind == "reverse" else None
        return {"mentee": "mentor", "peer": "peer"}[self.place]

    @property
    def other(self) -> str:
        """The place across."""
        return {"mentee": "mentor", "mentor": "mentee"}.get(self.place, "peer")

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)


@dataclass(frozen=True, slots=True)
class Joinable:
    """A program that one may join by oneself."""

    id: UUID
    name: str
    kind: str
    mode: str
    objectives: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """What one can be in it."""
        return ("peer",) if self.kind == "peer" else ("mentee", "mentor")
