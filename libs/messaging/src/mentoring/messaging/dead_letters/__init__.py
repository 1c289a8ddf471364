"""What could not be used: kept with its bytes, shown, replayed in order, or discarded with a reason."""

from mentoring.messaging.dead_letters.acts import discard, release, replay, replay_key
from mentoring.messaging.dead_letters.errors import (
    LetterClosed,
    NoSuchConsumer,
    NoSuchLetter,
    NotHandled,
    NothingWaits,
    ReasonMissing,
)
from mentoring.messaging.dead_letters.letter import STATES, WAITING, Contents, Letter, State
from mentoring.messaging.dead_letters.outcomes import Acted, Step
from mentoring.messaging.dead_letters.views import Count, Listed, counts, listing, purge, show

__all__ = [
    "STATES",
    "WAITING",
    "Acted",
    "Contents",
    "Count",
    "Letter",
    "LetterClosed",
    "Listed",
    "NoSuchConsumer",
    "NoSuchLetter",
    "NotHandled",
    "NothingWaits",
    "ReasonMissing",
    "State",
    "Step",
    "counts",
    "discard",
    "listing",
    "purge",
    "release",
    "replay",
    "replay_key",
    "show",
]
