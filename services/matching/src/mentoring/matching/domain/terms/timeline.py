"""When a program runs."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mentoring.matching.domain.errors.terms import TimelineBackwards, TimelineTooLong

LONGEST_PROGRAM: Final = 5 * 366
"""Days."""


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
