"""The questions to the kernel, compiled."""

from mentoring.matching.domain.engine.kernel.choosing import best, margins, rivals
from mentoring.matching.domain.engine.kernel.counting import by_mentee, by_mentor, together
from mentoring.matching.domain.engine.kernel.pairing import pairs
from mentoring.matching.domain.engine.kernel.scoring import grid, row

__all__ = ["best", "by_mentee", "by_mentor", "grid", "margins", "pairs", "rivals", "row", "together"]
