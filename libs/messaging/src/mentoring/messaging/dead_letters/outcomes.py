"""What is done with dead letters, and what came of it."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

Outcome = Literal["replayed", "superseded", "discarded", "failed"]


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one letter."""

    letter: UUID
    event_id: str
    event_type: str | None
    outcome: Outcome
    reason: str | None = None
    """The code, where it failed."""
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of an act, letter by letter in order; after a failure the rest waits on."""

    dry_run: bool
    steps: list[Step] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether a letter failed again."""
        return any(step.outcome == "failed" for step in self.steps)


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done with what is met."""

    discarding: UUID | None = None
    because: str | None = None
    parked_only: bool = False
    """Stop at the first letter that is open: nobody asked for it."""
