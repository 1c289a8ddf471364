"""A worker takes a run, tells how far it is, and says what came of it."""

from mentoring.contracts.matching import RunDrafted, RunFailed
from mentoring.matching.domain.run import Claim, Drafted, Phase, Progress, Run
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def claim_run(work: Work) -> Claim | None:
    """The oldest run that nobody works on; one whose workers keep dying is given up instead."""
    run = await work.runs.hold_unclaimed(work.now())
    if run is None:
        return None
    if run.worn_out:
        await _fail(run, "worn-out", work)
        return None
    claim = Claim(run.id, work.new_id(), work.now())
    run = run.claimed(claim.id, work.now())
    await work.runs.save(run)
    work.announce(snapshots.of_run(run))
    return claim


async def renew_claim(claim: Claim, work: Work, *, phase: Phase | None = None, done: int = 0, of: int = 0) -> bool:
    """The worker is still at it, and so far; a new phase is told to all.

    False when it was silent for so long that the run is no longer its own, or the run was called off.
    """
    run = await work.runs.hold(claim.run)
    if not run.held_by(claim.id):
        return False
    renewed = run.renewed(work.now(), None if phase is None else Progress(phase, work.now(), done, of))
    await work.runs.save(renewed)
    if renewed.phase != run.phase:
        work.announce(snapshots.of_run(renewed))
    return True


async def settle_draft(claim: Claim, found: Drafted, work: Work) -> bool:
    """The draft is ready for review; False, and nothing told, when the run is no longer this worker's."""
    run = await work.runs.hold(claim.run)
    if not run.held_by(claim.id):
        return False
    run = run.drafted(found)
    await work.inputs.drop_forgotten(run.id)
    await work.runs.save(run)
    work.announce(RunDrafted(run=run.id, program=run.program, figures=snapshots.figures(found.figures)))
    work.announce(snapshots.of_run(run))
    return True


async def fail_run(claim: Claim, reason: str, work: Work) -> bool:
    """There will be no draft, and trying again would not help; False when the run is no longer this worker's."""
    run = await work.runs.hold(claim.run)
    if not run.held_by(claim.id):
        return False
    await work.inputs.drop(run.id)
    await work.drafts.drop(run.id)
    await _fail(run, reason, work)
    return True


async def _fail(run: Run, reason: str, work: Work) -> None:
    run = run.failed(reason)
    await work.runs.save(run)
    work.announce(RunFailed(run=run.id, program=run.program, reason=reason))
    work.announce(snapshots.of_run(run))
