"""A draft under review is brought up to date: what changed is told, what was done by hand stands, and it is logged."""

from uuid import UUID

import pytest

from mentoring.contracts.matching import ProposalMade, RunState
from mentoring.matching.adapters.postgres.inputs import digest_of
from mentoring.matching.domain.errors.edits import NothingChanged, RunNotRefreshable
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.errors.runs import RunNotDrafted, RunRefreshed
from mentoring.matching.domain.run import Mode
from mentoring.matching.domain.run_edit import AskedEdit, AskedRefresh, Marks
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.draft_run import claim_run, settle_draft
from mentoring.matching.usecases.runs.edit_run import edit_run
from mentoring.matching.usecases.runs.publish_run import publish_run
from mentoring.matching.usecases.runs.refresh_run import refresh_run, try_refresh
from mentoring.matching.usecases.runs.reproduce_run import recall_run
from mentoring.matching.usecases.runs.start_run import start_run
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    HR,
    a_drafted_run,
    a_participant,
    an_open_program,
    caller,
    enrolled,
    people_work_here,
    solved,
    they_say,
)
from tests.unit.matching.editor import EditorHere
from tests.unit.matching.memory.work import MemoryWork

FAY = UUID(int=0xF)
REFRESH = AskedRefresh()


@pytest.fixture
async def run(work: MemoryWork) -> UUID:
    """Ana has a place, which Ben gets; Cleo is left over."""
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA, FAY)
    await they_say(
        work,
        a_participant(ANA, offers={"sql": 4}),
        a_participant(DAN, offers={"go": 4}),
        a_participant(BEN, wants={"sql": 3}),
        a_participant(CLEO, wants={"go": 3}),
    )
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO))
    return await a_drafted_run(work, program)


def drafted(work: MemoryWork, run: UUID) -> set[tuple[UUID, UUID]]:
    return {(one.mentor, one.mentee) for one in work.drafts.pairs(run)}


async def test_a_newcomer_gets_whoever_was_left_over_and_the_run_is_of_those_now_there(
    work: MemoryWork, run: UUID
) -> None:
    assert {(ANA, BEN)} == drafted(work, run)
    await enrolled(work, work.memory.runs[run].program, Row("mentor", DAN), Row("mentee", FAY))
    before = work.memory.runs[run].inputs
    told = await try_refresh(run, REFRESH, HR, work, EditorHere(work))
    assert ({"came": 2}, 1, (CLEO,)) == (told.since.counts, len(told.gained), told.found)
    assert ({(ANA, BEN)}, before) == (drafted(work, run), work.memory.runs[run].inputs)
    made = await refresh_run(run, REFRESH, HR, work, EditorHere(work))
    assert (told.before, told.after) == (made.before, made.after)
    assert {(ANA, BEN), (DAN, CLEO)} == drafted(work, run)
    assert [FAY] == [one.person for one in work.memory.drafts[run].unmatched]
    assert digest_of(await work.inputs.all(run)) == work.memory.runs[run].inputs != before
    figures = work.announced(RunState)[-1].figures
    assert figures is not None
    assert figures.certificate is not None
    assert (3, 2, 1, 0) == (figures.mentees, figures.pairs, figures.unmatched, figures.certificate.gap)
    (logged,) = await work.edits.of(run)
    assert (REFRESH, ((DAN, CLEO),), ()) == (logged.asked, logged.gained, logged.lost)
    with pytest.raises(NothingChanged):
        await try_refresh(run, REFRESH, HR, work, EditorHere(work))
    with pytest.raises(RunRefreshed):
        await recall_run(run, work)
    await publish_run(run, HR, work)
    assert 2 == len(work.announced(ProposalMade))
    with pytest.raises(RunNotDrafted):
        await try_refresh(run, REFRESH, HR, work, EditorHere(work))


async def test_what_was_done_by_hand_stands_until_somebody_of_it_has_left(work: MemoryWork, run: UUID) -> None:
    await edit_run(run, AskedEdit("pin", ANA, CLEO, why="They asked."), HR, work, EditorHere(work))
    await enrolled(work, work.memory.runs[run].program, Row("mentor", DAN))
    await refresh_run(run, REFRESH, HR, work, EditorHere(work))
    assert {(ANA, CLEO), (DAN, BEN)} == drafted(work, run)
    await settle_leaver(CLEO, work)
    made = await refresh_run(run, REFRESH, HR, work, EditorHere(work))
    assert ((ANA, CLEO),) == made.given_up
    assert {(ANA, BEN)} == drafted(work, run)
    assert frozenset() == Marks.of(await work.edits.of(run)).pinned
    await edit_run(run, AskedEdit("exclude", ANA, BEN, why="They know each other."), HR, work, EditorHere(work))
    assert {(DAN, BEN)} == drafted(work, run)


async def test_with_a_move_penalty_the_draft_stays_calm_and_so_do_later_edits(work: MemoryWork, run: UUID) -> None:
    await enrolled(work, work.memory.runs[run].program, Row("mentor", DAN))
    await they_say(work, a_participant(BEN, wants={"go": 3}))
    calm = AskedRefresh(move_penalty=100)
    free = await try_refresh(run, REFRESH, HR, work, EditorHere(work))
    made = await refresh_run(run, calm, HR, work, EditorHere(work))
    assert free.after >= made.after
    assert (ANA, BEN) in drafted(work, run)
    assert 100 == Marks.of(await work.edits.of(run)).penalty
    await edit_run(run, AskedEdit("exclude", DAN, BEN, why="No."), HR, work, EditorHere(work))
    assert (ANA, BEN) in drafted(work, run)


@pytest.mark.parametrize("mode", ["stable", "fair", "preview"])
async def test_it_is_for_those_who_run_the_program_and_for_drafts_of_the_highest_total(
    work: MemoryWork, run: UUID, mode: Mode
) -> None:
    with pytest.raises(NotItsManager):
        await try_refresh(run, REFRESH, caller(ANA), work, EditorHere(work))
    other = await start_run(work.memory.runs[run].program, HR, work, mode=mode)
    with pytest.raises(RunNotDrafted):
        await try_refresh(other, REFRESH, HR, work, EditorHere(work))
    claim = await claim_run(work)
    assert claim is not None
    await settle_draft(claim, await solved(claim, work), work)
    with pytest.raises(RunNotRefreshable, match=mode):
        await try_refresh(other, REFRESH, HR, work, EditorHere(work))
