"""When could the two meet?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentoring.scheduling.domain.errors import WindowEmpty
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


async def find_slots(
    mentorship: UUID, since: datetime | None, until: datetime | None, minutes: int, by: UUID, views: Views
) -> Slots:
    """Every start on the grid at which both are free, after the notice and within the horizon.

    Raises:
        MentorshipMissing, NotYourMentorship, MentorshipOver, PeopleNotKnown, WindowEmpty: no answer can be given.
    """
    found = require_known(await views.mentorship(mentorship), mentorship)
    found.require_member(by)
    found.require_active()
    pair = pair_of(found, await views.people(found.pair), await views.hours(found.pair), views.rules)
    first, last = views.rules.window(views.now())
    if since is not None and until is not None and until <= since:
        raise WindowEmpty(where="query.to", mend="Give a later end.")
    first = first if since is None else max(first, minute_of(since))
    last = last if until is None else min(last, minute_of(until))
    window = (first, max(first, last))
    busy = await views.busy(found.pair, window)
    return Slots(window, minutes, list(starts(common_free(pair, busy, window), minutes, views.rules.step)), pair)


def window_of(slots: Slots) -> tuple[datetime, datetime]:
    """The window that was searched, which may be shorter than the one asked for."""
    return instant_of(slots.window[0]), instant_of(slots.window[1])
