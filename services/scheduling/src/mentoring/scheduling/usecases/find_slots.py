"""When could the two meet?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentoring.scheduling.domain.errors import SessionMissing, WindowEmpty
from mentoring.scheduling.domain.hours import Span
from mentoring.scheduling.domain.slots import common_free, starts
from mentoring.scheduling.domain.zones import instant_of, minute_of
from mentoring.scheduling.ports import Views
from mentoring.scheduling.usecases.holding import Pair, pair_of, require_known


@dataclass(frozen=True, slots=True)
class Slots:
    """Offered times of a pair: ``starts`` in minutes since 1970, each ``minutes`` long."""

    window: Span
    minutes: int
    starts: list[int]
    pair: Pair


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. Without ``since`` as soon as possible, without ``until`` to the horizon."""

    minutes: int
    since: datetime | None = None
    until: datetime | None = None
    moving: UUID | None = None
    """The session that is to move: its own time is no hindrance to it."""


async def find_slots(mentorship: UUID, wanted: Wanted, by: UUID, views: Views) -> Slots:
    """Every start on the grid at which both are free, after the notice and within the horizon.

    Raises:
        MentorshipMissing, NotYourMentorship, MentorshipOver, PeopleNotKnown: these two cannot ask.
        SessionMissing, WindowEmpty: this cannot be asked.
    """
    found = require_known(await views.mentorship(mentorship), mentorship)
    found.require_member(by)
    found.require_active()
    pair = pair_of(found, await views.people(found.pair), await views.hours(found.pair), views.rules)
    await _require_theirs(wanted.moving, mentorship, views)
    window = _window(wanted, views)
    busy = await views.busy(found.pair, window, but=wanted.moving)
    offered = starts(common_free(pair, busy, window), wanted.minutes, views.rules.step)
    return Slots(window, wanted.minutes, list(offered), pair)


async def _require_theirs(session: UUID | None, mentorship: UUID, views: Views) -> None:
    if session is None:
        return
    found = await views.session(session)
    if found is None or found.mentorship != mentorship:
        raise SessionMissing(session=session)


def _window(wanted: Wanted, views: Views) -> Span:
    if wanted.since is not None and wanted.until is not None and wanted.until <= wanted.since:
        raise WindowEmpty(where="query.to", mend="Give a later end.")
    first, last = views.rules.window(views.now())
    first = first if wanted.since is None else max(first, minute_of(wanted.since))
    last = last if wanted.until is None else min(last, minute_of(wanted.until))
    return first, max(first, last)


def window_of(slots: Slots) -> tuple[datetime, datetime]:
    """The window that was searched, which may be shorter than the one asked for."""
    return instant_of(slots.window[0]), instant_of(slots.window[1])
