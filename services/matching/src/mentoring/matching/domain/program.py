"""A mentoring scheme."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.authority import Actor, must_run
from mentoring.matching.domain.errors import (
    CadenceTooRare,
    KindNotOffered,
    ManagersMissing,
    NameMissing,
    ObjectivesMissing,
    ProgramNotDrafted,
    ProgramNotOpen,
    ProgramOver,
    TimelineOver,
)
from mentoring.matching.domain.terms import AnswerTime, Cadence, Rules, Timeline, Weights

ProgramId = UUID
State = Literal["drafted", "open", "closed"]
Kind = Literal["formal", "informal", "peer", "reverse", "group", "flash"]

LONGEST_NAME: Final = 120
LONGEST_OBJECTIVE: Final = 300
MOST_OBJECTIVES: Final = 20


@dataclass(frozen=True, slots=True)
class Program:
    """What a company runs for a time: objectives, rhythm, rules, and the people who manage it."""

    id: ProgramId
    name: str
    objectives: tuple[str, ...]
    timeline: Timeline
    cadence: Cadence
    managers: tuple[UUID, ...]
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    answer_within: AnswerTime = field(default_factory=AnswerTime)
    kind: Kind = "formal"
    state: State = "drafted"

    def __post_init__(self) -> None:
        if self.kind != "formal":
            raise KindNotOffered(kind=self.kind, where="body.kind")
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise NameMissing(most=LONGEST_NAME, where="body.name")
        told = all(objective.strip() and len(objective) <= LONGEST_OBJECTIVE for objective in self.objectives)
        if not told or not 1 <= len(self.objectives) <= MOST_OBJECTIVES:
            raise ObjectivesMissing(most=MOST_OBJECTIVES, longest=LONGEST_OBJECTIVE, where="body.objectives")
        if not self.managers:
            raise ManagersMissing(where="body.managers")
        if self.cadence.days >= self.timeline.days:
            raise CadenceTooRare(every=self.cadence.every, days=self.timeline.days, where="body.cadence.every")

    def drafted(self, at: datetime) -> Self:
        """A program that is over before it began cannot be written down."""
        if self.timeline.ends < at.date():
            raise TimelineOver(ends=self.timeline.ends, where="body.timeline.ends")
        return self

    def opened(self, at: datetime) -> Self:
        """From now on people can be enrolled and matched."""
        if self.state != "drafted":
            raise ProgramNotDrafted(state=self.state)
        self.must_not_be_over(at)
        return replace(self, state="open")

    def must_be_open(self, at: datetime) -> None:
        """Enrolling and matching need an open program that is not over."""
        if self.state != "open":
            raise ProgramNotOpen(state=self.state)
        self.must_not_be_over(at)

    def must_not_be_over(self, at: datetime) -> None:
        """Its last day, in UTC, is still part of it."""
        if self.timeline.ends < at.date():
            raise ProgramOver(ends=self.timeline.ends)

    def must_be_run_by(self, actor: Actor) -> None:
        """Its managers and people of HR run it."""
        must_run(self.managers, actor)
