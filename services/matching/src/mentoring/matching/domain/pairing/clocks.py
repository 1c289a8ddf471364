"""How far zones are ahead of UTC in the two halves of a year."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def offsets(zone: str | None, year: int) -> tuple[int, int] | None:
    """Minutes ahead of UTC in mid January and mid July; None for a zone that is not known."""
    try:
        known = ZoneInfo(zone or "")
    except (KeyError, ValueError, OSError):
        return None
    middles = (datetime(year, month, 15, 12, tzinfo=UTC).astimezone(known) for month in (1, 7))
    january, july = (int((when.utcoffset() or when - when).total_seconds() // 60) for when in middles)
    return january, july
