"""What a pair is worth: whole points by component, 100 in all. One pair at a time; `grid` does the same for blocks.

Each component gives a credit between 0 and 1 as a fraction of whole numbers and has a share of the 100 points; its
points are credit times share, rounded half up. The score is the sum of the components' points, so an explanation adds
up exactly, and nothing depends on the order in which floating-point numbers were added.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from mentoring.matching.domain.pairing.cohort import Candidate
from mentoring.matching.domain.terms import Weights

LEVEL: Final = 60
"""Full credit for one wanted skill; divides by every level from 1 to 5."""
STAGE: Final = 60
"""Full credit for the stage gap."""
FAR: Final = 8 * 60
"""Minutes between two zones from which on there is no credit left: a working day."""
DAY: Final = 24 * 60

_AHEAD: Final = (20, 60, 60, 40, 20)

Fraction = tuple[int, int]
"""Numerator and denominator, the latter above 0."""


def shares(weights: Weights) -> dict[str, int]:
    """The 100 points divided by weight; what whole numbers leave over goes to the largest remainders."""
    given: dict[str, int] = {str(criterion): weight for criterion, weight in weights.by_criterion().items()}
    whole = sum(given.values())
    points = {criterion: 100 * weight // whole for criterion, weight in given.items()}
    left = 100 - sum(points.values())
    for criterion in sorted(given, key=lambda name: -(100 * given[name] % whole))[:left]:
        points[criterion] += 1
    return {criterion: points[criterion] for criterion in ("skills", "interests", "stage", "zone")}


def rounded(share: int, credit: Fraction) -> int:
    """Credit times share, rounded half up, in whole numbers."""
    above, below = credit
    return (2 * share * above + below) // (2 * below)


def skill_credit(wanted: int, offered: int) -> int:
    """Of 60: all of it when the mentor has reached the wanted level, else the part of the way that is behind them."""
    return min(LEVEL, LEVEL * offered // wanted)


def skills(mentor: Candidate, mentee: Candidate) -> Fraction:
    """The mean over the skills that the mentee wants; none without a wish."""
    credits_ = [skill_credit(level, mentor.skills.get(name, 0)) for name, level in mentee.skills.items()]
    return sum(credits_), LEVEL * max(1, len(credits_))


def interests(mentor: Candidate, mentee: Candidate) -> Fraction:
    """Shared interests, twice, by the interests of both (Dice): many on one side alone do not help."""
    return 2 * len(mentor.interests & mentee.interests), max(1, len(mentor.interests) + len(mentee.interests))


def stage_credit(gap: int) -> int:
    """Of 60, by how many stages the mentor is ahead: one or two are best, three and four are far, none is little."""
    return _AHEAD[gap] if 0 <= gap < len(_AHEAD) else 0


def stage(mentor: Candidate, mentee: Candidate) -> Fraction:
    """None where a stage is unknown."""
    if mentor.stage is None or mentee.stage is None:
        return 0, STAGE
    return stage_credit(mentor.stage - mentee.stage), STAGE


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


def apart(mentor: Candidate, mentee: Candidate, year: int) -> int | None:
    """Minutes between the two clocks at the worse time of the year, the short way round the day."""
    ours, theirs = offsets(mentor.zone, year), offsets(mentee.zone, year)
    if ours is None or theirs is None:
        return None
    gaps = [abs(a - b) % DAY for a, b in zip(ours, theirs, strict=True)]
    return max(min(gap, DAY - gap) for gap in gaps)


def zone(mentor: Candidate, mentee: Candidate, year: int) -> Fraction:
    """All for the same clock, none from eight hours on, evenly between; none where a zone is unknown."""
    minutes = apart(mentor, mentee, year)
    return (0 if minutes is None else max(0, FAR - minutes)), FAR


def points(mentor: Candidate, mentee: Candidate, weights: Weights, year: int) -> dict[str, int]:
    """Points by component, in the order in which they are told."""
    share = shares(weights)
    return {
        "skills": rounded(share["skills"], skills(mentor, mentee)),
        "interests": rounded(share["interests"], interests(mentor, mentee)),
        "stage": rounded(share["stage"], stage(mentor, mentee)),
        "zone": rounded(share["zone"], zone(mentor, mentee, year)),
    }
