"""What a program sets: its time, its rhythm, its rules and how much each criterion counts."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mentoring.matching.domain.errors import (
    AnswerTimeOutOfBounds,
    CadenceOutOfBounds,
    MinutesOutOfBounds,
    SpanUnreadable,
    TimelineBackwards,
    TimelineTooLong,
    WeightOutOfBounds,
    WeightsAllZero,
)

LONGEST_PROGRAM: Final = 5 * 366
"""Days."""
LONGEST_CADENCE: Final = 183
"""Days."""
LONGEST_ANSWER: Final = 60
"""Days."""

_EVERY = re.compile(r"P([1-9]\d{0,2})([DWM])")
_WITHIN = re.compile(r"P(?:([1-9]\d{0,2})([DW])|T([1-9]\d{0,3})(H))")
_DAYS: Final = {"D": 1, "W": 7, "M": 30}


@dataclass(frozen=True, slots=True)
class Timeline:
    """When a program runs; both days included."""

    starts: date
    ends: date

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise TimelineBackwards(starts=self.starts, ends=self.ends, where="body.timeline.ends")
        if self.days > LONGEST_PROGRAM:
            raise TimelineTooLong(
                starts=self.starts, ends=self.ends, days=self.days, most=LONGEST_PROGRAM, where="body.timeline.ends"
            )

    @property
    def days(self) -> int:
        """Its length, first and last day included."""
        return (self.ends - self.starts).days + 1


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a pair checks in: ISO 8601 in days, weeks or months, and minutes each time."""

    every: str
    minutes: int

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_CADENCE:
            raise CadenceOutOfBounds(every=self.every, least=1, most=LONGEST_CADENCE, where="body.cadence.every")
        if not 15 <= self.minutes <= 240:  # noqa: PLR2004 - the bounds that the contract states
            raise MinutesOutOfBounds(minutes=self.minutes, least=15, most=240, where="body.cadence.minutes")

    @property
    def days(self) -> int:
        """About how many days lie between two check-ins; a month counts 30."""
        read = _EVERY.fullmatch(self.every)
        if read is None:
            raise SpanUnreadable(span=self.every, example="P14D, P2W or P1M", where="body.cadence.every")
        return int(read[1]) * _DAYS[read[2]]


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long a proposal stays open: ISO 8601 in hours, days or weeks."""

    iso: str = "P7D"

    def __post_init__(self) -> None:
        if self.span > timedelta(days=LONGEST_ANSWER):
            raise AnswerTimeOutOfBounds(answer_within=self.iso, most=LONGEST_ANSWER, where="body.answer_within")

    @property
    def span(self) -> timedelta:
        """The same as a duration."""
        read = _WITHIN.fullmatch(self.iso)
        if read is None:
            raise SpanUnreadable(span=self.iso, example="PT12H, P7D or P2W", where="body.answer_within")
        if read[4]:
            return timedelta(hours=int(read[3]))
        return timedelta(days=int(read[1]) * _DAYS[read[2]])


@dataclass(frozen=True, slots=True)
class Rules:
    """What no pair may break."""

    not_in_reporting_line: bool = True
    shared_language: bool = True


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each soft criterion counts, 0 to 100; shares of their sum."""

    skills: int = 60
    interests: int = 20
    stage: int = 10
    zone: int = 10

    def __post_init__(self) -> None:
        for criterion, weight in self.by_criterion().items():
            if not 0 <= weight <= 100:  # noqa: PLR2004 - the bounds that the contract states
                raise WeightOutOfBounds(criterion=criterion, weight=weight, where=f"body.weights.{criterion}")
        if not any(self.by_criterion().values()):
            raise WeightsAllZero(where="body.weights")

    def by_criterion(self) -> dict[str, int]:
        """The weights by name, in the order in which they are told."""
        return {"skills": self.skills, "interests": self.interests, "stage": self.stage, "zone": self.zone}
