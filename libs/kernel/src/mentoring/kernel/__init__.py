"""The few words that every room may speak: refusals, facts to announce, a unit of work."""

from mentoring.kernel.refusals import Broken, Busy, Forbidden, Invalid, Kind, Missing, Refusal, Refused, Stale
from mentoring.kernel.work import Announceable, Work

__all__ = [
    "Announceable",
    "Broken",
    "Busy",
    "Forbidden",
    "Invalid",
    "Kind",
    "Missing",
    "Refusal",
    "Refused",
    "Stale",
    "Work",
]
