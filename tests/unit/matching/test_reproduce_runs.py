"""A run can be made again, and whoever asks is told when it cannot."""

from dataclasses import replace
from uuid import UUID

import pytest

from mentoring.matching.domain.errors.runs import EngineChanged, InputsIncomplete, NotReproduced, RunNotDrafted
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.reproduce_run import Reproduction, recall_run
from mentoring.matching.usecases.runs.start_run import start_run
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    HR,
    RUN,
    a_drafted_run,
    a_participant,
    an_open_program,
    enrolled,
    people_work_here,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork


@pytest.fixture
async def work() -> MemoryWork:
    work = MemoryWork()
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    await they_say(
        work,
        a_participant(ANA, offers={"sql": 3}),
        a_participant(CLEO, offers={"go": 4}),
        a_participant(BEN, wants={"sql": 3}),
        a_participant(DAN, wants={"go": 2, "sql": 1}),
    )
    return work


async def a_run_of_four(work: MemoryWork) -> UUID:
    program = await an_open_program(work)
    rows = [Row("mentor", ANA), Row("mentor", CLEO), Row("mentee", BEN), Row("mentee", DAN)]
    await enrolled(work, program, *rows)
    return await a_drafted_run(work, program)


async def test_the_kept_inputs_give_the_same_draft_again(work: MemoryWork) -> None:
    run = await a_run_of_four(work)
    # Whatever became of the people since.
    await they_say(work, a_participant(ANA, offers={"cooking": 5}))

    found = Reproduction.of(await recall_run(run, work))

    told = work.memory.runs[run]
    assert (run, told.inputs, told.engine) == (found.run, found.inputs, found.engine)
    assert told.figures is not None
    assert (told.figures.total_points, told.figures.pairs) == (found.points, found.pairs)


async def test_a_run_that_lost_somebody_cannot_be_made_again(work: MemoryWork) -> None:
    run = await a_run_of_four(work)
    await forget_people([BEN], work)
    with pytest.raises(InputsIncomplete):
        await recall_run(run, work)


async def test_another_version_of_the_rules_is_not_the_same_run(work: MemoryWork) -> None:
    run = await a_run_of_four(work)
    work.memory.runs[run] = replace(work.memory.runs[run], engine="0")
    with pytest.raises(EngineChanged, match="version 0"):
        await recall_run(run, work)


async def test_a_draft_that_was_tampered_with_is_found(work: MemoryWork) -> None:
    run = await a_run_of_four(work)
    recalled = await recall_run(run, work)
    with pytest.raises(NotReproduced):
        Reproduction.of(replace(recalled, pairs=frozenset({(ANA, DAN)})))
    with pytest.raises(NotReproduced):
        Reproduction.of(replace(recalled, points=recalled.points + 1))


async def test_a_run_without_a_draft_has_nothing_to_compare_with(work: MemoryWork) -> None:
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN))
    run = await start_run(program, HR, work)
    with pytest.raises(RunNotDrafted):
        await recall_run(run, work)
    assert run != RUN
