"""What a program comes to, all of it: every figure with the number that it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from mentoring.matching.domain.outcomes.comparison import (
    FEWEST,
    FOLLOWED,
    Comparison,
    Stratum,
    Unknown,
    What,
    compare,
    landmark_of,
)
from mentoring.matching.domain.outcomes.counts import Days, Load, Rate, Satisfaction, rate
from mentoring.matching.domain.outcomes.groups import BYS, By, Cell, Group, groups_by
from mentoring.matching.domain.outcomes.objectives import measured_by

Side = Literal["mentor", "mentee"]
SIDES: Final[tuple[Side, ...]] = ("mentor", "mentee")


@dataclass(frozen=True, slots=True)
class Objective:
    """What the program is for, and the figures that speak to it."""

    text: str
    measured_by: list[str]


@dataclass(frozen=True, slots=True)
class Offers:
    """What became of the proposals. Those that were taken back count for neither rate."""

    made: int
    open: int
    withdrawn: int
    accepted: Rate
    declined: Rate
    expired: Rate


@dataclass(frozen=True, slots=True)
class Pairs:
    """What became of the mentorships; ``ended`` by reason."""

    running: int
    paused: int
    completed: int
    ended: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Introduced:
    """What became of the warm introductions."""

    asked: int
    made: int
    met: int
    helped: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """To whom somebody was proposed, and who was matched, by group; peers are told as mentees."""

    side: Side
    by: By
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class Compared:
    """Participants beside people like them, or why nothing can be said, and either in words."""

    landmark: date
    comparison: Comparison | None
    unknown: Unknown | None
    says: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Every figure of a program. ``goal_progress`` is None while nobody tells of goals."""

    program: UUID
    at: datetime
    smallest_cell: int
    objectives: list[Objective]
    match_rate: Rate
    mentors_matched: Rate
    time_to_match: Days
    time_to_first_session: Days
    proposals: Offers
    mentorships: Pairs
    cadence_kept: Rate
    goal_progress: Rate | None
    satisfaction: Satisfaction
    load: Load
    introductions: Introduced
    exposure: list[Exposure]
    retention: Compared
    promotion: Compared


def objectives(texts: Iterable[str]) -> list[Objective]:
    """With the figures that speak to each."""
    return [Objective(text, measured_by(text)) for text in texts]


def matched(cells: Iterable[Cell], side: Side) -> Rate:
    """How many of a side had at least one mentorship."""
    theirs = [cell for cell in cells if cell.place == side]
    return rate(sum(cell.matched for cell in theirs), sum(cell.people for cell in theirs))


def offers(counted: Mapping[str, int]) -> Offers:
    """Of proposals by state."""
    agreed, declined, expired = (counted.get(state, 0) for state in ("agreed", "declined", "expired"))
    settled = agreed + declined + expired
    return Offers(
        made=sum(counted.values()),
        open=counted.get("open", 0),
        withdrawn=counted.get("withdrawn", 0),
        accepted=rate(agreed, settled),
        declined=rate(declined, settled),
        expired=rate(expired, settled),
    )


def pairs(counted: Mapping[tuple[str, str | None], int]) -> Pairs:
    """Of mentorships by state and reason."""
    by_state = {state: sum(n for (one, _), n in counted.items() if one == state) for state, _ in counted}
    ended = {
        reason or "other": number for (state, reason), number in sorted(counted.items(), key=str) if state == "ended"
    }
    return Pairs(by_state.get("active", 0), by_state.get("paused", 0), by_state.get("completed", 0), ended)


def introduced(counted: Mapping[tuple[str, str | None], int]) -> Introduced:
    """Of introductions by state and outcome; whoever was helped has met."""
    made = {outcome: number for (state, outcome), number in counted.items() if state == "made"}
    helped = made.get("helped", 0)
    return Introduced(sum(counted.values()), sum(made.values()), made.get("met", 0) + helped, helped)


def exposure(cells: Sequence[Cell]) -> list[Exposure]:
    """By side and by each way in which people are grouped."""
    return [
        Exposure(side, by, groups_by(by, (cell for cell in cells if cell.place == side)))
        for side in SIDES
        for by in BYS
    ]


def compared(strata: Sequence[Stratum], what: What, starts: date, today: date) -> Compared:
    """What can be said of a program that began at ``starts``."""
    landmark = landmark_of(starts)
    if today < landmark + FOLLOWED:
        says = f"Too early to tell: people are followed from {landmark} on, for at least {FOLLOWED.days} days."
        return Compared(landmark, None, "too-early", says)
    found = compare(strata, what)
    if isinstance(found, str):
        says = f"Too few to tell: it takes {FEWEST} participants, and as many people like them who took no part."
        return Compared(landmark, None, found, says)
    return Compared(landmark, found, None, _in_words(found, what))


def _in_words(found: Comparison, what: What) -> str:
    did = "are still here" if what == "stayed" else "rose to a higher level"
    gap = found.difference
    sure = "more" if gap.low > 0 else "fewer" if gap.high < 0 else None
    verdict = f"{sure} than chance explains" if sure else "no more than chance explains"
    return (
        f"Of {found.participants} participants {found.share.value:.0%} {did}, of people like them "
        f"{found.others_share.value:.0%}: {100 * gap.value:+.1f} points, between {100 * gap.low:+.1f} and "
        f"{100 * gap.high:+.1f} with 95 % confidence; {verdict}."
    )
