"""What falls due in matching: proposals, mentorships that go on or are over, match runs, drafts to be published."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from mentoring.kernel import Refusal
from mentoring.matching.domain.errors.runs import ClaimLost
from mentoring.matching.domain.run import Claim, Drafted, Phase
from mentoring.matching.entrypoints.mentorship_clock import add_mentorship_steps
from mentoring.matching.entrypoints.offer_clock import add_offer_steps
from mentoring.matching.ports import Solver, Work
from mentoring.matching.usecases.programs.close_program import close_programs_over
from mentoring.matching.usecases.proposals import expire_proposals as expiry
from mentoring.matching.usecases.runs.draft_run import claim_run, fail_run, renew_claim, settle_draft
from mentoring.matching.usecases.runs.publish_run import go_on_publishing
from mentoring.runtime import Clock, Works
from mentoring.telemetry import get_logger

log = get_logger(__name__)


def clock(solver: Solver, *, pulse: timedelta = timedelta(seconds=1)) -> Clock:
    """The clock, with the solver that runs are given to.

    At every ``pulse`` a claim is renewed and progress told, and a run that was called off is let go.
    """
    ticking = Clock("matching")

    @ticking.step(every=timedelta(seconds=5))
    async def expire_proposals(work: Work) -> int:
        """At the hour that was told to both."""
        return await expiry.expire_proposals(work)

    @ticking.step(every=timedelta(seconds=1))
    async def publish_drafts(work: Work) -> int:
        """A piece at a time, and the next one at once."""
        return await go_on_publishing(work)

    @ticking.step(every=timedelta(minutes=1))
    async def close_programs(work: Work) -> int:
        """After their last day."""
        return await close_programs_over(work)

    add_mentorship_steps(ticking)
    add_offer_steps(ticking)

    @ticking.job(every=timedelta(seconds=1))
    async def draft_runs(works: Works[Work]) -> int:
        """One run at a time: claimed, solved elsewhere, settled if the claim still counts."""
        async with works() as work:
            claim = await claim_run(work)
        if claim is None:
            return 0
        going = _Going()
        solving = asyncio.ensure_future(solver.draft(claim, going.told))
        try:
            while not (await asyncio.wait({solving}, timeout=pulse.total_seconds()))[0]:
                async with works() as work:
                    if not await renew_claim(claim, work, phase=going.phase, done=going.done, of=going.of):
                        log.warning("run-lost", run=str(claim.run))
                        return 1
            await _settle(claim, solving, works)
        finally:
            solving.cancel()
            await asyncio.wait({solving})
        return 1

    return ticking


@dataclass(slots=True)
class _Going:
    """The last that the solver told."""

    phase: Phase = "gathering"
    done: int = 0
    of: int = 0

    def told(self, phase: Phase, done: int, of: int) -> None:
        self.phase, self.done, self.of = phase, done, of


async def _settle(claim: Claim, solving: asyncio.Future[Drafted], works: Works[Work]) -> None:
    try:
        found = solving.result()
    except ClaimLost:
        log.warning("run-lost", run=str(claim.run))
        return
    except Refusal as refusal:
        log.warning("run-failed", run=str(claim.run), code=refusal.code, said=str(refusal))
        async with works() as work:
            await fail_run(claim, refusal.code, work)
        return
    async with works() as work:
        if await settle_draft(claim, found, work):
            log.info("run-drafted", run=str(claim.run), pairs=found.figures.pairs)
        else:
            log.warning("run-lost", run=str(claim.run))
