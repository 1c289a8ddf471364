"""A run is solved, in the solver's process: what it is made of is gathered and kept, then the draft of it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft, GroupCap, draft
from mentoring.matching.domain.run import Claim, Drafted, Run
from mentoring.matching.ports import Told, Work
from mentoring.matching.usecases.runs.gather_cohort import gather_cohort

ENGINE: Final = "1"
"""Raised by hand when the same inputs may give another draft than before."""

Works = Callable[[], AbstractAsyncContextManager[Work]]


async def solve_run(claim: Claim, works: Works, told: Told) -> Drafted:
    """Nothing holds the run while it is solved; whoever lost it finds out before anything is kept."""
    told("gathering", 0, 0)
    async with works() as work:
        run = await work.runs.get(claim.run)
        cohort = await gather_cohort(await work.programs.get(run.program), claim.at, work, seed=run.seed)
    async with works() as work:
        inputs = await work.inputs.keep(claim.run, cohort)
        (await work.runs.hold(claim.run)).must_be_held_by(claim.id)
    found = solve(cohort, run, told)
    told("keeping", 0, len(found.pairs))
    async with works() as work:
        await work.drafts.keep(claim.run, found)
        (await work.runs.hold(claim.run)).must_be_held_by(claim.id)
    return Drafted(found.figures, inputs, ENGINE)


def solve(cohort: Cohort, run: Run, told: Told) -> Draft:
    """The same cohort and mode always give the same draft."""
    caps = () if run.fair is None else (GroupCap(run.fair.by, run.fair.cap),)
    return draft(cohort, mode=run.mode, caps=caps, progress=told)
