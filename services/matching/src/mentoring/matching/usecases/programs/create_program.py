"""A program is written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from mentoring.contracts.matching import ProgramDrafted
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.errors.programs import ManagersUnknown
from mentoring.matching.domain.program import Program, ProgramId
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
from mentoring.matching.domain.terms.usual import USUAL
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


@dataclass(frozen=True, slots=True)
class Wanted:
    """A program as somebody wants it; what is None is as usual for its kind."""

    name: str
    timeline: Timeline
    kind: Kind = "formal"
    objectives: Sequence[str] = ()
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    managers: Sequence[UUID] = ()
    mode: Mode | None = None
    cadence: Cadence | None = None
    answer_within: AnswerTime | None = None
    answers: Answers | None = None
    check_ins: CheckIns | None = None
    group_size: GroupSize | None = None
    phases: Sequence[Phase] = ()
    topics: Sequence[str] = ()
    open_requests: int = 3


async def create_program(wanted: Wanted, by: Actor, work: Work) -> ProgramId:
    """A program starts as a draft, run by the people it names, or else by whoever writes it down."""
    usual = USUAL[wanted.kind]
    named = tuple(dict.fromkeys(wanted.managers)) or tuple(filter(None, [by.person]))
    program = Program(
        id=work.new_id(),
        name=wanted.name.strip(),
        kind=wanted.kind,
        objectives=tuple(objective.strip() for objective in wanted.objectives),
        timeline=wanted.timeline,
        cadence=wanted.cadence or usual.cadence,
        rules=usual.rules(wanted.rules),
        weights=wanted.weights,
        answer_within=wanted.answer_within or usual.answer_within,
        managers=named,
        mode=wanted.mode or usual.mode,
        answers=wanted.answers or usual.answers,
        check_ins=wanted.check_ins or usual.check_ins,
        phases=tuple(wanted.phases),
        group_size=wanted.group_size or usual.group_size,
        topics=tuple(topic.strip() for topic in wanted.topics),
        open_requests=wanted.open_requests,
    ).drafted(work.now())
    await must_be_known(named, work)
    await work.programs.add(program)
    work.announce(ProgramDrafted(program=program.id, kind=program.kind))
    work.announce(snapshots.of_program(program))
    return program.id


async def must_be_known(managers: Sequence[UUID], work: Work) -> None:
    """Whoever runs a program works here."""
    people = await work.people.of(managers)
    if strangers := [str(one) for one in managers if one not in people or people[one].status == "left"]:
        raise ManagersUnknown(people=", ".join(strangers), where="body.managers")
