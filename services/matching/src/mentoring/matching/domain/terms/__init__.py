"""What a program sets: its time, its rhythm, its shape, its rules and how much each criterion counts."""

from mentoring.matching.domain.terms.rhythm import AnswerTime, Cadence
from mentoring.matching.domain.terms.rules import Rules, StageGap
from mentoring.matching.domain.terms.shape import Answers, CheckIns, GroupSize, Kind, Mode, Phase
from mentoring.matching.domain.terms.timeline import Timeline
from mentoring.matching.domain.terms.weights import Criterion, Weights

__all__ = [
    "AnswerTime",
    "Answers",
    "Cadence",
    "CheckIns",
    "Criterion",
    "GroupSize",
    "Kind",
    "Mode",
    "Phase",
    "Rules",
    "StageGap",
    "Timeline",
    "Weights",
]
