"""What parent and child tell each other."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from mentoring.kernel import Refusal
from mentoring.matching.domain.finding.questions import Look, WhatIf, Why


@dataclass(frozen=True, slots=True)
class Start:
    """Told once, on the pipe, because the database's address has a secret. ``shift`` moves business time."""

    database: str
    shift: timedelta
    logs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. ``until``: on the machine's clock that only goes forward; later nobody waits for the answer."""

    number: int
    until: float
    question: Look | Why | WhatIf


@dataclass(frozen=True, slots=True)
class Answered:
    """Its answer."""

    number: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Denied:
    """Or its refusal, as class and facts: exceptions with named parameters cannot be pickled."""

    number: int
    refusal: type[Refusal]
    facts: dict[str, Any]

    @classmethod
    def of(cls, number: int, refusal: Refusal) -> "Denied":
        """As it was raised."""
        return cls(number, type(refusal), refusal.facts)


@dataclass(frozen=True, slots=True)
class Failed:
    """Or what went wrong, which is a defect."""

    number: int
    fault: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """The child lives. ``missing``: what it still needs before it can answer, or None."""

    missing: str | None
