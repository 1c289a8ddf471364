"""Runs that can come to nothing say so, and whoever is erased in the middle of one is in none of it."""

from uuid import UUID

import pytest

from mentoring.contracts.matching import RunPublished
from mentoring.matching.domain.errors.runs import NobodyToMatch, RunNotCancellable, RunNotDrafted
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.cancel_run import cancel_run
from mentoring.matching.usecases.runs.draft_run import claim_run, settle_draft
from mentoring.matching.usecases.runs.keep_pairs import exclude_pairs
from mentoring.matching.usecases.runs.publish_run import publish_run
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
    enrolled,
    people_work_here,
    solved,
)
from tests.unit.matching.memory.work import MemoryWork


async def a_program(work: MemoryWork, *rows: Row) -> UUID:
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    program = await an_open_program(work)
    await enrolled(work, program, *rows)
    return program


async def test_a_program_of_one_person_has_nobody_to_match(work: MemoryWork) -> None:
    program = await a_program(work, Row("mentor", ANA))
    with pytest.raises(NobodyToMatch, match="1 as mentor, 0 as mentee"):
        await start_run(program, HR, work)
    both = await a_program(work, Row("mentor", ANA), Row("mentee", ANA))
    run = await a_drafted_run(work, both)
    assert [] == work.memory.drafts[run].pairs
    assert {"same-person"} == {one.why for one in work.memory.drafts[run].unmatched}


async def test_capacities_of_zero_give_an_empty_draft_that_says_why(work: MemoryWork) -> None:
    program = await a_program(work, Row("mentor", ANA, capacity=0), Row("mentee", BEN, capacity=0))
    run = await a_drafted_run(work, program)
    assert [] == work.memory.drafts[run].pairs
    assert ["no-capacity", "no-capacity"] == [one.why for one in work.memory.drafts[run].unmatched]
    assert 0 == (await publish_run(run, HR, work)).proposals


async def test_when_all_are_excluded_each_is_told_so(work: MemoryWork) -> None:
    program = await a_program(work, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO))
    await exclude_pairs(program, [(ANA, BEN), (ANA, CLEO)], HR, work)
    run = await a_drafted_run(work, program)
    assert {"excluded"} == {one.why for one in work.memory.drafts[run].unmatched}


async def test_whoever_is_erased_while_a_run_is_solved_is_not_proposed_and_nothing_of_them_is_kept(
    work: MemoryWork,
) -> None:
    program = await a_program(work, Row("mentor", ANA, capacity=2), Row("mentee", BEN), Row("mentee", CLEO))
    run = await start_run(program, HR, work)
    claim = await claim_run(work)
    assert claim is not None
    found = await solved(claim, work)
    kept = await work.inputs.all(run)
    await forget_people([BEN], work)
    await work.inputs.keep(run, kept)  # the solver was faster in reading than in keeping
    assert await settle_draft(claim, found, work)
    assert {CLEO} == {one.person for one in (await work.inputs.all(run)).mentees}
    published = await publish_run(run, HR, work)
    assert (1, {"no-place": 1}) == (published.proposals, published.passed_over)
    assert [1] == [told.proposals for told in work.announced(RunPublished)]


async def test_what_is_over_is_over(work: MemoryWork) -> None:
    program = await a_program(work, Row("mentor", ANA), Row("mentee", BEN))
    run = await a_drafted_run(work, program)
    await publish_run(run, HR, work)
    with pytest.raises(RunNotDrafted, match="published"):
        await publish_run(run, HR, work)
    with pytest.raises(RunNotCancellable, match="published"):
        await cancel_run(run, HR, work)
