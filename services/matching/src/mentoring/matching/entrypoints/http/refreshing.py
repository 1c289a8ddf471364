"""Drafts brought up to date: what changed since, what that does to the draft, and the act."""

from collections.abc import Mapping
from typing import Annotated, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from mentoring.matching.domain.pairing.cohort import Side
from mentoring.matching.domain.pairing.since import What
from mentoring.matching.domain.run_edit import AskedRefresh
from mentoring.matching.domain.run_refresh import MOST_PENALTY, Refreshed
from mentoring.matching.entrypoints.http.edits import HR, PairGained
from mentoring.matching.entrypoints.http.kept_pairs import PairOfPeople
from mentoring.matching.ports import Editor, Work
from mentoring.matching.usecases.runs.refresh_run import refresh_run, try_refresh
from mentoring.runtime import Caller, Doors, known_or_role

SHOWN: Final = 500
"""People told by name; all are counted."""


class RefreshBody(BaseModel):
    """Bring a draft up to date; with ``preview`` it is only told what that would do."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    move_penalty: Annotated[int, Field(ge=0, le=MOST_PENALTY)] = 0
    """Points that moving a pair of this draft must gain; above 0 a draft that was reviewed stays calm."""
    preview: bool = False


class PersonChanged(BaseModel):
    """Somebody of the program, in their place."""

    person: UUID
    place: Side
    what: What


class RefreshOutcome(BaseModel):
    """What changed since the draft was made, and the draft before and after it is brought up to date."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    counts: Mapping[What, int]
    people: list[PersonChanged]
    """At most 500 of them."""
    barred: int
    """Pairs between whom something stands that did not."""
    lifted: int
    """Pairs between whom nothing stands any more."""
    terms: bool
    """Whether rules, weights or required pairs of the program are others."""
    points_before: int
    points: int
    """What the total wins or loses."""
    points_after: int
    gained: list[PairGained]
    lost: list[PairOfPeople]
    given_up: list[PairOfPeople]
    """Pairs that were pinned and cannot be any more."""
    found: list[UUID]
    """Mentees who had nobody and have somebody."""
    alone: list[UUID]
    """Mentees who had somebody and have nobody."""
    made: bool


def refreshing(editor: Editor) -> Doors:
    """The door that the editor answers."""
    doors = Doors(tags=["runs"])

    @doors.command("POST", "/runs/{run_id}/refresh", policy=known_or_role(HR))
    async def refresh(run_id: UUID, body: RefreshBody, caller: Caller, work: Work) -> RefreshOutcome:
        """Who came, left, was freed or changed since, a path for each; told with its cost, made unless a preview."""
        act = try_refresh if body.preview else refresh_run
        found = await act(run_id, AskedRefresh(body.move_penalty), caller, work, editor)
        return _outcome(found, made=not body.preview)

    return doors


def _outcome(found: Refreshed, *, made: bool) -> RefreshOutcome:
    since = found.since
    lost, given_up = (
        [PairOfPeople(mentor=mentor, mentee=mentee) for mentor, mentee in those]
        for those in (found.lost, found.given_up)
    )
    return RefreshOutcome(
        counts=since.counts,
        people=[PersonChanged(person=one.person, place=one.side, what=one.what) for one in since.people[:SHOWN]],
        barred=len(since.barred),
        lifted=len(since.lifted),
        terms=since.terms,
        points_before=found.before,
        points=found.after - found.before,
        points_after=found.after,
        gained=[PairGained(mentor=one.mentor, mentee=one.mentee, points=one.points) for one in found.gained],
        lost=lost,
        given_up=given_up,
        found=list(found.found),
        alone=list(found.alone),
        made=made,
    )
