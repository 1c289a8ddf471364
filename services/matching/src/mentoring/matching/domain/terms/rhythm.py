"""How often a pair checks in, how long an offer stays open, how long a phase lasts."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from mentoring.matching.domain.errors.terms import (
    AnswerTimeOutOfBounds,
    CadenceOutOfBounds,
    MinutesOutOfBounds,
    SpanUnreadable,
)

LONGEST_CADENCE: Final = 183
"""Days."""
LONGEST_ANSWER: Final = 60
"""Days."""

_EVERY = re.compile(r"P([1-9]\d{0,2})([DWM])")
_WITHIN = re.compile(r"P(?:([1-9]\d{0,2})([DW])|T([1-9]\d{0,3})(H))")
_DAYS: Final = {"D": 1, "W": 7, "M": 30}


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
        return self.read(self.iso, where="body.answer_within")

    @staticmethod
    def read(iso: str, where: str) -> timedelta:
        """A span in hours, days or weeks; ``where`` is told when it cannot be read."""
        read = _WITHIN.fullmatch(iso)
        if read is None:
            raise SpanUnreadable(span=iso, example="PT12H, P7D or P2W", where=where)
        if read[4]:
            return timedelta(hours=int(read[3]))
        return timedelta(days=int(read[1]) * _DAYS[read[2]])
