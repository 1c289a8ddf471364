"""What a program came to, every figure with what it rests on. Field names are those of the owner's answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number, and the bounds between which the true one lies in 95 of 100 such cases."""

    value: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether the bounds say more or less than nothing: both on one side of 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; no share where nothing was counted."""

    of: int
    number: int
    share: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Half of the cases took at most ``median``, nine of ten at most ``ninetieth``."""

    counted: int
    open: int
    median: int | None = None
    ninetieth: int | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """What became of the proposals."""

    made: int
    open: int
    withdrawn: int
    accepted: Rate
    declined: Rate
    expired: Rate


@dataclass(frozen=True, slots=True)
class Pairs:
    """What became of the mentorships."""

    running: int
    paused: int
    completed: int
    ended: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """1 to 5; nothing but the number of answers where they are few."""

    answers: int
    mean: float | None = None
    satisfied: Rate | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How the mentors' places are used."""

    mentors: int
    places: int
    taken: int
    used: int
    full: int
    heaviest: int


@dataclass(frozen=True, slots=True)
class Introduced:
    """What became of the introductions."""

    asked: int
    made: int
    met: int
    helped: int


@dataclass(frozen=True, slots=True)
class Group:
    """How one group fared; a count that would tell of single people is None."""

    name: str
    people: int
    proposed: int | None = None
    matched: int | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """To whom somebody was proposed, and who was matched, by group."""

    side: str
    by: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Participants beside people like them."""

    participants: int
    others: int
    unlike: int
    share: Estimate
    others_share: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison, or why there is none."""

    landmark: date
    comparison: Comparison | None = None
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All of it."""

    smallest_cell: int
    match_rate: Rate
    mentors_matched: Rate
    time_to_match: Days
    time_to_first_session: Days
    proposals: Offers
    mentorships: Pairs
    cadence_kept: Rate
    satisfaction: Satisfaction
    load: Load
    introductions: Introduced
    exposure: tuple[Exposure, ...]
    retention: Compared
    promotion: Compared
    goal_progress: Rate | None = None
