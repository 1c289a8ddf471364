"""Match runs, for those who run the program."""

from uuid import UUID

from pydantic import BaseModel

from mentoring.contracts.matching import RunState
from mentoring.matching.entrypoints.http.paging import after_id, after_rank, paged
from mentoring.matching.entrypoints.http.reasons import PairBody, UnmatchedBody, pair_of, unmatched_of
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.runs import publish_run, start_run
from mentoring.runtime import Caller, Doors, Page, Paged, known_or_role

runs = Doors(tags=["runs"])
HR = "hr_manager"


class RunBegun(BaseModel):
    """The new run; its draft comes when it is ready."""

    run: UUID


class RunPublication(BaseModel):
    """How many pairs became proposals, and how many no longer could, by reason."""

    proposals: int
    passed_over: dict[str, int]


@runs.command("POST", "/programs/{program_id}/runs", policy=known_or_role(HR), accepted=True)
async def start(program_id: UUID, caller: Caller, work: Work) -> RunBegun:
    """Begin a whole-cohort assignment; one at a time."""
    return RunBegun(run=await start_run.start_run(program_id, by=caller, work=work))


@runs.command("POST", "/runs/{run_id}/publication", policy=known_or_role(HR))
async def publish(run_id: UUID, caller: Caller, work: Work) -> RunPublication:
    """The draft's pairs become proposals, once."""
    published = await publish_run.publish_run(run_id, by=caller, work=work)
    return RunPublication(proposals=published.proposals, passed_over=dict(published.passed_over))


@runs.view("/programs/{program_id}/runs", policy=known_or_role(HR))
async def listed(program_id: UUID, caller: Caller, views: Views, page: Paged) -> Page[RunState]:
    """A program's runs, newest first."""
    (await views.program(program_id)).must_be_run_by(caller)
    found = await views.runs(program_id, after=after_id(page), most=page.limit + 1)
    return paged(page, found, by=lambda run: str(run.id), show=snapshots.of_run)


@runs.view("/runs/{run_id}", policy=known_or_role(HR))
async def run(run_id: UUID, caller: Caller, views: Views) -> RunState:
    """A run as it stands, with its figures."""
    await _admit(run_id, caller, views)
    return snapshots.of_run(await views.run(run_id))


@runs.view("/runs/{run_id}/pairs", policy=known_or_role(HR))
async def pairs(run_id: UUID, caller: Caller, views: Views, page: Paged) -> Page[PairBody]:
    """The draft's pairs with their reasons, best first."""
    await _admit(run_id, caller, views)
    found = await views.pairs(run_id, after=after_rank(page), most=page.limit + 1)
    return paged(page, found, by=lambda ranked: ranked[0], show=pair_of)


@runs.view("/runs/{run_id}/unmatched", policy=known_or_role(HR))
async def unmatched(run_id: UUID, caller: Caller, views: Views, page: Paged) -> Page[UnmatchedBody]:
    """Everybody whom the draft gives nobody, and the reason that binds; mentees first."""
    await _admit(run_id, caller, views)
    found = await views.unmatched(run_id, after=after_rank(page), most=page.limit + 1)
    return paged(page, found, by=lambda ranked: ranked[0], show=unmatched_of)


async def _admit(run_id: UUID, caller: Caller, views: Views) -> None:
    run = await views.run(run_id)
    (await views.program(run.program)).must_be_run_by(caller)
