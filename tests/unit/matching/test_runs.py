"""A run is started once, worked on by one, drafted, and published once; capacities hold whatever else is published."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentoring.contracts.matching import (
    ProposalMade,
    ProposalState,
    RunDrafted,
    RunFailed,
    RunPublished,
    RunStarted,
    RunState,
)
from mentoring.matching.domain.errors.programs import NotItsManager, ProgramOver
from mentoring.matching.domain.errors.runs import ClaimLost, NobodyToMatch, RunNotDrafted, RunUnderWay
from mentoring.matching.domain.run import LEASE, MOST_ATTEMPTS, Claim
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from mentoring.matching.usecases.runs.draft_run import claim_run, fail_run, renew_claim, settle_draft
from mentoring.matching.usecases.runs.publish_run import publish_run
from mentoring.matching.usecases.runs.start_run import start_run
from tests.unit.matching.builders import (
    A_WEEK,
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
    solved,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork


async def a_program_with(work: MemoryWork, *rows: Row) -> UUID:
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    program = await an_open_program(work)
    await enrolled(work, program, *rows)
    return program


async def a_claim(work: MemoryWork) -> Claim:
    claim = await claim_run(work)
    assert claim is not None
    return claim


async def test_a_run_is_started_drafted_and_published_and_told_each_time(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    run = await a_drafted_run(work, program)
    assert [run] == [told.run for told in work.announced(RunStarted)]
    (drafted,) = work.announced(RunDrafted)
    assert (1, 1, 1, 0) == (
        drafted.figures.mentees,
        drafted.figures.mentors,
        drafted.figures.pairs,
        drafted.figures.unmatched,
    )
    assert [] == work.announced(ProposalMade)

    published = await publish_run(run, by=HR, work=work)
    assert (1, {}) == (published.proposals, published.passed_over)
    (made,) = work.announced(ProposalMade)
    assert (ANA, BEN, work.now() + A_WEEK) == (made.mentor, made.mentee, made.open_until)
    assert made.points == sum(reason.points for reason in made.reasons)
    assert [1] == [told.proposals for told in work.announced(RunPublished)]
    assert ["started", "started", "drafted", "published"] == [told.state for told in work.announced(RunState)]
    assert ["open"] == [told.state for told in work.announced(ProposalState)]


async def test_a_run_is_published_once(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    run = await a_drafted_run(work, program)
    await publish_run(run, by=HR, work=work)
    with pytest.raises(RunNotDrafted, match="published"):
        await publish_run(run, by=HR, work=work)


async def test_a_run_at_work_cannot_be_published_and_no_second_one_starts(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    run = await start_run(program, by=HR, work=work)
    with pytest.raises(RunNotDrafted, match="started"):
        await publish_run(run, by=HR, work=work)
    with pytest.raises(RunUnderWay):
        await start_run(program, by=HR, work=work)


@pytest.mark.parametrize("rows", [[], [Row("mentor", ANA)], [Row("mentee", BEN)]], ids=["nobody", "mentors", "mentees"])
async def test_a_run_needs_somebody_on_both_sides(work: MemoryWork, rows: list[Row]) -> None:
    program = await a_program_with(work, *rows)
    with pytest.raises(NobodyToMatch):
        await start_run(program, by=HR, work=work)


async def test_only_those_who_run_the_program_start_and_publish(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    with pytest.raises(NotItsManager):
        await start_run(program, by=caller(ANA), work=work)
    run = await a_drafted_run(work, program)
    with pytest.raises(NotItsManager):
        await publish_run(run, by=caller(ANA), work=work)
    await publish_run(run, by=caller(EVA), work=work)


async def test_a_run_is_worked_on_by_one_and_taken_over_when_its_worker_falls_silent(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    await start_run(program, by=HR, work=work)
    first = await a_claim(work)
    assert await claim_run(work) is None

    work.after(LEASE / 2)
    assert await renew_claim(first, work)
    work.after(LEASE / 2)
    assert await claim_run(work) is None

    work.after(LEASE)
    second = await a_claim(work)
    assert first.run == second.run
    assert not await renew_claim(first, work)
    with pytest.raises(ClaimLost):
        await solved(first, work)
    found = await solved(second, work)
    assert not await settle_draft(first, found, work)
    assert not await fail_run(first, "too-late", work)
    assert [] == work.announced(RunDrafted)
    assert await settle_draft(second, found, work)
    assert 1 == len(work.announced(RunDrafted))
    assert not await settle_draft(second, found, work)


async def test_a_run_whose_workers_keep_dying_is_given_up(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    run = await start_run(program, by=HR, work=work)
    for _ in range(MOST_ATTEMPTS):
        await a_claim(work)
        work.after(LEASE)
    assert await claim_run(work) is None
    assert [(run, "worn-out")] == [(told.run, told.reason) for told in work.announced(RunFailed)]
    assert "failed" == work.announced(RunState)[-1].state
    await start_run(program, by=HR, work=work)


async def test_a_run_that_cannot_be_solved_says_why(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    await start_run(program, by=HR, work=work)
    assert await fail_run(await a_claim(work), "too-many-pairs", work)
    assert "too-many-pairs" == work.announced(RunState)[-1].failure


async def test_whoever_has_a_mentorship_or_an_open_proposal_in_each_place_is_not_in_the_next_run(
    work: MemoryWork,
) -> None:
    program = await a_program_with(
        work, Row("mentor", ANA, capacity=2), Row("mentor", DAN), Row("mentee", BEN), Row("mentee", CLEO)
    )
    await published_proposals(work, program)
    await start_run(program, by=HR, work=work)
    await solved(claim := await a_claim(work), work)
    cohort = work.memory.inputs[claim.run]
    assert () == cohort.mentees
    assert 1 == sum(one.places for one in cohort.mentors)


async def test_a_declined_pair_is_not_proposed_again(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    (proposal,) = await published_proposals(work, program)
    await refuse_proposal(proposal, by=BEN, reason="no-fit", work=work)
    assert [] == await published_proposals(work, program)
    (unmatched, _) = work.memory.drafts[work.announced(RunDrafted)[-1].run].unmatched
    assert (BEN, "declined") == (unmatched.person, unmatched.why)


async def test_what_ran_out_or_was_taken_back_may_be_proposed_again(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    (proposal,) = await published_proposals(work, program)
    work.memory.proposals[proposal] = work.memory.proposals[proposal].withdraw("mistake")
    assert 1 == len(await published_proposals(work, program))


async def test_capacity_holds_when_two_runs_that_overlap_are_both_published(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO))
    first, second = await a_drafted_run(work, program), await a_drafted_run(work, program)
    assert 1 == (await publish_run(first, by=HR, work=work)).proposals
    published = await publish_run(second, by=HR, work=work)
    assert 0 == published.proposals
    assert 1 == sum(published.passed_over.values())
    assert 1 == len(work.announced(ProposalMade))


async def test_pairs_that_no_longer_hold_are_passed_over_when_a_draft_is_published_late(work: MemoryWork) -> None:
    program = await a_program_with(
        work, Row("mentor", ANA, capacity=4), Row("mentee", BEN), Row("mentee", CLEO), Row("mentee", DAN)
    )
    run = await a_drafted_run(work, program)
    await settle_leaver(BEN, work)
    await work.people.keep([a_record(CLEO, manager=ANA)])
    await they_say(work, a_participant(DAN, paused_until=work.now() + A_WEEK))
    published = await publish_run(run, by=HR, work=work)
    assert (0, {"no-place": 1, "reporting-line": 1, "paused": 1}) == (published.proposals, published.passed_over)


async def test_an_accepted_pair_still_fills_its_places(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO))
    late = await a_drafted_run(work, program)
    (proposal,) = await published_proposals(work, program)
    mentee = work.memory.proposals[proposal].mentee
    await accept_proposal(proposal, by=ANA, work=work)
    await accept_proposal(proposal, by=mentee, work=work)
    assert 0 == (await publish_run(late, by=HR, work=work)).proposals


async def test_the_whole_chain_above_is_looked_at_in_both_directions(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", DAN))
    await work.people.keep([a_record(DAN, manager=CLEO), a_record(CLEO, manager=BEN), a_record(BEN, manager=ANA)])
    assert [] == await published_proposals(work, program)
    await work.people.keep([a_record(BEN), a_record(ANA, manager=CLEO), a_record(CLEO, manager=DAN), a_record(DAN)])
    assert [] == await published_proposals(work, program)
    await work.people.keep([a_record(CLEO)])
    assert 1 == len(await published_proposals(work, program))


async def test_a_cycle_of_managers_hinders_nobody_but_those_in_it(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentor", CLEO), Row("mentee", BEN))
    await work.people.keep([a_record(ANA, manager=BEN), a_record(BEN, manager=ANA)])
    (proposal,) = await published_proposals(work, program)
    assert CLEO == work.memory.proposals[proposal].mentor


async def test_nothing_is_published_when_the_program_is_over(work: MemoryWork) -> None:
    program = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    run = await a_drafted_run(work, program)
    work.after(timedelta(days=365))
    with pytest.raises(ProgramOver):
        await publish_run(run, by=HR, work=work)
