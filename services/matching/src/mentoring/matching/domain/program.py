"""A mentoring scheme."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.authority import Actor, is_hr, must_run
from mentoring.matching.domain.errors.programs import (
    KindHasNoGroups,
    LimitOutOfBounds,
    ManagersMissing,
    ModeNotOffered,
    NameMissing,
    NothingRevised,
    ObjectivesMissing,
    ProgramHasNoPlace,
    ProgramNotDrafted,
    ProgramNotOpen,
    ProgramOver,
    TooManyRequests,
    TopicsOutOfBounds,
)
from mentoring.matching.domain.errors.terms import CadenceTooRare, TimelineOver
from mentoring.matching.domain.terms import (
    Answers,
    AnswerTime,
    Cadence,
    CheckIns,
    GroupSize,
    Kind,
    Mode,
    Phase,
    Rules,
    Timeline,
    Weights,
)
from mentoring.matching.domain.terms.sense import must_make_sense
from mentoring.matching.domain.terms.shape import must_be_few

ProgramId = UUID
State = Literal["drafted", "open", "closed"]
Place = Literal["mentor", "mentee", "peer"]

LONGEST_NAME: Final = 120
LONGEST_OBJECTIVE: Final = 300
MOST_OBJECTIVES: Final = 20
MOST_TOPICS: Final = 20
MOST_OPEN_REQUESTS: Final = 20

MODES: Final[dict[Kind, tuple[Mode, ...]]] = {
    "formal": ("cohort", "suggested", "self-service"),
    "informal": ("self-service", "suggested", "roulette"),
    "peer": ("cohort", "roulette", "self-service"),
    "reverse": ("cohort", "suggested", "self-service"),
    "group": ("cohort",),
    "flash": ("self-service", "suggested", "roulette", "cohort"),
}
"""How each kind brings people together; the first is what it does when nothing is said."""
_GROUPED: Final = ("peer", "group")


@dataclass(frozen=True, slots=True)
class Program:
    """What a company runs for a time: objectives, rhythm, shape, rules, and the people who manage it.

    ``topics``: what a reverse program is about; a mentor in it offers one of them. ``open_requests``: how many
    proposals one person may have asked for and not yet had answered.
    """

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
    mode: Mode = "cohort"
    answers: Answers = "both"
    check_ins: CheckIns = "asked"
    phases: tuple[Phase, ...] = ()
    group_size: GroupSize = field(default_factory=GroupSize)
    topics: tuple[str, ...] = ()
    open_requests: int = 3

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise NameMissing(most=LONGEST_NAME, where="body.name")
        self._must_have_objectives()
        if not self.managers:
            raise ManagersMissing(where="body.managers")
        if self.check_ins == "asked" and self.cadence.days >= self.timeline.days:
            raise CadenceTooRare(every=self.cadence.every, days=self.timeline.days, where="body.cadence.every")
        if self.mode not in MODES[self.kind]:
            raise ModeNotOffered(
                kind=self.kind, mode=self.mode, possible=", ".join(MODES[self.kind]), where="body.mode"
            )
        if self.kind not in _GROUPED and not self.group_size.pairs:
            size = self.group_size
            raise KindHasNoGroups(kind=self.kind, least=size.least, most=size.most, where="body.group_size")
        if not 1 <= self.open_requests <= MOST_OPEN_REQUESTS:
            raise LimitOutOfBounds(
                open_requests=self.open_requests, most=MOST_OPEN_REQUESTS, where="body.open_requests"
            )
        told = all(topic.strip() and len(topic) <= LONGEST_NAME for topic in self.topics)
        if not told or len(self.topics) > MOST_TOPICS:
            raise TopicsOutOfBounds(most=MOST_TOPICS, longest=LONGEST_NAME, where="body.topics")
        must_be_few(self.phases)
        must_make_sense(self.rules, self.weights, self.kind)

    def _must_have_objectives(self) -> None:
        """A formal program is measured by its objectives; the others may have none."""
        told = all(objective.strip() and len(objective) <= LONGEST_OBJECTIVE for objective in self.objectives)
        least = 1 if self.kind == "formal" else 0
        if not told or not least <= len(self.objectives) <= MOST_OBJECTIVES:
            raise ObjectivesMissing(most=MOST_OBJECTIVES, longest=LONGEST_OBJECTIVE, where="body.objectives")

    @property
    def places(self) -> tuple[Place, ...]:
        """What one can be in it."""
        return ("peer",) if self.kind == "peer" else ("mentor", "mentee")

    def must_have_place(self, place: str) -> None:
        """Peers have mentors and mentees no more than the others have peers."""
        if place not in self.places:
            raise ProgramHasNoPlace(kind=self.kind, place=place, possible=" and ".join(self.places))

    @property
    def joinable(self) -> bool:
        """Whether people take their places by themselves."""
        return self.mode in {"self-service", "suggested", "roulette"}

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

    def revised(self, at: datetime, changes: dict[str, Any]) -> Self:
        """Other terms for what is decided from now on; what was agreed stays as it was agreed."""
        if self.state == "closed":
            raise ProgramNotOpen(state=self.state)
        revised = replace(self, **changes)
        if revised == self:
            raise NothingRevised
        return revised.drafted(at)

    def closed(self) -> Self:
        """Nobody is enrolled or matched in it any more."""
        if self.state != "open":
            raise ProgramNotOpen(state=self.state)
        return replace(self, state="closed")

    def must_be_open(self, at: datetime) -> None:
        """Enrolling and matching need an open program that is not over."""
        if self.state != "open":
            raise ProgramNotOpen(state=self.state)
        self.must_not_be_over(at)

    def must_not_be_over(self, at: datetime) -> None:
        """Its last day, in UTC, is still part of it."""
        if self.timeline.ends < at.date():
            raise ProgramOver(ends=self.timeline.ends)

    def must_allow_request(self, open_now: int) -> None:
        """One person's open requests are limited."""
        if open_now >= self.open_requests:
            raise TooManyRequests(open=open_now, most=self.open_requests)

    def is_run_by(self, actor: Actor) -> bool:
        """Whether the actor is one of its managers or of HR."""
        return is_hr(actor) or actor.person in self.managers

    def must_be_run_by(self, actor: Actor) -> None:
        """Its managers and people of HR run it."""
        must_run(self.managers, actor)
