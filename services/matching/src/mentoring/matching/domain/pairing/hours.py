"""Working hours as bits: half hour h of a week that begins on Monday at midnight UTC is bit h of 336."""

from typing import Final

from mentoring.matching.domain.pairing.clocks import offsets
from mentoring.matching.domain.person import Hours

SLOT: Final = 30
"""Minutes of a bit."""
SLOTS: Final = 7 * 24 * 60 // SLOT
_WEEK: Final = (1 << SLOTS) - 1


def local_week(starts: int, ends: int, days: int = 5) -> int:
    """From ``starts`` to ``ends`` minutes after midnight on the first ``days`` of the week, by the local clock."""
    day = max(0, (1 << ends // SLOT) - (1 << -(-starts // SLOT)))
    return sum(day << number * 24 * 60 // SLOT for number in range(days))


def in_utc(local: int, ahead: int) -> int:
    """A local week as a UTC week, for a clock so many minutes ahead of UTC."""
    slots = ahead // SLOT % SLOTS
    return (local >> slots | local << SLOTS - slots) & _WEEK


def week_of(told: Hours, year: int) -> tuple[int, int] | None:
    """Weekly hours on a clock as bits in January and in July; None for a zone that is not known."""
    ahead = offsets(told.zone, year)
    if ahead is None:
        return None
    local = 0
    for weekday, first, last in told.stretches:
        local |= local_week(first, last, days=1) << (weekday - 1) * 24 * 60 // SLOT
    january, july = (in_utc(local & _WEEK, minutes) for minutes in ahead)
    return january, july


def common_minutes(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Minutes in a week at which both work, in the worse half of the year."""
    return min((ours & theirs).bit_count() for ours, theirs in zip(one, other, strict=True)) * SLOT
