"""The kernel: what computes pairs. Compiled where numba is there, else by numpy alone, with equal results."""

from types import ModuleType
from typing import Final

from mentoring.matching.domain.engine.compiled import NUMBA
from mentoring.matching.domain.engine.kernel import fast, plain

CHOSEN: Final[ModuleType] = fast if NUMBA else plain
