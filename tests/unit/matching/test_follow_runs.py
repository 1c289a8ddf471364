"""A run is asked for in a mode, tells how far it is, can be called off, and is published a piece at a time."""

from typing import Any
from uuid import UUID

import pytest

from mentoring.contracts.matching import ProposalMade, RunCancelled, RunPublished, RunState
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.errors.runs import (
    CapOutOfBounds,
    ClaimLost,
    FairnessMisplaced,
    ModeMisplaced,
    RunBeingPublished,
    RunNotCancellable,
    RunNotDrafted,
)
from mentoring.matching.domain.run import Fairness, Mode
from mentoring.matching.usecases.programs.close_program import close_program
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs import publish_run as publication
from mentoring.matching.usecases.runs.cancel_run import cancel_run
from mentoring.matching.usecases.runs.draft_run import claim_run, renew_claim, settle_draft
from mentoring.matching.usecases.runs.publish_run import go_on_publishing, publish_run
from mentoring.matching.usecases.runs.start_run import start_run
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    HR,
    a_drafted_run,
    an_open_program,
    caller,
    enrolled,
    people_work_here,
    solved,
)
from tests.unit.matching.memory.work import MemoryWork


async def a_program(work: MemoryWork, **changed: Any) -> UUID:
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    program = await an_open_program(work, **changed)
    await enrolled(
        work, program, Row("mentor", ANA, capacity=3), Row("mentee", BEN), Row("mentee", CLEO), Row("mentee", DAN)
    )
    return program


@pytest.fixture
def by_twos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of two pairs."""
    monkeypatch.setattr(publication, "A_PIECE", 2)


async def test_who_started_it_its_mode_its_seed_and_its_phases_are_told(work: MemoryWork) -> None:
    program = await a_program(work)
    await start_run(program, by=caller(EVA), work=work, mode="stable")
    claim = await claim_run(work)
    assert claim is not None
    for phase, done in (("gathering", 0), ("solving", 1), ("solving", 2), ("proving", 0)):
        assert await renew_claim(claim, work, phase=phase, done=done, of=3)  # type: ignore[arg-type]
    at_work = work.memory.runs[claim.run].progress
    assert at_work is not None
    assert ("proving", 0, 3) == (at_work.phase, at_work.done, at_work.of)
    await settle_draft(claim, await solved(claim, work), work)
    told = work.announced(RunState)
    assert ["waiting", "gathering", "solving", "proving", None] == [one.phase for one in told]
    assert {("stable", EVA)} == {(one.mode, one.by) for one in told}
    assert all(one.seed is not None for one in told)


@pytest.mark.parametrize(
    ("kind", "mode", "possible"),
    [("formal", "roulette", "optimum"), ("group", "stable", "optimum"), ("group", "fair", "optimum")],
)
async def test_a_mode_that_a_program_does_not_have_is_refused(
    work: MemoryWork, kind: str, mode: Mode, possible: str
) -> None:
    program = await a_program(work, kind=kind)
    with pytest.raises(ModeMisplaced, match=possible):
        await start_run(program, by=HR, work=work, mode=mode)


async def test_caps_by_group_make_a_run_fair_and_belong_to_no_other(work: MemoryWork) -> None:
    program = await a_program(work)
    with pytest.raises(CapOutOfBounds):
        Fairness("site", 0)
    with pytest.raises(FairnessMisplaced, match="stable"):
        await start_run(program, by=HR, work=work, mode="stable", fair=Fairness("site", 2))
    run = await start_run(program, by=HR, work=work, fair=Fairness("site", 2))
    assert ("fair", Fairness("site", 2)) == (work.memory.runs[run].mode, work.memory.runs[run].fair)


async def test_a_run_at_work_is_called_off_and_its_worker_has_lost_it(work: MemoryWork) -> None:
    program = await a_program(work)
    run = await start_run(program, by=HR, work=work)
    claim = await claim_run(work)
    assert claim is not None
    await cancel_run(run, by=caller(EVA), work=work)
    assert [(run, EVA)] == [(told.run, told.by) for told in work.announced(RunCancelled)]
    assert "cancelled" == work.announced(RunState)[-1].state
    assert not await renew_claim(claim, work)
    with pytest.raises(ClaimLost):
        await solved(claim, work)
    assert await claim_run(work) is None
    await start_run(program, by=HR, work=work)


async def test_a_draft_that_is_called_off_is_gone(work: MemoryWork) -> None:
    program = await a_program(work)
    run = await a_drafted_run(work, program)
    with pytest.raises(NotItsManager):
        await cancel_run(run, by=caller(ANA), work=work)
    await cancel_run(run, by=HR, work=work)
    assert {} == work.memory.drafts
    with pytest.raises(RunNotCancellable, match="cancelled"):
        await cancel_run(run, by=HR, work=work)
    with pytest.raises(RunNotDrafted, match="cancelled"):
        await publish_run(run, by=HR, work=work)


@pytest.mark.usefixtures("by_twos")
async def test_a_draft_is_published_piece_by_piece_and_told_when_all_is_done(work: MemoryWork) -> None:
    program = await a_program(work)
    run = await a_drafted_run(work, program)
    first = await publish_run(run, by=HR, work=work)
    assert (2, True) == (first.proposals, first.left)
    assert "drafted" == work.memory.runs[run].state
    for act in (publish_run, cancel_run):
        with pytest.raises(RunBeingPublished, match="2 of its pairs"):
            await act(run, by=HR, work=work)
    assert [] == work.announced(RunPublished)

    assert 1 == await go_on_publishing(work)
    assert 0 == await go_on_publishing(work)
    assert [3] == [told.proposals for told in work.announced(RunPublished)]
    assert 3 == len({made.mentee for made in work.announced(ProposalMade)})
    assert ("published", 3) == (work.memory.runs[run].state, work.memory.runs[run].began.proposals)


@pytest.mark.usefixtures("by_twos")
async def test_a_program_that_closes_in_mid_publication_gets_no_more_proposals(work: MemoryWork) -> None:
    program = await a_program(work)
    run = await a_drafted_run(work, program)
    await publish_run(run, by=HR, work=work)
    await close_program(program, by=HR, work=work)
    assert 1 == await go_on_publishing(work)
    assert {"program-closed": 1} == work.memory.runs[run].began.passed_over
    assert [2] == [told.proposals for told in work.announced(RunPublished)]


@pytest.mark.usefixtures("by_twos")
async def test_an_empty_draft_is_published_at_once(work: MemoryWork) -> None:
    program = await a_program(work)
    await publish_run(await a_drafted_run(work, program), by=HR, work=work)
    await go_on_publishing(work)
    published = await publish_run(await a_drafted_run(work, program), by=HR, work=work)
    assert (0, False) == (published.proposals, published.left)
