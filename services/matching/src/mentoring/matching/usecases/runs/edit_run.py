"""Those who run a program change a draft by hand; each change says what it costs, and is logged."""

from uuid import UUID

from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.errors.edits import SwapImpossible
from mentoring.matching.domain.run import RunId
from mentoring.matching.domain.run_edit import AskedEdit, Edited, Marks, RunEdit, must_be_editable
from mentoring.matching.ports import Editor, Work
from mentoring.matching.usecases import snapshots


async def try_edit(run_id: RunId, asked: AskedEdit, by: Actor, work: Work, editor: Editor) -> Edited:
    """What it would cost: points, and other pairs that move. Nothing changes."""
    return await _ask(run_id, asked, by, work, editor, make=None)


async def edit_run(run_id: RunId, asked: AskedEdit, by: Actor, work: Work, editor: Editor) -> Edited:
    """The edit is made, and the rest of the draft stays the best that it can be."""
    asked.must_say_why()
    await work.runs.hold(run_id)
    edit_id = work.new_id()
    edited = await _ask(run_id, asked, by, work, editor, make=edit_id)
    run = await work.runs.get(run_id)
    number = len(await work.edits.of(run_id)) + 1
    gained = tuple((pair.mentor, pair.mentee) for pair in edited.gained)
    log = RunEdit(edit_id, number, work.now(), by.person, asked, edited.points, gained, edited.lost, edited.broken)
    await work.edits.add(run_id, log)
    await work.drafts.change(run_id, edited)
    if edited.figures is not None:
        run = run.edited(edited.figures)
        await work.runs.save(run)
        work.announce(snapshots.of_run(run))
    return edited


async def _ask(run_id: RunId, asked: AskedEdit, by: Actor, work: Work, editor: Editor, *, make: UUID | None) -> Edited:
    run = await work.runs.get(run_id)
    program = await work.programs.get(run.program)
    program.must_be_run_by(by)
    must_be_editable(run, program)
    log = await work.edits.of(run_id)
    theirs = None
    if asked.instead is not None:
        if asked.mentor not in await work.drafts.mentors_of(run_id, asked.mentee):
            raise SwapImpossible(mentee=asked.mentee, instead=asked.instead)
        theirs = next(iter(await work.drafts.mentors_of(run_id, asked.instead)), None)
    return await editor.ask(run_id, log[-1].id if log else None, Marks.of(log).steps(asked, theirs), make=make)
