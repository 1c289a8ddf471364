"""Compiled loops. Where numba is missing the same functions run as they stand, with equal results and slowly."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

NUMBA: Final = find_spec("numba") is not None
"""Whether loops are compiled here."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile on the first call and keep the outcome beside the source, so that the next process need not."""
    if not NUMBA:
        return function
    from numba import njit

    made: Callable[P, R] = njit(cache=True, nogil=True)(function)
    return made
