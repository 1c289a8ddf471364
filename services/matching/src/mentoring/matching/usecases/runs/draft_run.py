"""A worker takes a run, and brings its draft back."""

from dataclasses import dataclass
from uuid import UUID

from mentoring.contracts.matching import RunDrafted, RunFailed
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft
from mentoring.matching.domain.run import Phase, Progress, Run, RunId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.runs.gather_cohort import gather_cohort


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that this worker holds for a while, with everything that it needs."""

    run: RunId
    id: UUID
    cohort: Cohort


async def claim_run(work: Work) -> Claim | None:
    """The oldest run that nobody works on; one whose workers keep dying is given up instead."""
    run = await work.runs.hold_unclaimed(work.now())
    if run is None:
        return None
    if run.worn_out:
        await _fail(run, "worn-out", work)
        return None
    run = run.claimed(work.new_id(), work.now())
    await work.runs.save(run)
    program = await work.programs.get(run.program)
    cohort = await gather_cohort(run, program, work.now(), work)
    return Claim(run=run.id, id=_given(run.claim), cohort=cohort)


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


async def keep_draft(claim: Claim, draft: Draft, work: Work) -> bool:
    """The draft is ready for review; False, and nothing kept, when the run is no longer this worker's."""
    run = await work.runs.hold(claim.run)
    if not run.held_by(claim.id):
        return False
    run = run.drafted(draft.figures)
    await work.drafts.keep(run.id, draft)
    await work.runs.save(run)
    work.announce(RunDrafted(run=run.id, program=run.program, figures=snapshots.figures(draft.figures)))
    work.announce(snapshots.of_run(run))
    return True


async def fail_run(claim: Claim, reason: str, work: Work) -> bool:
    """There will be no draft, and trying again would not help; False when the run is no longer this worker's."""
    run = await work.runs.hold(claim.run)
    if not run.held_by(claim.id):
        return False
    await _fail(run, reason, work)
    return True


async def _fail(run: Run, reason: str, work: Work) -> None:
    run = run.failed(reason)
    await work.runs.save(run)
    work.announce(RunFailed(run=run.id, program=run.program, reason=reason))
    work.announce(snapshots.of_run(run))


def _given(claim: UUID | None) -> UUID:
    if claim is None:
        raise TypeError("a claimed run has a claim")
    return claim
