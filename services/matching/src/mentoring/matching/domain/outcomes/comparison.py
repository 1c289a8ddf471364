"""Participants beside people who are like them and took no part.

Everybody is looked at from the same day on, the landmark: participants had a mentorship of the program by then, the
others had none of any program. So nobody counts as a participant because they stayed long enough to become one. Both
are compared within strata of job level, department and time in the company, and the others are weighted as the
participants are spread over them. What is left is chance, which the interval tells, and choice: people who want a
mentor may differ from those who do not, and no figure of this kind can tell that apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from mentoring.matching.domain.outcomes.intervals import Estimate, difference, share

FEWEST: Final = 30
"""People on either side, below which nothing is said."""
LANDMARK: Final = timedelta(days=90)
"""After the program's first day: by then its first pairs are made."""
FOLLOWED: Final = timedelta(days=90)
"""At least, after the landmark."""

Tenure = Literal["first-year", "to-three-years", "longer"]
What = Literal["stayed", "promoted"]
Unknown = Literal["too-early", "too-few"]


@dataclass(frozen=True, slots=True)
class Stratum:
    """People alike at the landmark, participants or not: how many, who is still here, who rose to a higher level."""

    participants: bool
    level: int | None
    department: str | None
    tenure: Tenure
    people: int
    stayed: int
    promoted: int

    @property
    def key(self) -> tuple[object, ...]:
        """What is alike."""
        return (self.level, self.department, self.tenure)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two shares and their difference. ``unlike``: participants with nobody like them to be compared with."""

    participants: int
    others: int
    unlike: int
    share: Estimate
    others_share: Estimate
    difference: Estimate


def landmark_of(starts: date) -> date:
    """From when on both sides are followed."""
    return starts + LANDMARK


def compare(strata: Iterable[Stratum], what: What) -> Comparison | Unknown:
    """Whether more participants stayed, or rose, than people like them."""
    counted = [one for one in strata if what == "stayed" or one.level is not None]
    ours = {one.key: one for one in counted if one.participants}
    others = {one.key: one for one in counted if not one.participants}
    alike = sorted(ours.keys() & others.keys(), key=repr)
    people = sum(ours[key].people for key in alike)
    if people < FEWEST:
        return "too-few"
    weights = {key: ours[key].people / people for key in alike}
    size = 1 / sum(weights[key] ** 2 / others[key].people for key in alike)
    if size < FEWEST:
        return "too-few"
    one = share(sum(getattr(ours[key], what) for key in alike), people)
    rate = sum(weights[key] * getattr(others[key], what) / others[key].people for key in alike)
    other = share(rate * size, size)
    return Comparison(
        participants=people,
        others=sum(others[key].people for key in alike),
        unlike=sum(each.people for each in ours.values()) - people,
        share=one,
        others_share=other,
        difference=difference(one, other),
    )
