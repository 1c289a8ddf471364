"""A draft is edited by hand: what each edit costs is what it does, it is logged, and the rest stays the best."""

from uuid import UUID

import pytest

from mentoring.contracts.matching import ProposalMade, RunState
from mentoring.matching.domain.errors.edits import (
    EditPointless,
    InsteadMisplaced,
    RunNotEditable,
    SwapImpossible,
    WhyMissing,
)
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.errors.runs import PinImpossible, RunNotDrafted
from mentoring.matching.domain.run import Mode
from mentoring.matching.domain.run_edit import AskedEdit, Edited, EditKind, Marks
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.draft_run import claim_run, settle_draft
from mentoring.matching.usecases.runs.edit_run import edit_run, try_edit
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
    a_participant,
    a_record,
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


@pytest.fixture
async def run(work: MemoryWork) -> UUID:
    """Ana and Ben suit each other, and so do Dan and Cleo; Fay is left over."""
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA, FAY)
    await work.people.keep([a_record(FAY, manager=DAN)])
    await they_say(
        work,
        a_participant(ANA, offers={"sql": 4}),
        a_participant(DAN, offers={"go": 4}),
        a_participant(BEN, wants={"sql": 3}),
        a_participant(CLEO, wants={"go": 3}),
    )
    program = await an_open_program(work)
    await enrolled(
        work,
        program,
        Row("mentor", ANA),
        Row("mentor", DAN),
        Row("mentee", BEN),
        Row("mentee", CLEO),
        Row("mentee", FAY),
    )
    return await a_drafted_run(work, program)


def drafted(work: MemoryWork, run: UUID) -> set[tuple[UUID, UUID]]:
    return {(one.mentor, one.mentee) for one in work.drafts.pairs(run)}


def alone(work: MemoryWork, run: UUID) -> set[UUID]:
    return {one.person for one in work.memory.drafts[run].unmatched}


async def edit(work: MemoryWork, run: UUID, kind: EditKind, mentor: UUID, mentee: UUID, **more: object) -> Edited:
    asked = AskedEdit(kind, mentor, mentee, why="They asked for it.", **more)  # type: ignore[arg-type]
    told = await try_edit(run, asked, HR, work, EditorHere(work))
    made = await edit_run(run, asked, HR, work, EditorHere(work))
    assert (told.points, {*told.lost}, told.broken) == (made.points, {*made.lost}, made.broken)
    assert {(one.mentor, one.mentee) for one in told.gained} == {(one.mentor, one.mentee) for one in made.gained}
    return made


async def test_a_pin_moves_others_and_says_what_that_costs(work: MemoryWork, run: UUID) -> None:
    before = work.memory.runs[run].figures
    assert before is not None
    assert {(ANA, BEN), (DAN, CLEO)} == drafted(work, run)
    made = await edit(work, run, "pin", ANA, FAY)
    assert made.points < 0
    assert {(ANA, FAY), (DAN, CLEO)} == drafted(work, run)
    assert {BEN} == alone(work, run)
    after = work.announced(RunState)[-1].figures
    assert after is not None
    assert before.total_points + made.points == after.total_points
    assert (2, 1) == (after.pairs, after.unmatched)
    assert after.certificate is not None
    assert -made.points == after.certificate.gap
    await edit(work, run, "unpin", ANA, FAY)
    assert {(ANA, BEN), (DAN, CLEO)} == drafted(work, run)
    assert {FAY} == alone(work, run)


async def test_two_are_kept_apart_and_may_meet_again(work: MemoryWork, run: UUID) -> None:
    made = await edit(work, run, "exclude", DAN, CLEO)
    assert made.points < 0
    assert (DAN, CLEO) not in drafted(work, run)
    back = await edit(work, run, "unexclude", DAN, CLEO)
    assert -made.points == back.points
    assert {(ANA, BEN), (DAN, CLEO)} == drafted(work, run)


async def test_a_swap_gives_each_the_others_mentor(work: MemoryWork, run: UUID) -> None:
    await edit(work, run, "swap", ANA, BEN, instead=CLEO)
    assert {(ANA, CLEO), (DAN, BEN)} == drafted(work, run)
    log = await work.edits.of(run)
    assert {(ANA, CLEO), (DAN, BEN)} == Marks.of(log).pinned
    await edit(work, run, "unpin", ANA, CLEO)
    assert (DAN, BEN) in drafted(work, run)
    await edit(work, run, "unpin", DAN, BEN)
    assert {(ANA, BEN), (DAN, CLEO)} == drafted(work, run)
    with pytest.raises(SwapImpossible):
        await edit(work, run, "swap", DAN, BEN, instead=CLEO)


async def test_a_rule_is_overridden_only_on_purpose_and_the_log_says_so(work: MemoryWork, run: UUID) -> None:
    with pytest.raises(PinImpossible, match="reporting-line"):
        await edit(work, run, "pin", DAN, FAY)
    made = await edit(work, run, "pin", DAN, FAY, override=True)
    assert ("reporting-line",) == made.broken
    (logged,) = await work.edits.of(run)
    assert isinstance(logged.asked, AskedEdit)
    assert (("reporting-line",), EVA, "They asked for it.") == (logged.broken, logged.by, logged.asked.why)
    assert made.figures is not None
    assert made.figures.certificate is None
    await edit(work, run, "pin", ANA, CLEO)
    assert {(DAN, FAY), (ANA, CLEO)} == drafted(work, run)
    await forget_people([FAY], work)
    assert ["", "They asked for it."] == [
        one.asked.why for one in await work.edits.of(run) if isinstance(one.asked, AskedEdit)
    ]


async def test_what_is_so_already_or_stands_against_it_is_refused(work: MemoryWork, run: UUID) -> None:
    await edit(work, run, "pin", ANA, BEN)
    await edit(work, run, "exclude", DAN, BEN)
    for kind, mentor, mentee in (
        ("pin", ANA, BEN),
        ("exclude", ANA, BEN),
        ("exclude", DAN, BEN),
        ("pin", DAN, BEN),
        ("unpin", DAN, CLEO),
        ("unexclude", DAN, CLEO),
    ):
        with pytest.raises(EditPointless):
            await edit(work, run, kind, mentor, mentee)  # type: ignore[arg-type]
    with pytest.raises(PinImpossible, match="no-place"):
        await edit(work, run, "pin", ANA, CLEO)
    with pytest.raises(InsteadMisplaced):
        AskedEdit("pin", ANA, BEN, instead=CLEO)
    with pytest.raises(SwapImpossible):
        await edit(work, run, "swap", ANA, CLEO, instead=BEN)


async def test_an_edit_says_why_and_is_made_by_those_who_run_the_program_while_it_is_a_draft(
    work: MemoryWork, run: UUID
) -> None:
    asked, editor = AskedEdit("pin", ANA, FAY, why=" "), EditorHere(work)
    with pytest.raises(WhyMissing):
        await edit_run(run, asked, HR, work, editor)
    with pytest.raises(NotItsManager):
        await try_edit(run, asked, caller(ANA), work, editor)
    await edit(work, run, "pin", ANA, FAY)
    await publish_run(run, HR, work)
    assert {(ANA, FAY), (DAN, CLEO)} == {(made.mentor, made.mentee) for made in work.announced(ProposalMade)}
    with pytest.raises(RunNotDrafted, match="published"):
        await try_edit(run, asked, HR, work, editor)


@pytest.mark.parametrize("mode", ["stable", "fair", "preview"])
async def test_only_what_is_for_the_highest_total_is_edited(work: MemoryWork, run: UUID, mode: Mode) -> None:
    program = work.memory.runs[run].program
    other = await start_run(program, HR, work, mode=mode)
    claim = await claim_run(work)
    assert claim is not None
    await settle_draft(claim, await solved(claim, work), work)
    with pytest.raises(RunNotEditable, match=mode):
        await try_edit(other, AskedEdit("pin", ANA, FAY), HR, work, EditorHere(work))
