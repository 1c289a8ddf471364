"""Drafts edited by hand: what an edit costs, the edit, and the log."""

from datetime import datetime
from functools import partial
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from mentoring.matching.domain.run_edit import AskedEdit, AskedRefresh, Edited, EditKind, RunEdit
from mentoring.matching.entrypoints.http.kept_pairs import PairOfPeople
from mentoring.matching.ports import Editor, Views, Work
from mentoring.matching.usecases.runs.edit_run import edit_run, try_edit
from mentoring.runtime import Caller, Doors, known_or_role

HR = "hr_manager"


class EditBody(BaseModel):
    """An edit; with ``preview`` it is not made, and only its cost is told."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    edit: EditKind
    mentor: UUID
    mentee: UUID
    instead: UUID | None = None
    """In a swap: the mentee who gets the mentor, while `mentee` gets theirs."""
    override: bool = False
    """Pair the two though rules of the program forbid it; the log says which."""
    why: Annotated[str, Field(max_length=500)] = ""
    preview: bool = False


class PairGained(PairOfPeople):
    """A pair that comes."""

    points: int


class EditOutcome(BaseModel):
    """Points that the total wins or loses, the pairs that come and go, and the rules that the asked pair breaks."""

    points: int
    gained: list[PairGained]
    lost: list[PairOfPeople]
    broken: list[str]
    made: bool


class EditShown(BaseModel):
    """An edit that was made; a refresh is about no two people, and has a move penalty."""

    number: int
    at: datetime
    by: UUID | None
    edit: EditKind | Literal["refresh"]
    mentor: UUID | None
    mentee: UUID | None
    instead: UUID | None
    why: str
    move_penalty: int | None = None
    points: int
    gained: list[PairOfPeople]
    lost: list[PairOfPeople]
    broken: list[str]


def edits(editor: Editor) -> Doors:
    """The doors that the editor answers."""
    doors = Doors(tags=["runs"])

    @doors.command("POST", "/runs/{run_id}/edits", policy=known_or_role(HR))
    async def edit(run_id: UUID, body: EditBody, caller: Caller, work: Work) -> EditOutcome:
        """Pin, unpin, exclude, let in again, swap: told with its cost, made unless it is a preview, and logged."""
        asked = AskedEdit(body.edit, body.mentor, body.mentee, body.instead, body.override, body.why)
        act = try_edit if body.preview else edit_run
        return _outcome(await act(run_id, asked, caller, work, editor), made=not body.preview)

    @doors.view("/runs/{run_id}/edits", policy=known_or_role(HR))
    async def log(run_id: UUID, caller: Caller, views: Views) -> list[EditShown]:
        """What was done to the draft by hand, by whom, why, and what it cost."""
        run = await views.run(run_id)
        (await views.program(run.program)).must_be_run_by(caller)
        return [_shown(one) for one in await views.edits(run_id)]

    return doors


def _outcome(edited: Edited, *, made: bool) -> EditOutcome:
    return EditOutcome(
        points=edited.points,
        gained=[PairGained(mentor=one.mentor, mentee=one.mentee, points=one.points) for one in edited.gained],
        lost=[PairOfPeople(mentor=mentor, mentee=mentee) for mentor, mentee in edited.lost],
        broken=list(edited.broken),
        made=made,
    )


def _shown(edit: RunEdit) -> EditShown:
    gained, lost = (
        [PairOfPeople(mentor=mentor, mentee=mentee) for mentor, mentee in side] for side in (edit.gained, edit.lost)
    )
    shown = partial(
        EditShown,
        number=edit.number,
        at=edit.at,
        by=edit.by,
        points=edit.points,
        gained=gained,
        lost=lost,
        broken=list(edit.broken),
    )
    asked = edit.asked
    if isinstance(asked, AskedRefresh):
        return shown(edit="refresh", mentor=None, mentee=None, instead=None, why="", move_penalty=asked.move_penalty)
    return shown(edit=asked.kind, mentor=asked.mentor, mentee=asked.mentee, instead=asked.instead, why=asked.why)
