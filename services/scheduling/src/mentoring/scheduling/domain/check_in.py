"""A check-in: a session that the program's cadence asks for."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Self
from uuid import UUID

from mentoring.scheduling.domain.cadence import days_around, due_dates
from mentoring.scheduling.domain.errors import CheckInTaken
from mentoring.scheduling.domain.pair import Mentorship

CheckInState = Literal["planned", "booked", "unbooked", "cancelled", "done"]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in. Planned: beyond the horizon. Unbooked: no common time was found, the pair picks one."""

    number: int
    due_on: date
    state: CheckInState = "planned"
    session: UUID | None = None

    def book(self, session: UUID) -> Self:
        """It has a time now.

        Raises:
            CheckInTaken: it has one already, or needs none any more.
        """
        if self.state not in {"planned", "unbooked"}:
            raise CheckInTaken(number=self.number, state=self.state)
        return replace(self, state="booked", session=session)

    def leave_to_pair(self) -> Self:
        """No time was found, or the one it had was given up: the pair picks one."""
        return replace(self, state="unbooked", session=None)

    def wait(self) -> Self:
        """The time it had is gone, and it gets another one when it is due again."""
        return replace(self, state="planned", session=None)

    def cancel(self) -> Self:
        """Nobody waits for it any more."""
        return replace(self, state="cancelled", session=None)

    @property
    def open(self) -> bool:
        """Whether it may still take place."""
        return self.state in {"planned", "unbooked", "booked"}


def check_ins_of(mentorship: Mentorship) -> list[CheckIn]:
    """All check-ins that the cadence asks for, numbered from 1."""
    if mentorship.cadence is None:
        return []
    dates = due_dates(mentorship.cadence.every, mentorship.started_on, mentorship.ends_on)
    return [CheckIn(number, due_on) for number, due_on in enumerate(dates, start=1)]


def more_check_ins(mentorship: Mentorship, planned: Sequence[CheckIn]) -> list[CheckIn]:
    """Those that follow the last one of the planned, in the same rhythm, up to the mentorship's last day."""
    if mentorship.cadence is None:
        return []
    after = max((each.due_on for each in planned if each.state != "cancelled"), default=mentorship.started_on)
    dates = due_dates(mentorship.cadence.every, after, mentorship.ends_on)
    first = max((each.number for each in planned), default=0) + 1
    return [CheckIn(number, due_on) for number, due_on in enumerate(dates, start=first)]


def days_for(
    check_in: CheckIn, mentorship: Mentorship, before: date, working_days: int, weekdays: Container[int]
) -> tuple[date, date]:
    """First and last day on which a check-in may take place, around its due date.

    Not before the day after ``before`` (the last due date, or the mentorship's first day), so that two check-ins of a
    dense cadence do not meet, and not after the mentorship's last day.
    """
    first, last = days_around(check_in.due_on, working_days, weekdays)
    first = max(first, before + timedelta(days=1))
    last = last if mentorship.ends_on is None else min(last, mentorship.ends_on)
    return first, last
