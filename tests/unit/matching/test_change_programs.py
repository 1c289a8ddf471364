"""Programs of every kind: what is usual, other terms, the end; and people who come and go by themselves."""

from datetime import date

import pytest

from mentoring.contracts.matching import EnrollmentWithdrawn, ProgramClosed, ProgramRevised, ProgramState
from mentoring.matching.domain.errors.enrollments import (
    AlreadyEnrolled,
    NotForYourself,
    NotYourPlace,
    PlaceGivenUp,
    PlaceInUse,
)
from mentoring.matching.domain.errors.programs import (
    KindHasNoGroups,
    ModeNotOffered,
    NothingRevised,
    NotItsManager,
    ProgramHasNoPlace,
    ProgramNotOpen,
)
from mentoring.matching.domain.terms import GroupSize, Kind, Rules, StageGap, Timeline, Weights
from mentoring.matching.usecases.programs.close_program import close_program, close_programs_over
from mentoring.matching.usecases.programs.enroll_people import Row, enroll_people
from mentoring.matching.usecases.programs.join_program import change_place, join_program, leave_program
from mentoring.matching.usecases.programs.revise_program import revise_program
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    EVA,
    HR,
    a_participant,
    an_open_program,
    caller,
    enrolled,
    people_work_here,
    published_proposals,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork


@pytest.fixture
async def work() -> MemoryWork:
    work = MemoryWork()
    await people_work_here(work, ANA, BEN, CLEO, EVA)
    return work


@pytest.mark.parametrize(
    ("kind", "mode", "check_ins", "gap"),
    [
        ("formal", "cohort", "asked", StageGap()),
        ("informal", "self-service", "free", StageGap()),
        ("peer", "cohort", "asked", StageGap(most=1)),
        ("reverse", "cohort", "asked", StageGap(least=1)),
        ("group", "cohort", "asked", StageGap()),
        ("flash", "self-service", "free", StageGap()),
    ],
)
async def test_each_kind_has_its_habits(work: MemoryWork, kind: Kind, mode: str, check_ins: str, gap: StageGap) -> None:
    program = await work.programs.get(await an_open_program(work, kind=kind))
    assert (mode, check_ins, gap) == (program.mode, program.check_ins, program.rules.stage_gap)


async def test_a_kind_is_not_run_in_a_mode_or_in_groups_that_do_not_fit_it(work: MemoryWork) -> None:
    with pytest.raises(ModeNotOffered, match="possible are cohort, suggested, self-service"):
        await an_open_program(work, kind="formal", mode="roulette")
    with pytest.raises(KindHasNoGroups):
        await an_open_program(work, kind="formal", group_size=GroupSize(3, 8))


async def test_a_program_gets_other_terms_and_tells_which(work: MemoryWork) -> None:
    program = await an_open_program(work)

    revised = await revise_program(program, {"weights": Weights(skills=10), "name": "Rising leaders"}, HR, work)

    assert 10 == revised.weights.skills == (await work.programs.get(program)).weights.skills
    assert [["weights"]] == [told.changed for told in work.announced(ProgramRevised)]
    assert 10 == work.announced(ProgramState)[-1].weights.skills
    with pytest.raises(NothingRevised):
        await revise_program(program, {"rules": Rules()}, HR, work)
    with pytest.raises(NotItsManager):
        await revise_program(program, {"rules": Rules.none()}, caller(ANA), work)


async def test_a_program_closes_when_it_is_stopped_or_over(work: MemoryWork) -> None:
    stopped = await an_open_program(work)
    over = await an_open_program(work, timeline=Timeline(date(2026, 11, 1), date(2026, 12, 1)))
    await close_program(stopped, HR, work)
    assert 0 == await close_programs_over(work)
    work.is_at(work.now().replace(month=12, day=2))
    assert 1 == await close_programs_over(work)
    assert [(stopped, "stopped"), (over, "over")] == [(t.program, t.reason) for t in work.announced(ProgramClosed)]
    with pytest.raises(ProgramNotOpen):
        await enroll_people(over, [Row("mentor", ANA)], HR, work)
    with pytest.raises(ProgramNotOpen):
        await close_program(stopped, HR, work)


async def test_people_join_by_themselves_where_the_program_lets_them(work: MemoryWork) -> None:
    program = await an_open_program(work, kind="informal")
    place = await join_program(program, ANA, "mentor", 2, None, work)
    await change_place(place, caller(ANA), 3, "goals", work)
    found = await work.enrollments.get(place)
    assert (3, "goals") == (found.capacity, found.top)
    with pytest.raises(AlreadyEnrolled):
        await join_program(program, ANA, "mentor", None, None, work)
    with pytest.raises(ProgramHasNoPlace):
        await join_program(program, ANA, "peer", None, None, work)
    with pytest.raises(NotYourPlace):
        await change_place(place, caller(BEN), 1, None, work)
    with pytest.raises(NotForYourself):
        await join_program(await an_open_program(work), ANA, "mentor", None, None, work)


async def test_whoever_leaves_takes_their_open_proposals_along(work: MemoryWork) -> None:
    program = await an_open_program(work)
    await they_say(work, a_participant(ANA, offers={"sql": 3}), a_participant(BEN, wants={"sql": 3}))
    ana, ben = await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN))
    (proposal,) = await published_proposals(work, program)

    await leave_program(ben, caller(BEN), work)

    assert "withdrawn" == (await work.proposals.get(proposal)).state
    assert ["own-wish"] == [told.reason for told in work.announced(EnrollmentWithdrawn)]
    with pytest.raises(PlaceGivenUp):
        await leave_program(ben, caller(BEN), work)
    assert 0 == (await work.enrollments.taken([ana])).get(ana, 0)


async def test_a_place_in_which_a_mentorship_runs_is_not_given_up(work: MemoryWork) -> None:
    program = await an_open_program(work)
    await they_say(work, a_participant(ANA, offers={"sql": 3}), a_participant(BEN, wants={"sql": 3}))
    _, ben = await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN))
    (proposal,) = await published_proposals(work, program)
    await accept_proposal(proposal, ANA, work)
    await accept_proposal(proposal, BEN, work)
    with pytest.raises(PlaceInUse, match="1"):
        await leave_program(ben, caller(BEN), work)
