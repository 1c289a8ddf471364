"""What a program of each kind does when nothing else is said."""

from dataclasses import dataclass, field, replace
from typing import Final

from mentoring.matching.domain.terms.rhythm import AnswerTime, Cadence
from mentoring.matching.domain.terms.rules import Rules, StageGap
from mentoring.matching.domain.terms.shape import Answers, CheckIns, GroupSize, Kind, Mode


@dataclass(frozen=True, slots=True)
class Usual:
    """The habits of a kind."""

    mode: Mode
    answers: Answers = "both"
    check_ins: CheckIns = "asked"
    cadence: Cadence = field(default_factory=lambda: Cadence("P14D", 45))
    answer_within: AnswerTime = field(default_factory=AnswerTime)
    stage_gap: StageGap = field(default_factory=StageGap)
    group_size: GroupSize = field(default_factory=GroupSize)

    def rules(self, given: Rules) -> Rules:
        """The rules with the kind's stage gap, where no bound was given."""
        return replace(given, stage_gap=self.stage_gap) if given.stage_gap.open else given


USUAL: Final[dict[Kind, Usual]] = {
    "formal": Usual("cohort"),
    "informal": Usual("self-service", check_ins="free", cadence=Cadence("P1M", 45)),
    "peer": Usual("cohort", stage_gap=StageGap(most=1)),
    "reverse": Usual("cohort", stage_gap=StageGap(least=1), cadence=Cadence("P1M", 45)),
    "group": Usual("cohort", answers="mentor", group_size=GroupSize(3, 6)),
    "flash": Usual("self-service", check_ins="free", cadence=Cadence("P1M", 30), answer_within=AnswerTime("P3D")),
}
