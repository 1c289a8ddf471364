"""A match run begins."""

from mentoring.contracts.matching import RunStarted
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.errors.runs import NobodyToMatch, RunUnderWay
from mentoring.matching.domain.program import ProgramId
from mentoring.matching.domain.run import Fairness, Mode, Run, RunId, mode_of
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.runs.keep_pairs import must_be_possible

SEEDS = 2**63


async def start_run(
    program_id: ProgramId, by: Actor, work: Work, *, mode: Mode | None = None, fair: Fairness | None = None
) -> RunId:
    """One run of a program at a time, and only where both sides have somebody; the clock takes it from here."""
    program = await work.programs.hold(program_id)
    program.must_be_run_by(by)
    program.must_be_open(work.now())
    if (other := await work.runs.under_way(program_id)) is not None:
        raise RunUnderWay(run=other.id)
    places = await work.enrollments.counted(program_id)
    if len(places) < len(program.places) or (program.kind == "peer" and places["peer"] < program.group_size.least):
        raise NobodyToMatch(enrolled=", ".join(f"{places.get(place, 0)} as {place}" for place in program.places))
    await must_be_possible(program, work)
    run_id = work.new_id()
    run = Run(
        id=run_id,
        program=program_id,
        started_at=work.now(),
        seed=run_id.int % SEEDS,
        mode=mode_of(program, mode or ("fair" if fair else None)),
        fair=fair,
        started_by=by.person,
    )
    await work.runs.add(run)
    work.announce(RunStarted(run=run.id, program=program_id))
    work.announce(snapshots.of_run(run))
    return run.id
