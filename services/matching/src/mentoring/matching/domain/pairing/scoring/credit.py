"""What a pair is worth: whole points by criterion, 100 in all. One pair at a time; the kernel does the same for all.

Each criterion has a share of the 100 points. What is made of several things (skills, goals, transitions) splits its
share over them in whole points; everything else rounds down once. The score is the sum, so an explanation adds up
exactly, and nothing depends on the order in which numbers were added.
"""

from typing import Final, NamedTuple

from mentoring.matching.domain.pairing.clocks import offsets
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.terms import Criterion, Kind, Weights

STAGE: Final = 60
"""Full credit for the stage gap."""
FAR: Final = 8 * 60
"""Minutes between two zones from which on there is no credit left: a working day."""
DAY: Final = 24 * 60
MOST_INTERESTS: Final = 5
"""Shared interests that count; more are welcome."""

_AHEAD: Final = (20, 60, 60, 40, 20)
_CLOSE: Final = (60, 40)


class Item(NamedTuple):
    """One of several things that split a share: how much is wanted and offered of it, its points and the most of them.

    ``offered`` is a level for a skill, otherwise 1 or 0.
    """

    name: str
    wanted: int
    offered: int
    points: int
    most: int


def shares(weights: Weights, top: str | None = None) -> dict[Criterion, int]:
    """The 100 points divided by weight, with ``top`` counted double.

    What whole numbers leave over goes to the largest remainders, and of equal ones to the criterion that is told first.
    """
    given = {name: weight * (2 if name == top else 1) for name, weight in weights.by_criterion().items()}
    whole = sum(given.values())
    points = {criterion: 100 * weight // whole for criterion, weight in given.items()}
    left = 100 - sum(points.values())
    for criterion in sorted(given, key=lambda name: -(100 * given[name] % whole))[:left]:
        points[criterion] += 1
    return points


def split(share: int, count: int) -> list[int]:
    """A share in so many parts; what whole numbers leave over goes to the first."""
    return [share // count + (place < share % count) for place in range(count)]


def skills(mentor: Candidate, mentee: Candidate, share: int) -> list[Item]:
    """Per wanted skill, the highest level first: the part of the way to the wanted level that the mentor has behind."""
    wanted = sorted(mentee.skills.items(), key=lambda skill: (-skill[1], skill[0]))
    found = []
    for (name, level), most in zip(wanted, split(share, len(wanted)), strict=True):
        offered = mentor.skills.get(name, 0)
        found.append(Item(name, level, offered, most * min(offered, level) // level, most))
    return found


def goals(mentor: Candidate, mentee: Candidate, share: int) -> list[Item]:
    """Per goal: whether the mentor offers that skill or has that goal."""
    names = sorted(mentee.goals)
    helped = [name in mentor.skills or name in mentor.goals for name in names]
    return _met(names, helped, share)


def transitions(mentor: Candidate, mentee: Candidate, share: int) -> list[Item]:
    """Per transition that the mentee seeks: whether the mentor has lived it."""
    names = sorted(mentee.transitions)
    return _met(names, [name in mentor.transitions for name in names], share)


def _met(names: list[str], met: list[bool], share: int) -> list[Item]:
    parts = split(share, len(names))
    return [Item(name, 1, one, most * one, most) for name, one, most in zip(names, map(int, met), parts, strict=True)]


def interests(mentor: Candidate, mentee: Candidate, share: int) -> int:
    """By shared interests, of those that the mentee names; five are as good as it gets."""
    cap = max(1, min(MOST_INTERESTS, len(mentee.interests)))
    return share * min(len(mentor.interests & mentee.interests), cap) // cap


def gap(mentor: Candidate, mentee: Candidate, kind: Kind) -> int | None:
    """Stages by which the mentor is ahead; the mentee in a reverse program; among peers the distance. None: unknown."""
    if mentor.stage is None or mentee.stage is None:
        return None
    ahead = mentor.stage - mentee.stage
    return {"reverse": -ahead, "peer": abs(ahead)}.get(kind, ahead)


def stage_credit(ahead: int, kind: Kind = "formal") -> int:
    """Of 60: one or two stages are best, three and four are far, none is little. Peers: the same stage, or the next."""
    credits_ = _CLOSE if kind == "peer" else _AHEAD
    return credits_[ahead] if 0 <= ahead < len(credits_) else 0


def stage(mentor: Candidate, mentee: Candidate, kind: Kind, share: int) -> int:
    """None where a stage is unknown."""
    ahead = gap(mentor, mentee, kind)
    return 0 if ahead is None else share * stage_credit(ahead, kind) // STAGE


def function(mentor: Candidate, mentee: Candidate, share: int, *, differ: bool) -> int:
    """All for the same function, or for another one where that is preferred; nothing where one is unknown."""
    if mentor.function is None or mentee.function is None:
        return 0
    return share if (mentor.function != mentee.function) == differ else 0


def location(mentor: Candidate, mentee: Candidate, share: int, *, differ: bool) -> int:
    """All for the same site, half where both meet remotely; or all for another site where that is preferred."""
    known = mentor.site is not None and mentee.site is not None
    same = known and mentor.site == mentee.site
    if differ:
        return share if known and not same else 0
    if same:
        return share
    return share // 2 if mentor.remote and mentee.remote else 0


def style(mentor: Candidate, mentee: Candidate, share: int, *, differ: bool) -> int:
    """By the part of the mentee's working styles that the mentor shares; or all for none shared, where preferred."""
    shared = len(mentor.styles & mentee.styles)
    if differ:
        return share if mentor.styles and mentee.styles and not shared else 0
    return share * shared // max(1, len(mentee.styles))


def apart(mentor: Candidate, mentee: Candidate, year: int) -> int | None:
    """Minutes between the two clocks at the worse time of the year, the short way round the day."""
    ours, theirs = offsets(mentor.zone, year), offsets(mentee.zone, year)
    if ours is None or theirs is None:
        return None
    gaps = [abs(a - b) % DAY for a, b in zip(ours, theirs, strict=True)]
    return max(min(one, DAY - one) for one in gaps)


def zone(mentor: Candidate, mentee: Candidate, year: int, share: int) -> int:
    """All for the same clock, none from eight hours on, evenly between; none where a zone is unknown."""
    minutes = apart(mentor, mentee, year)
    return 0 if minutes is None else share * max(0, FAR - minutes) // FAR


def points(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> dict[Criterion, int]:
    """Points by criterion, in the order in which they are told; what has no weight is left out."""
    share = shares(cohort.weights, mentee.top)
    differ = cohort.weights.prefer_different
    found: dict[Criterion, int] = {
        "skills": sum(one.points for one in skills(mentor, mentee, share["skills"])),
        "goals": sum(one.points for one in goals(mentor, mentee, share["goals"])),
        "transitions": sum(one.points for one in transitions(mentor, mentee, share["transitions"])),
        "interests": interests(mentor, mentee, share["interests"]),
        "stage": stage(mentor, mentee, cohort.kind, share["stage"]),
        "function": function(mentor, mentee, share["function"], differ="function" in differ),
        "location": location(mentor, mentee, share["location"], differ="location" in differ),
        "zone": zone(mentor, mentee, cohort.year, share["zone"]),
        "style": style(mentor, mentee, share["style"], differ="style" in differ),
    }
    weighed = cohort.weights.by_criterion()
    return {criterion: got for criterion, got in found.items() if weighed[criterion]}
