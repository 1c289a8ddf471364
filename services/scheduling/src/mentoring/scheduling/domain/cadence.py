"""From a cadence to due dates, and from a due date to the days around it."""

import calendar
import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from itertools import count, takewhile
from typing import Final

from mentoring.scheduling.domain.errors import CadenceUnreadable

_FORM: Final = re.compile(r"P(\d{1,4})([DWM])")
_DAYS: Final = {"D": 1, "W": 7}
_YEAR: Final = timedelta(days=365)


def due_dates(every: str, start: date, until: date | None) -> list[date]:
    """Every cadence after ``start`` up to ``until``, both days possible; without an end, for one year.

    Months count from the start, so that the 31st comes back after a shorter month.

    Raises:
        CadenceUnreadable: not of the form, or no time at all.
    """
    form = _FORM.fullmatch(every)
    if form is None or int(form[1]) == 0:
        raise CadenceUnreadable(every=every)
    last = start + _YEAR if until is None else until
    number, unit = int(form[1]), form[2]
    steps = (number * step for step in count(1))
    days = (_months_after(start, step) if unit == "M" else _days_after(start, step * _DAYS[unit]) for step in steps)
    return list(takewhile(lambda day: day <= last, days))


def days_around(due: date, working_days: int, weekdays: Container[int]) -> tuple[date, date]:
    """The days ``working_days`` before and after a due date; ``weekdays`` are those on which the company works.

    A company that never works counts every day.
    """
    return _walk(due, -1, working_days, weekdays), _walk(due, 1, working_days, weekdays)


def _walk(day: date, step: int, working_days: int, weekdays: Container[int]) -> date:
    every_day = not any(weekday in weekdays for weekday in range(1, 8))
    for ahead in _ahead(day, step):
        if working_days == 0:
            return day
        day = ahead
        working_days -= every_day or day.isoweekday() in weekdays
    return day


def _ahead(day: date, step: int) -> Iterator[date]:
    return (day + timedelta(days=step * number) for number in count(1))


def _days_after(start: date, days: int) -> date:
    room = (date.max - start).days
    return start + timedelta(days=min(days, room))


def _months_after(start: date, months: int) -> date:
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
