"""A mentorship's sessions and check-ins in one line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from mentoring.portal.domain.mentorship import CheckIn, Session


@dataclass(frozen=True, slots=True)
class Event:
    """A session, or a check-in that has none yet."""

    day: date
    tense: Literal["ahead", "past", "off"]
    session: Session | None = None
    check_in: CheckIn | None = None
    number: int | None = None
    """Of the check-in that the session is."""


SHOWN: Final = 2
"""Planned check-ins that are shown at once: what is months away is a click away."""


def folded(events: Sequence[Event]) -> list[tuple[list[Event], bool]]:
    """What is shown, and what is folded away: the planned check-ins behind the next few."""
    planned = [event for event in events if event.check_in is not None and event.check_in.state == "planned"]
    away = planned[SHOWN:] if len(planned) > SHOWN + 1 else []
    return [([event for event in events if event not in away], False), (away, True)]


def timeline_of(sessions: Sequence[Session], check_ins: Sequence[CheckIn], now: datetime) -> list[Event]:
    """By day. A check-in stands as its session where that has arrived, else by its due date."""
    numbers = {one.session: one.number for one in check_ins if one.session is not None}
    here = {session.id for session in sessions}
    events = [
        Event(
            session.starts.date(),
            "off" if session.state == "cancelled" else "ahead" if session.ahead(now) else "past",
            session=session,
            number=numbers.get(session.id),
        )
        for session in sessions
    ]
    events += [
        Event(one.due_on, "off" if one.state in {"cancelled", "planned"} else "ahead", check_in=one)
        for one in check_ins
        if one.session not in here and one.state != "cancelled"
    ]
    return sorted(events, key=lambda event: (event.day, event.session is None))
