"""When a mentor may be expected to answer, from how they answered before.

The logarithm of the hours until an answer is taken as normally distributed: around a centre of the mentor's own, with
the spread of all mentors here. What ran out or was taken back before an answer tells that the answer would have come
later, and is counted so (censored), by expectation and maximisation: each missing logarithm is replaced by its
expectation beyond the hours waited, until nothing moves. How mentors here answer is worth so many answers of one's
own, so somebody new is expected to be like the others and is soon judged by what they do. The range holds four answers
in five, and is wider while the centre is known from few answers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

OWN: Final = 3
"""How many answers of one's own the company's centre is worth."""
COMPANY: Final = 10
"""How many answers of the company what is usual anywhere is worth."""
NEWEST: Final = 50
"""Of a mentor's answers: habits change."""
_SHORTEST: Final = 1 / 60
"""Hours; an answer within a minute is one."""
_TENTH: Final = 1.2815515655446004
"""Of the standard normal distribution: above it lies a tenth."""
_STILL: Final = 1e-10
_FAR: Final = 30.0
"""From here on the tail's expectation is told by its asymptote."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Hours that a proposal waited for its mentor; answered, or ended before."""

    hours: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Habit:
    """How mentors here answer: centre and spread of the logarithm of hours."""

    centre: float
    spread: float


@dataclass(frozen=True, slots=True)
class Expected:
    """Half of the answers come within ``median`` hours, four in five between ``low`` and ``high``."""

    median: float
    low: float
    high: float
    answers: int


USUAL: Final = Habit(centre=math.log(24), spread=1.2)
"""Where nothing is known yet: half of the answers within a day, four in five between five hours and five days."""


def beyond(z: float) -> float:
    """By how many spreads above the centre a value lies on average that is known to be more than ``z`` above it."""
    if z > _FAR:
        return z + 1 / z
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / (math.erfc(z / math.sqrt(2)) / 2)


def habit(waits: Sequence[Wait], usual: Habit = USUAL) -> Habit:
    """The company's centre and spread, out of the waits of all its mentors and what is usual anywhere."""
    centre, spread = usual.centre, usual.spread
    weight = COMPANY + len(waits)
    for _ in range(500):
        means, squares = _filled(waits, centre, spread)
        moved = (COMPANY * usual.centre + sum(means)) / weight
        off = COMPANY * (usual.spread**2 + (moved - usual.centre) ** 2)
        off += sum(square + (mean - moved) ** 2 for mean, square in zip(means, squares, strict=True))
        widened = math.sqrt(off / weight)
        still = abs(moved - centre) + abs(widened - spread) < _STILL
        centre, spread = moved, widened
        if still:
            break
    return Habit(centre, spread)


def expected(waits: Sequence[Wait], company: Habit) -> Expected:
    """One mentor's expected answer time, out of their newest waits and how mentors here answer."""
    centre = company.centre
    for _ in range(500):
        means, _squares = _filled(waits, centre, company.spread)
        moved = (OWN * company.centre + sum(means)) / (OWN + len(waits))
        still = abs(moved - centre) < _STILL
        centre = moved
        if still:
            break
    answers = sum(wait.answered for wait in waits)
    off = _TENTH * company.spread * math.sqrt(1 + 1 / (OWN + answers))
    return Expected(math.exp(centre), math.exp(centre - off), math.exp(centre + off), answers)


def _filled(waits: Sequence[Wait], centre: float, spread: float) -> tuple[list[float], list[float]]:
    """Expectation and variance of each logarithm; known ones have no variance."""
    means, squares = [], []
    for wait in waits:
        told = math.log(max(wait.hours, _SHORTEST))
        if wait.answered:
            means.append(told)
            squares.append(0.0)
            continue
        z = (told - centre) / spread
        more = beyond(z)
        means.append(centre + spread * more)
        squares.append(max(0.0, spread**2 * (1 + z * more - more * more)))
    return means, squares
