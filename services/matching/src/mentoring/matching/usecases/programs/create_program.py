"""A formal program is written down."""

from collections.abc import Sequence

from mentoring.contracts.matching import ProgramDrafted
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.errors import ManagersUnknown
from mentoring.matching.domain.program import Kind, Program, ProgramId
from mentoring.matching.domain.terms import AnswerTime, Cadence, Rules, Timeline, Weights
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def create_program(
    *,
    name: str,
    kind: Kind,
    objectives: Sequence[str],
    timeline: Timeline,
    cadence: Cadence,
    rules: Rules,
    weights: Weights,
    answer_within: AnswerTime,
    managers: Sequence[ProgramId],
    by: Actor,
    work: Work,
) -> ProgramId:
    """A program starts as a draft, run by the people it names, or else by whoever writes it down."""
    named = tuple(dict.fromkeys(managers)) or tuple(filter(None, [by.person]))
    program = Program(
        id=work.new_id(),
        name=name.strip(),
        kind=kind,
        objectives=tuple(objective.strip() for objective in objectives),
        timeline=timeline,
        cadence=cadence,
        rules=rules,
        weights=weights,
        answer_within=answer_within,
        managers=named,
    ).drafted(work.now())
    people = await work.people.of(named)
    if strangers := [str(one) for one in named if one not in people or people[one].status == "left"]:
        raise ManagersUnknown(people=", ".join(strangers), where="body.managers")
    await work.programs.add(program)
    work.announce(ProgramDrafted(program=program.id, kind=program.kind))
    work.announce(snapshots.of_program(program))
    return program.id
