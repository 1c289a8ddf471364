"""Who is never, and who is always, brought together: said by those who run the program, kept by every run."""

from uuid import UUID

import pytest

from mentoring.contracts.matching import ProposalMade
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.errors.runs import PairContradicted, PairOfOne, PairsTooMany, PinImpossible
from mentoring.matching.domain.kept_pairs import MOST, KeptPairs
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.keep_pairs import exclude_pairs, require_pairs
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
    published_proposals,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork


async def a_program(work: MemoryWork) -> UUID:
    """Ana suits Ben best; Dan is the other mentor."""
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    await they_say(work, a_participant(ANA, offers={"SQL": 4}), a_participant(BEN, wants={"sql": 3}))
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA), Row("mentor", DAN), Row("mentee", BEN), Row("mentee", CLEO))
    return program


async def drafted(work: MemoryWork, program: UUID) -> set[tuple[UUID, UUID]]:
    run = await a_drafted_run(work, program)
    return {(pair.mentor, pair.mentee) for pair in work.memory.drafts[run].pairs}


async def test_runs_make_what_is_required_and_nothing_that_is_excluded(work: MemoryWork) -> None:
    program = await a_program(work)
    assert {(ANA, BEN), (DAN, CLEO)} == await drafted(work, program)
    await exclude_pairs(program, [(ANA, BEN)], by=caller(EVA), work=work)
    assert {(DAN, BEN), (ANA, CLEO)} == await drafted(work, program)
    await exclude_pairs(program, [(CLEO, ANA)], by=HR, work=work)
    assert {(ANA, BEN), (DAN, CLEO)} == await drafted(work, program)
    await exclude_pairs(program, [], by=HR, work=work)
    await require_pairs(program, [(DAN, BEN)], by=HR, work=work)
    assert {(DAN, BEN), (ANA, CLEO)} == await drafted(work, program)


async def test_what_was_required_and_is_proposed_is_required_no_more(work: MemoryWork) -> None:
    program = await a_program(work)
    await require_pairs(program, [(DAN, BEN)], by=HR, work=work)
    assert 2 == len(await published_proposals(work, program))
    assert (DAN, BEN) in {(made.mentor, made.mentee) for made in work.announced(ProposalMade)}
    assert set() == await drafted(work, program)


async def test_a_program_that_keeps_contradictory_pairs_cannot_be(work: MemoryWork) -> None:
    program = await a_program(work)
    await exclude_pairs(program, [(ANA, BEN)], by=HR, work=work)
    for pair in ((ANA, BEN), (BEN, ANA)):
        with pytest.raises(PairContradicted):
            await require_pairs(program, [pair], by=HR, work=work)
    with pytest.raises(PairOfOne):
        await exclude_pairs(program, [(ANA, ANA)], by=HR, work=work)
    with pytest.raises(PairsTooMany, match="10001"):
        await exclude_pairs(program, [(ANA, UUID(int=number)) for number in range(5000, 5001 + MOST)], HR, work)


async def test_a_required_pair_must_be_possible_when_it_is_kept_and_when_a_run_starts(work: MemoryWork) -> None:
    program = await a_program(work)
    for pairs, why in (
        ([(EVA, BEN)], "not-enrolled"),
        ([(ANA, BEN), (ANA, CLEO)], "no-place"),
    ):
        with pytest.raises(PinImpossible, match=why):
            await require_pairs(program, pairs, by=HR, work=work)
    await work.kept.save(program, KeptPairs(required=frozenset({(ANA, BEN)})))
    await work.people.keep([a_record(BEN, manager=ANA)])
    with pytest.raises(PinImpossible, match="reporting-line"):
        await start_run(program, by=HR, work=work)


async def test_only_those_who_run_the_program_keep_pairs_and_they_go_with_either_of_the_two(work: MemoryWork) -> None:
    program = await a_program(work)
    for act in (exclude_pairs, require_pairs):
        with pytest.raises(NotItsManager):
            await act(program, [(ANA, BEN)], by=caller(ANA), work=work)
    await exclude_pairs(program, [(ANA, BEN), (DAN, CLEO)], by=HR, work=work)
    await forget_people([BEN], work)
    assert {(DAN, CLEO)} == (await work.kept.of(program)).excluded
