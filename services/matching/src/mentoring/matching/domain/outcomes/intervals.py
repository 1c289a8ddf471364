"""How sure a share is, and a difference of two: score intervals, which hold for small numbers and for 0 and 1.

Wilson 1927; Newcombe 1998, method 10. Sizes may be fractions: a weighted sample counts as its effective size.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

Z95: Final = 1.959963984540054
"""97.5 % of the normal distribution lies below."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number, and the bounds between which the true one lies in 95 of 100 such cases."""

    value: float
    low: float
    high: float


def share(successes: float, size: float) -> Estimate:
    """The share of successes; ``size`` is above 0."""
    found = successes / size
    centre = found + Z95**2 / (2 * size)
    spread = Z95 * sqrt(found * (1 - found) / size + Z95**2 / (4 * size**2))
    scale = 1 + Z95**2 / size
    return Estimate(found, max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))


def difference(one: Estimate, other: Estimate) -> Estimate:
    """How much larger the first share is."""
    found = one.value - other.value
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(found, max(-1.0, found - below), min(1.0, found + above))
