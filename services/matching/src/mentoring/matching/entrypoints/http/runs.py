"""Match runs, for those who run the program."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from mentoring.contracts.matching import RunState
from mentoring.matching.domain.pairing.drafted import Wanted
from mentoring.matching.domain.run import Fairness, Mode, Run
from mentoring.matching.entrypoints.http.paging import after_id, after_points, after_rank, paged
from mentoring.matching.entrypoints.http.reasons import PairBody, UnmatchedBody, pair_of, unmatched_of
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.runs import cancel_run, publish_run, start_run
from mentoring.runtime import Caller, Doors, Page, Paged, known_or_role

runs = Doors(tags=["runs"])
HR = "hr_manager"


class RunBegun(BaseModel):
    """The new run; its draft comes when it is ready."""

    run: UUID


class FairnessBody(BaseModel):
    """What a fair run keeps besides its floor: at most ``cap`` pairs for the mentees of one site or department."""

    model_config = ConfigDict(extra="forbid")

    by: Literal["site", "department"]
    cap: int


class RunBody(BaseModel):
    """How a run is to decide; as usual for its program when nothing is said."""

    model_config = ConfigDict(extra="forbid")

    mode: Mode | None = None
    fair: FairnessBody | None = None


class RunPublication(BaseModel):
    """How many pairs became proposals so far, how many no longer could, by reason, and whether some are left.

    What is left is published piece by piece; the run's progress tells how far that is.
    """

    proposals: int
    passed_over: dict[str, int]
    left: bool = False


class RunProgress(BaseModel):
    """How far a run is: the phase of its solving or its publication, steps done, and of how many (0: unknown)."""

    state: str
    phase: str | None
    done: int = 0
    of: int = 0
    at: datetime | None = None
    proposals: int | None = None
    passed_over: dict[str, int] = Field(default_factory=dict)


@runs.command("POST", "/programs/{program_id}/runs", policy=known_or_role(HR), accepted=True)
async def start(program_id: UUID, caller: Caller, work: Work, body: RunBody | None = None) -> RunBegun:
    """Begin a whole-cohort assignment; one at a time."""
    wanted = body or RunBody()
    fair = None if wanted.fair is None else Fairness(wanted.fair.by, wanted.fair.cap)
    return RunBegun(run=await start_run.start_run(program_id, caller, work, mode=wanted.mode, fair=fair))


@runs.command("POST", "/runs/{run_id}/cancellation", policy=known_or_role(HR))
async def cancel(run_id: UUID, caller: Caller, work: Work) -> None:
    """Call a run off before anything of it is published."""
    await cancel_run.cancel_run(run_id, caller, work)


@runs.command("POST", "/runs/{run_id}/publication", policy=known_or_role(HR))
async def publish(run_id: UUID, caller: Caller, work: Work) -> RunPublication:
    """The draft's pairs become proposals, once: the best 500 at once, more piece by piece."""
    published = await publish_run.publish_run(run_id, by=caller, work=work)
    return RunPublication(proposals=published.proposals, passed_over=dict(published.passed_over), left=published.left)


@runs.view("/programs/{program_id}/runs", policy=known_or_role(HR))
async def listed(program_id: UUID, caller: Caller, views: Views, page: Paged) -> Page[RunState]:
    """A program's runs, newest first."""
    (await views.program(program_id)).must_be_run_by(caller)
    found = await views.runs(program_id, after=after_id(page), most=page.limit + 1)
    return paged(page, found, by=lambda run: str(run.id), show=snapshots.of_run)


@runs.view("/runs/{run_id}", policy=known_or_role(HR))
async def run(run_id: UUID, caller: Caller, views: Views) -> RunState:
    """A run as it stands, with its figures."""
    return snapshots.of_run(await admit(run_id, caller, views))


@runs.view("/runs/{run_id}/progress", policy=known_or_role(HR))
async def progress(run_id: UUID, caller: Caller, views: Views) -> RunProgress:
    """How far the run is, in solving or in being published."""
    return _progress_of(await admit(run_id, caller, views))


@runs.view("/runs/{run_id}/pairs", policy=known_or_role(HR))
async def pairs(
    run_id: UUID,
    caller: Caller,
    views: Views,
    page: Paged,
    person: UUID | None = None,
    least: Annotated[int, Query(ge=0, le=100)] = 0,
    most: Annotated[int, Query(ge=0, le=100)] = 100,
) -> Page[PairBody]:
    """The draft's pairs with their reasons, best first; of one person, or between two bounds of points."""
    await admit(run_id, caller, views)
    found = await views.pairs(run_id, Wanted(person, least, most), after=after_points(page), most=page.limit + 1)
    kept = await views.inputs(run_id, {one for pair in found for one in (pair.mentor, pair.mentee)})
    shown = page.of(found, by=lambda pair: [pair.points, pair.rank])
    return Page(items=[pair_of(pair, kept) for pair in shown.items], next=shown.next)


@runs.view("/runs/{run_id}/pairs/{mentor}/{mentee}", policy=known_or_role(HR))
async def pair(run_id: UUID, mentor: UUID, mentee: UUID, caller: Caller, views: Views) -> PairBody:
    """One pair of the draft, and why."""
    await admit(run_id, caller, views)
    found = await views.pair(run_id, mentor, mentee)
    return pair_of(found, await views.inputs(run_id, (mentor, mentee)))


@runs.view("/runs/{run_id}/unmatched", policy=known_or_role(HR))
async def unmatched(run_id: UUID, caller: Caller, views: Views, page: Paged) -> Page[UnmatchedBody]:
    """Everybody whom the draft gives nobody, and the reason that binds; mentees first."""
    await admit(run_id, caller, views)
    found = await views.unmatched(run_id, after=after_rank(page), most=page.limit + 1)
    return paged(page, found, by=lambda ranked: ranked[0], show=unmatched_of)


async def admit(run_id: UUID, caller: Caller, views: Views) -> Run:
    """The run, for those who run its program."""
    found = await views.run(run_id)
    (await views.program(found.program)).must_be_run_by(caller)
    return found


def _progress_of(run: Run) -> RunProgress:
    if run.publication is not None:
        told = run.publication
        return RunProgress(
            state=run.state,
            phase="publishing" if run.state == "drafted" else None,
            done=told.reached,
            of=run.figures.pairs if run.figures else 0,
            at=told.began_at,
            proposals=told.proposals,
            passed_over=dict(told.passed_over),
        )
    at_work = run.progress
    if at_work is None:
        return RunProgress(state=run.state, phase=run.phase)
    return RunProgress(state=run.state, phase=run.phase, done=at_work.done, of=at_work.of, at=at_work.at)
