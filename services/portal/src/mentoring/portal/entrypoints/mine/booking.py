"""Booking and moving: «When does it suit both?», a week at a time."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.errors import NotYours, PageMissing
from mentoring.portal.domain.mentorship import Mentorship, Session
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.week import Day, Week, bounds, monday_of, week_of
from mentoring.portal.entrypoints.web.choices import lengths
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.words import zone_of
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

booking = Pages()
AHEAD: Final = timedelta(days=90)
"""How far the pages go; what can be booked is the owner's to say."""
LEAST, MOST = 15, 240
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader wants a time for."""

    mentorship: Mentorship
    minutes: int
    monday: date
    moving: Session | None = None
    check_in: int | None = None

    def query(self) -> dict[str, Any]:
        """What the links to other weeks carry along."""
        if self.moving is not None:
            return {"moving": self.moving.id}
        return {"minutes": self.minutes} | ({"check_in": self.check_in} if self.check_in else {})


@booking.show("/mentorships/{mentorship_id}/booking", policy=known)
async def look(visit: Visit, mentorship_id: UUID) -> Response:
    """A week of common free times."""
    wish = await _wish(visit, mentorship_id, visit.request.query_params)
    return await _shown(visit, wish, first="week" not in visit.request.query_params)


@booking.act("/mentorships/{mentorship_id}/booking", policy=known)
async def book(visit: Visit, mentorship_id: UUID) -> Response:
    """Hold a time for both, or another time for the same session."""
    wish = await _wish(visit, mentorship_id, visit.form.typed)
    start = visit.form.text("start")
    try:
        if wish.moving is not None:
            path = f"/sessions/{wish.moving.id}/moving"
            answer = await visit.owners.send("scheduling", path, {"start": start}, key=visit.key)
            return visit.done(f"/sessions/{wish.moving.id}", answer.changed, "moved")
        wanted: dict[str, Any] = {"mentorship": str(mentorship_id), "start": start, "minutes": wish.minutes}
        if wish.check_in:
            wanted["check_in"] = wish.check_in
        answer = await visit.owners.send("scheduling", "/sessions", wanted, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, wish, problem)
    return visit.done(f"/mentorships/{mentorship_id}", answer.changed, "booked")


async def _wish(visit: Visit, mentorship_id: UUID, asked: Any) -> Wish:
    async with visit.viewing() as views:
        mentorship = await views.mentorship(mentorship_id, visit.now)
        if mentorship is None:
            raise PageMissing
        if not mentorship.concerns(visit.person):
            raise NotYours
        moving = await views.session(_id(asked.get("moving")) or mentorship_id)
    moving = moving if moving and moving.mentorship == mentorship_id else None
    minutes = moving.minutes if moving else _within(asked.get("minutes"), LEAST, MOST, mentorship.minutes)
    week = monday_of(_day(asked.get("week")) or visit.words.today)
    number = _within(asked.get("check_in"), 1, 1000, 0)
    return Wish(mentorship, minutes, week, moving, number or None)


async def _shown(visit: Visit, wish: Wish, problem: Refusing | None = None, *, first: bool = False) -> Response:
    """The week; at first sight the first one that has a time."""
    other = wish.mentorship.other(visit.person)
    try:
        week = await _week(visit, wish, other)
        while first and not week.some and week.after and week.monday - wish.monday < timedelta(days=28):
            week = await _week(visit, replace(wish, monday=week.after), other)
    except Refusing as fault:
        problem = problem or fault
        week = Week(wish.monday, (), None, None, zones_differ=False)
    here = f"/mentorships/{wish.mentorship.id}/booking"
    return visit.page(
        "mine/booking.html",
        problem=problem,
        week=week,
        other=other,
        moving=wish.moving,
        check_in=wish.check_in,
        minutes=wish.minutes,
        lengths=lengths(visit, wish.minutes),
        here=here,
        more=f"&{urlencode(wish.query())}",
        back=f"/mentorships/{wish.mentorship.id}",
    )


async def _week(visit: Visit, wish: Wish, other: Person) -> Week:
    mine, theirs = zone_of(visit.words.zone), zone_of(other.zone)
    since, until = bounds(wish.monday, mine)
    query: dict[str, str | int | None] = {
        "from": max(since, visit.now).isoformat(),
        "to": until.isoformat(),
        "minutes": wish.minutes,
    }
    said: Any = {}
    if until > visit.now:
        said = (await visit.owners.ask("scheduling", f"/mentorships/{wish.mentorship.id}/slots", query)).body
    times = [
        (datetime.fromisoformat(one["starts"]), datetime.fromisoformat(one["ends"])) for one in said.get("slots", [])
    ]
    week = week_of(wish.monday, times, mine, theirs, visit.now, (visit.now + AHEAD).date())
    return replace(week, days=tuple(_on_their_clock(visit, day, other) for day in week.days))


def _on_their_clock(visit: Visit, day: Day, other: Person) -> Day:
    slots = (
        replace(slot, theirs=visit.words.clock(slot.starts, other.zone))
        if other.here and visit.words.differs(other.zone, slot.starts)
        else slot
        for slot in day.slots
    )
    return replace(day, slots=tuple(slots))


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _within(text: str | None, least: int, most: int, default: int) -> int:
    return int(text) if text and text.isdecimal() and least <= int(text) <= most else default
