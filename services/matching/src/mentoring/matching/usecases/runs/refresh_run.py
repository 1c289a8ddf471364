"""A draft under review is brought up to date: people came, left, were freed or changed since it was made."""

from datetime import datetime
from uuid import UUID

from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.run import RunId
from mentoring.matching.domain.run_edit import AskedRefresh, Marks, RunEdit
from mentoring.matching.domain.run_refresh import Refresh, Refreshed, must_be_refreshable
from mentoring.matching.ports import Editor, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.runs.gather_cohort import gather_cohort


async def try_refresh(run_id: RunId, asked: AskedRefresh, by: Actor, work: Work, editor: Editor) -> Refreshed:
    """What changed, and what bringing the draft up to date would do. Nothing changes."""
    return await _ask(run_id, asked, by, work, editor)


async def refresh_run(run_id: RunId, asked: AskedRefresh, by: Actor, work: Work, editor: Editor) -> Refreshed:
    """The draft is of the program as it is now, what was done by hand included, and nothing is solved anew."""
    await work.runs.hold(run_id)
    found = await _ask(run_id, asked, by, work, editor)
    run = (await work.runs.get(run_id)).refreshed(found.figures, found.inputs)
    number = len(await work.edits.of(run_id)) + 1
    gained = tuple((pair.mentor, pair.mentee) for pair in found.gained)
    lost = tuple(sorted({*found.lost, *found.given_up}))
    points = found.after - found.before
    await work.edits.add(run_id, RunEdit(found.id, number, work.now(), by.person, asked, points, gained, lost))
    await work.inputs.change(run_id, found.terms, found.since)
    await work.inputs.drop_forgotten(run_id)
    await work.drafts.renew(run_id, found)
    await work.runs.save(run)
    work.announce(snapshots.of_run(run))
    return found


async def gather_again(run_id: RunId, at: datetime, work: Work) -> tuple[Cohort, Marks]:
    """The cohort that a new run would see, in the draft's own order, and what stands by hand."""
    run = await work.runs.get(run_id)
    program = await work.programs.get(run.program)
    return await gather_cohort(program, at, work, seed=run.seed), Marks.of(await work.edits.of(run_id))


async def _ask(run_id: UUID, asked: AskedRefresh, by: Actor, work: Work, editor: Editor) -> Refreshed:
    run = await work.runs.get(run_id)
    program = await work.programs.get(run.program)
    program.must_be_run_by(by)
    program.must_be_open(work.now())
    must_be_refreshable(run, program)
    log = await work.edits.of(run_id)
    refresh = Refresh(work.new_id(), work.now(), asked.move_penalty)
    return await editor.refresh(run_id, log[-1].id if log else None, refresh)
