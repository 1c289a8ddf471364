"""Scheduling's settings."""

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, field_validator

from mentoring.runtime import Settings as Shared

_HOURS = re.compile(r"([1-7])(?:-([1-7]))? (\d\d:\d\d)-(\d\d:\d\d)")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


class Settings(Shared):
    """What scheduling needs beside what every service needs."""

    working_hours: str = "1-5 09:00-17:00"
    """When people can meet who did not say it themselves, on their own clock: ISO weekdays and times, commas between,
    such as ``1-4 09:00-17:00, 5 09:00-15:00``."""
    booking_notice: Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=7))] = timedelta(hours=2)
    """Least time between a booking and its start."""
    booking_horizon: Annotated[timedelta, Field(ge=timedelta(days=1), le=timedelta(days=180))] = timedelta(days=28)
    """How far ahead a time can be booked; check-ins that fall due within it are booked by the suite."""
    slot_step: Literal[15, 30] = 15
    """Minutes between two offered starts."""
    check_in_working_days: Annotated[int, Field(ge=0, le=10)] = 3
    """How many working days before and after its due date a check-in may take place."""

    @field_validator("working_hours")
    @classmethod
    def _is_readable(cls, text: str) -> str:
        for part in stretches(text):
            if not all(_CLOCK.fullmatch(clock) for clock in part[1:]):
                raise ValueError(f"«{text}» has a time that is none")
        return text


def stretches(text: str) -> list[tuple[int, str, str]]:
    """Weekday, start and end of every stretch in a text such as ``1-5 09:00-17:00``.

    Raises:
        ValueError: it is not of this form.
    """
    found = []
    for part in text.split(","):
        form = _HOURS.fullmatch(part.strip())
        if form is None:
            raise ValueError(f"«{part.strip()}» is not of the form 1-5 09:00-17:00")
        first, last = int(form[1]), int(form[2] or form[1])
        found += [(weekday, form[3], form[4]) for weekday in range(first, last + 1)]
    return found
