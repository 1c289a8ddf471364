"""Time zones out of the pinned tzdata package alone: the machine's and the database's own lists differ from it.

Instants are whole minutes since 1970-01-01 UTC (``int``), so that the sweeps never touch a date object.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

from mentoring.scheduling.domain.errors import UnknownZone

DAY: Final = 24 * 60
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clocks are compared without a zone
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


@cache
def zone_names() -> frozenset[str]:
    """Every zone of the pinned list."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def zone_named(name: str) -> ZoneInfo:
    """The zone of this IANA name.

    Raises:
        UnknownZone: the list has no such name.
    """
    if name not in zone_names():
        raise UnknownZone(zone=name, where="body.zone", mend="Give an IANA name, such as Europe/Berlin.")
    with resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def minute_of(instant: datetime) -> int:
    """The minute in which an aware instant lies."""
    return int(instant.timestamp() // 60)


def instant_of(minute: int) -> datetime:
    """The start of a minute, in UTC."""
    return datetime.fromtimestamp(minute * 60, UTC)


def local(minute: int, zone: str) -> datetime:
    """What the zone's clock shows, with its offset."""
    return datetime.fromtimestamp(minute * 60, zone_named(zone))


def day_of(minute: int, zone: str) -> int:
    """The zone's calendar day at this minute, as an ordinal."""
    return local(minute, zone).toordinal()


def reached(zone: str, day: int, minute: int) -> int:
    """The first instant at which the zone's clock has reached ``minute`` (0 to 1440) of the ordinal ``day``.

    So a time that the clock skips is reached when the gap ends, and one that it shows twice the first time.
    """
    wall = _EPOCH + timedelta(days=day - _EPOCH_DAY, minutes=minute)
    rules = zone_named(zone)
    before = _ceiling(wall.replace(tzinfo=rules, fold=0))
    if _clock(before, rules) == wall:
        return before
    # A gap: fold 1 reads the wall time with the offset after it, and so lies before it; the gap's end is between.
    low, high = _ceiling(wall.replace(tzinfo=rules, fold=1)), before
    while low < high:
        middle = (low + high) // 2
        if _clock(middle, rules) < wall:
            low = middle + 1
        else:
            high = middle
    return low


@lru_cache(maxsize=4096)
def midnights(zone: str, first: int, days: int) -> tuple[int, ...]:
    """When each of ``days`` days from the ordinal ``first`` begins, and when the last ends: ``days + 1`` instants."""
    return tuple(reached(zone, first + number, 0) for number in range(days + 1))


def _ceiling(instant: datetime) -> int:
    return -int(-instant.timestamp() // 60)


def _clock(minute: int, rules: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(minute * 60, rules).replace(tzinfo=None, fold=0)
