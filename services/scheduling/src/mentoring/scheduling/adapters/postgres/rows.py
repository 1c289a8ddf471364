"""From rows to nouns."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mentoring.postgres import queries
from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.hours import Span, Stated, Stretch, Week
from mentoring.scheduling.domain.pair import Cadence, Mentorship, Person
from mentoring.scheduling.domain.session import Meeting, Session
from mentoring.scheduling.domain.zones import instant_of, minute_of

Row = Mapping[str, Any]
sql = queries("mentoring.scheduling.adapters")


def person(row: Row) -> Person:
    """A row of people."""
    return Person(row["id"], row["employee_id"], row["name"], row["email"], row["zone"], row["status"])


def stated(row: Row) -> Stated:
    """A row of hours."""
    hours = None if row["hours"] is None else week(row["hours"])
    return Stated(row["person"], row["zone"], hours, row["version"])


def week(column: Sequence[Sequence[int]]) -> Week:
    """Weekly hours out of jsonb."""
    return tuple(Stretch(*stretch) for stretch in column)


def stored(hours: Week) -> list[list[int]]:
    """Weekly hours for jsonb."""
    return [[stretch.weekday, stretch.starts, stretch.ends] for stretch in hours]


def mentorship(row: Row) -> Mentorship:
    """A row of mentorships."""
    return Mentorship(
        id=row["id"],
        program=row["program"],
        mentor=row["mentor"],
        mentee=row["mentee"],
        started_on=row["started_on"],
        ends_on=row["ends_on"],
        cadence=None if row["every"] is None else Cadence(row["every"], row["minutes"]),
        state=row["state"],
        paused_on=row["paused_on"],
    )


def session(row: Row) -> Session:
    """A row of sessions."""
    return Session(
        id=row["id"],
        mentorship=row["mentorship"],
        mentor=row["mentor"],
        mentee=row["mentee"],
        kind=row["kind"],
        meeting=Meeting(row["starts"], row["ends"], row["zone"]),
        booked_by=row["booked_by"],
        changed_at=row["changed_at"],
        sequence=row["sequence"],
        state=row["state"],
        reason=row["reason"],
    )


def check_in(row: Row) -> CheckIn:
    """A row of check_ins."""
    return CheckIn(row["number"], row["due_on"], row["state"], row["session"])


def span(row: Row) -> Span:
    """A held time in minutes; a part of a minute counts whole."""
    return minute_of(row["starts"]), -int(-row["ends"].timestamp() // 60)


def instants(window: Span) -> tuple[datetime, datetime]:
    """A window in minutes, for a query."""
    return instant_of(window[0]), instant_of(window[1])
