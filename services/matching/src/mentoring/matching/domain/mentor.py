"""A mentor as they can be asked: room, habits, silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from mentoring.matching.domain.answer_time import Wait
from mentoring.matching.domain.errors.mentors import PauseOutOfBounds

MOST_SILENCES: Final = 2
"""Once may be a holiday or a lost mail; twice in a row nobody else should wait for this mentor."""
ONE_SILENCE: Final = timedelta(days=1)
"""What runs out within a day of each other says the same thing, and counts once."""
LONGEST_PAUSE: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Mentor:
    """Counts over all open programs; ``waits`` are the newest, ``silences`` those in a row."""

    person: UUID
    places: int = 0
    taken: int = 0
    open_requests: int = 0
    silences: int = 0
    frozen_at: datetime | None = None
    waits: Sequence[Wait] = ()


def must_lie_ahead(until: datetime, now: datetime) -> datetime:
    """A pause ends, and not before it begins."""
    if not now < until <= now + LONGEST_PAUSE:
        raise PauseOutOfBounds(days=LONGEST_PAUSE.days, where="body.unavailable_until")
    return until
