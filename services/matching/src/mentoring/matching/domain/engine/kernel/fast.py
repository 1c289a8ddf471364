"""The questions to the kernel, compiled."""

from mentoring.matching.domain.engine.kernel.choosing import best, margins, rivals
from mentoring.matching.domain.engine.kernel.counting import tally, together
from mentoring.matching.domain.engine.kernel.pairing import pairs

__all__ = ["best", "margins", "pairs", "rivals", "tally", "together"]
