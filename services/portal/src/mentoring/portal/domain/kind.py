"""What a program of each kind is like when nothing else is said: what a new program's form begins with."""

from dataclasses import dataclass, field
from typing import Final

from mentoring.portal.domain.terms import Rules

USUAL_WEIGHTS: Final = {"skills": 40, "goals": 15, "transitions": 10, "interests": 15, "stage": 10, "zone": 10}
ALIKE: Final = {"skills": 20, "goals": 25, "interests": 30, "function": 5, "zone": 20}
"""Of peers: what both want and like counts more than what one of them can teach."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; the owner decides again what goes together."""

    code: str
    modes: tuple[str, ...]
    """How its people can be brought together, the usual one first."""
    every: str = "P2W"
    minutes: int = 45
    answer_within: str = "P7D"
    answers: str = "both"
    check_ins: str = "asked"
    rules: Rules = field(default_factory=Rules)
    group: tuple[int, int] = (2, 2)
    grouped: bool = False
    """Whether more than two can be together."""
    weights: tuple[tuple[str, int], ...] = tuple(USUAL_WEIGHTS.items())


KINDS: Final[dict[str, Kind]] = {
    one.code: one
    for one in (
        Kind("formal", ("cohort", "suggested", "self-service")),
        Kind("informal", ("self-service", "suggested", "roulette"), every="P1M", check_ins="free"),
        Kind(
            "peer",
            ("cohort", "roulette", "self-service"),
            rules=Rules(most=1),
            grouped=True,
            weights=tuple(ALIKE.items()),
        ),
        Kind("reverse", ("cohort", "suggested", "self-service"), every="P1M", rules=Rules(least=1)),
        Kind("group", ("cohort",), answers="mentor", group=(3, 6), grouped=True),
        Kind(
            "flash",
            ("self-service", "suggested", "roulette", "cohort"),
            every="P1M",
            minutes=30,
            answer_within="P3D",
            check_ins="free",
        ),
    )
}
