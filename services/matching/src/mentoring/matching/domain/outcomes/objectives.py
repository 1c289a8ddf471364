"""Which figures speak to which objective. An objective is the company's own text, so words decide; a reader judges."""

from collections.abc import Mapping
from typing import Final

USUAL: Final = ("match-rate", "cadence-kept", "satisfaction")
"""For every objective: without pairs that meet and think well of it nothing else comes."""
_SPEAKS: Final[Mapping[str, tuple[str, ...]]] = {
    "retention": ("retention", "retain", "stay", "attrition", "turnover", "leave"),
    "promotion": ("promot", "lead", "successor", "succession", "career", "advance", "position"),
    "exposure": ("divers", "inclu", "equal", "equit", "women", "minorit", "access", "every site", "all sites"),
    "goal-progress": ("goal", "skill", "learn", "develop", "grow", "knowledge"),
    "time-to-first-session": ("onboard", "new hire", "newcomer", "first week", "start well"),
    "load": ("mentors", "capacity", "burden"),
}


def measured_by(objective: str) -> list[str]:
    """The figures, in the order in which they are told; the usual ones last."""
    said = objective.casefold()
    found = [figure for figure, words in _SPEAKS.items() if any(word in said for word in words)]
    return [*found, *USUAL]
