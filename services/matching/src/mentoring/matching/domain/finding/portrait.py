"""What is kept of a person while nobody asks: as small as it goes, because there are many."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import Any
from uuid import UUID

from mentoring.matching.domain.person import SILENT, Hours, Participant, Person, Status

_SHARED = ("zone", "locale", "stage", "site", "department", "function")
_OWN = ("status", "said", "worked", "paused_until", "frozen_at", "answers_in")
_SETS = ("interests", "languages", "goals", "transitions_lived", "transitions_sought", "styles")


@dataclass(frozen=True, slots=True)
class Portrait:
    """``said`` is the participant profile and ``worked`` the weekly hours, both as JSON; None where there is none.

    ``paused_until`` is the later of the pauses that the person has named; ``answers_in`` hours a mentor's answer comes,
    as it was told last.
    """

    status: Status
    zone: str
    locale: str
    stage: str | None = None
    site: str | None = None
    department: str | None = None
    function: str | None = None
    said: str | None = None
    worked: str | None = None
    paused_until: datetime | None = None
    frozen_at: datetime | None = None
    answers_in: float | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Portrait":
        """Of a row whose columns are the fields; words that many share are kept once."""
        shared: dict[str, Any] = {name: row[name] and intern(row[name]) for name in _SHARED}
        return cls(**shared, **{name: row[name] for name in _OWN})

    def person(self, person: UUID) -> Person:
        """The same as the rules and criteria read it."""
        return Person(
            id=person,
            status=self.status,
            zone=self.zone,
            locale=self.locale,
            stage=self.stage,
            says=SILENT if self.said is None else self._says(json.loads(self.said)),
            site=self.site,
            department=self.department,
            function=self.function,
            hours=None if self.worked is None else _hours(json.loads(self.worked)),
            paused_until=self.paused_until,
            frozen_at=self.frozen_at,
        )

    def is_away(self, at: datetime, place: str) -> bool:
        """Whether the person takes part in nothing just now, or, being frozen, in nothing as a mentor."""
        paused = self.paused_until is not None and at < self.paused_until
        return self.status != "active" or paused or (place == "mentor" and self.frozen_at is not None)

    def _says(self, said: dict[str, Any]) -> Participant:
        return Participant(
            skills_offered=said["skills_offered"],
            skills_wanted=said["skills_wanted"],
            zone=said["zone"],
            capacity=said["capacity"],
            paused_until=self.paused_until,
            meets=said["meets"],
            **{name: frozenset(said[name]) for name in _SETS},
        )


def _hours(worked: dict[str, Any]) -> Hours:
    return Hours(worked["zone"], tuple((day, first, last) for day, first, last in worked["stretches"]))
