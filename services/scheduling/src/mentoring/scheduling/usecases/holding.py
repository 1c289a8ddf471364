"""Hold the two people's time, and say whether, and when, it suits both. What books begins with this."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from mentoring.scheduling.domain.errors import MentorshipMissing, NotFree, PeopleNotKnown
from mentoring.scheduling.domain.hours import Availability, Span, Stated
from mentoring.scheduling.domain.pair import Mentorship, Person
from mentoring.scheduling.domain.rules import Rules
from mentoring.scheduling.domain.slots import common_free, fits, nearest, starts
from mentoring.scheduling.domain.zones import DAY, instant_of, local
from mentoring.scheduling.ports import Work

_AROUND: Final = 7 * DAY
_OFFERED: Final = 3

Pair = tuple[Availability, Availability]
"""Mentor's, mentee's."""


def pair_of(mentorship: Mentorship, people: Mapping[UUID, Person], hours: Mapping[UUID, Stated], rules: Rules) -> Pair:
    """When each of the two can meet.

    Raises:
        PeopleNotKnown: profile has not told of one of them yet.
    """
    if not all(person in people for person in mentorship.pair):
        raise PeopleNotKnown
    mentor, mentee = (rules.availability(people[person], hours.get(person)) for person in mentorship.pair)
    return mentor, mentee


async def hold_pair(mentorship: Mentorship, work: Work) -> Pair:
    """When each of the two can meet, and nobody else books their time until this work ends.

    Raises:
        PeopleNotKnown, PersonNotHere: one of them is not known yet, or left.
    """
    people = await work.people.hold(mentorship.pair)
    for person in people.values():
        person.require_here()
    return pair_of(mentorship, people, await work.hours.of(mentorship.pair), work.rules)


async def require_free(pair: Pair, wanted: Span, by: UUID, work: Work, *, but: UUID | None = None) -> None:
    """A session lies wholly in the hours of both and in nothing that is booked; ``but`` is the session that moves.

    Raises:
        NotFree: it does not; the nearest times that do are named, on the caller's clock.
    """
    people = [each.person for each in pair]
    busy = await work.sessions.busy(people, wanted, but=but)
    if fits(common_free(pair, busy, wanted), wanted):
        return
    window = _around(wanted, work.rules.window(work.now()))
    busy = await work.sessions.busy(people, window, but=but)
    length = wanted[1] - wanted[0]
    offered = nearest(starts(common_free(pair, busy, window), length, work.rules.step), wanted[0], _OFFERED)
    zone = next(each.zone for each in pair if each.person == by)
    raise NotFree(nearest=_sentence(offered, zone), where="body.start", mend=_mend(offered))


def require_known(mentorship: Mentorship | None, asked: UUID) -> Mentorship:
    """What was found.

    Raises:
        MentorshipMissing: nothing.
    """
    if mentorship is None:
        raise MentorshipMissing(mentorship=asked)
    return mentorship


def _around(wanted: Span, window: Span) -> Span:
    return max(window[0], wanted[0] - _AROUND), min(window[1], wanted[1] + _AROUND)


def _sentence(offered: Sequence[int], zone: str) -> str:
    if not offered:
        return "There is no common time within a week of it."
    times = ", ".join(local(start, zone).strftime("%Y-%m-%d %H:%M") for start in offered)
    return f"The nearest times that do are {times} ({zone})."


def _mend(offered: Sequence[int]) -> str:
    if not offered:
        return "Ask for the slots of another week."
    return "Take one of " + ", ".join(instant_of(start).isoformat() for start in offered) + "."
