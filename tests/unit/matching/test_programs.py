"""Programs are written down by people of HR, opened by those who run them, and joined row by row."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from mentoring.contracts.matching import (
    EnrollmentState,
    PersonEnrolled,
    ProgramDrafted,
    ProgramOpened,
    ProgramState,
)
from mentoring.matching.domain.errors.programs import (
    ManagersMissing,
    ManagersUnknown,
    NotItsManager,
    ProgramNotDrafted,
    ProgramNotOpen,
    ProgramOver,
    ProgramUnknown,
)
from mentoring.matching.domain.errors.terms import TimelineOver
from mentoring.matching.domain.terms import Timeline
from mentoring.matching.usecases.programs.enroll_people import Row, enroll_people
from mentoring.matching.usecases.programs.open_program import open_program
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    EVA,
    HR,
    PROGRAM,
    Caller,
    a_participant,
    a_program,
    an_open_program,
    caller,
    enrolled,
    people_work_here,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork


async def test_a_program_is_told_when_it_is_written_down_and_when_it_opens(work: MemoryWork) -> None:
    await people_work_here(work, EVA)
    program = await an_open_program(work)
    assert [program] == [told.program for told in work.announced(ProgramDrafted)]
    assert [program] == [told.program for told in work.announced(ProgramOpened)]
    drafted, opened = work.announced(ProgramState)
    assert ("drafted", "open") == (drafted.state, opened.state)
    assert ([EVA], "P14D", "P7D") == (opened.managers, opened.cadence.every, opened.answer_within)
    assert ["Fill 20 lead positions from within"] == opened.objectives


async def test_whoever_writes_it_down_runs_it_when_nobody_is_named(work: MemoryWork) -> None:
    await people_work_here(work, EVA)
    await an_open_program(work, managers=[])
    assert [EVA] == work.announced(ProgramState)[0].managers


async def test_a_machine_of_hr_names_a_manager(work: MemoryWork) -> None:
    with pytest.raises(ManagersMissing):
        await an_open_program(work, managers=[], by=Caller(None, frozenset({"hr_manager"})))


async def test_managers_are_people_who_work_here(work: MemoryWork) -> None:
    await people_work_here(work, EVA)
    await people_work_here(work, ANA, status="left")
    for managers in ([EVA, BEN], [ANA]):
        with pytest.raises(ManagersUnknown):
            await an_open_program(work, managers=managers)
    assert [] == work.announced(ProgramDrafted)


async def test_a_program_that_is_over_cannot_be_written_down_or_opened(work: MemoryWork) -> None:
    await people_work_here(work, EVA)
    with pytest.raises(TimelineOver):
        await an_open_program(work, timeline=Timeline(date(2026, 1, 1), date(2026, 11, 1)))
    await work.programs.add(a_program(state="drafted"))
    work.after(timedelta(days=365))
    with pytest.raises(ProgramOver):
        await open_program(PROGRAM, by=HR, work=work)


async def test_a_program_opens_once(work: MemoryWork) -> None:
    await people_work_here(work, EVA)
    program = await an_open_program(work)
    with pytest.raises(ProgramNotDrafted):
        await open_program(program, by=HR, work=work)


async def test_only_its_managers_and_people_of_hr_run_a_program(work: MemoryWork) -> None:
    await work.programs.add(a_program(state="drafted"))
    with pytest.raises(NotItsManager):
        await open_program(PROGRAM, by=caller(ANA), work=work)
    with pytest.raises(NotItsManager):
        await open_program(PROGRAM, by=Caller(None, frozenset({"operator"})), work=work)
    await open_program(PROGRAM, by=caller(EVA), work=work)


async def test_there_is_no_such_program(work: MemoryWork) -> None:
    with pytest.raises(ProgramUnknown):
        await open_program(PROGRAM, by=HR, work=work)


async def test_people_take_their_places(work: MemoryWork) -> None:
    await people_work_here(work, ANA, BEN, EVA)
    program = await an_open_program(work)
    ids = await enrolled(work, program, Row("mentor", ANA, capacity=3), Row("mentee", employee_id=f"E{BEN.int}"))
    assert [(ids[0], ANA, "mentor"), (ids[1], BEN, "mentee")] == [
        (told.enrollment, told.person, told.place) for told in work.announced(PersonEnrolled)
    ]
    assert [("waiting", 3), ("waiting", 1)] == [(told.state, told.capacity) for told in work.announced(EnrollmentState)]


async def test_a_mentors_own_capacity_counts_where_the_row_gives_none(work: MemoryWork) -> None:
    await people_work_here(work, ANA, BEN, EVA)
    await they_say(work, a_participant(ANA, capacity=4), a_participant(BEN, capacity=4))
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN))
    assert [4, 1] == [told.capacity for told in work.announced(EnrollmentState)]


async def test_a_row_that_cannot_be_used_is_reported_and_hinders_no_other(work: MemoryWork) -> None:
    await people_work_here(work, ANA, BEN, EVA)
    await people_work_here(work, CLEO, status="left")
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA))
    work.forget_announced()
    reports = await enroll_people(
        program,
        [
            Row("mentee", BEN),
            Row("mentee", UUID(int=404)),
            Row("mentee", employee_id="nobody"),
            Row("mentor", CLEO),
            Row("mentor", ANA),
            Row("mentee", BEN),
            Row("mentor", BEN, capacity=51),
            Row("mentor", BEN, capacity=-1),
            Row("mentee", ANA),
            Row("mentor", BEN, capacity=0),
        ],
        by=HR,
        work=work,
    )
    assert [
        None,
        "person-unknown",
        "person-unknown",
        "person-has-left",
        "already-enrolled",
        "listed-twice",
        "capacity-out-of-bounds",
        "capacity-out-of-bounds",
        None,
        None,
    ] == [report.refusal.code if report.refusal else None for report in reports]
    assert list(range(1, 11)) == [report.row for report in reports]
    assert [BEN, ANA, BEN] == [told.person for told in work.announced(PersonEnrolled)]


async def test_nobody_enrolls_in_a_program_that_is_not_open_or_over(work: MemoryWork) -> None:
    await people_work_here(work, ANA)
    await work.programs.add(a_program(state="drafted"))
    with pytest.raises(ProgramNotOpen):
        await enroll_people(PROGRAM, [Row("mentor", ANA)], by=HR, work=work)
    await work.programs.save(a_program(state="open"))
    work.after(timedelta(days=365))
    with pytest.raises(ProgramOver):
        await enroll_people(PROGRAM, [Row("mentor", ANA)], by=HR, work=work)


async def test_nobody_enrolls_others_in_a_program_they_do_not_run(work: MemoryWork) -> None:
    await people_work_here(work, ANA)
    await work.programs.add(a_program())
    with pytest.raises(NotItsManager):
        await enroll_people(PROGRAM, [Row("mentor", ANA)], by=caller(ANA), work=work)
