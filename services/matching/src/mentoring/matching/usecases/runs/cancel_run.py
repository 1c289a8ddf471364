"""A match run is called off."""

from mentoring.contracts.matching import RunCancelled
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.run import RunId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def cancel_run(run_id: RunId, by: Actor, work: Work) -> None:
    """Before anything of it is published; whoever works on it loses the claim and stops, and what it kept is gone."""
    run = await work.runs.hold(run_id)
    program = await work.programs.get(run.program)
    program.must_be_run_by(by)
    run = run.cancelled()
    await work.drafts.drop(run.id)
    await work.inputs.drop(run.id)
    await work.runs.save(run)
    work.announce(RunCancelled(run=run.id, program=program.id, by=by.person))
    work.announce(snapshots.of_run(run))
