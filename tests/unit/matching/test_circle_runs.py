"""A circle is proposed and agreed on as pairs of its host, and takes one place of each of its members."""

from uuid import UUID

from mentoring.contracts.matching import MentorshipStarted, ProposalMade
from mentoring.matching.domain.terms import GroupSize
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.runs.publish_run import publish_run
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
    enrolled,
    people_work_here,
    published_proposals,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork

FOUR = (ANA, BEN, CLEO, DAN)


async def a_circle(work: MemoryWork) -> list[UUID]:
    await people_work_here(work, *FOUR, EVA)
    await they_say(work, *(a_participant(one, offers={"SQL": 4}, wants={"sql": 3}) for one in FOUR))
    program = await an_open_program(work, kind="peer", group_size=GroupSize(4, 5))
    await enrolled(work, program, *(Row("peer", one) for one in FOUR))
    return await published_proposals(work, program)


async def test_all_pairs_of_a_circle_are_proposed_though_everybody_has_one_place(work: MemoryWork) -> None:
    proposals = await a_circle(work)
    made = work.announced(ProposalMade)
    assert len(proposals) == len(made) == 3
    assert len({one.group for one in made}) == len({one.mentor for one in made}) == 1
    assert {one.mentor for one in made} | {one.mentee for one in made} == set(FOUR)
    assert all(one.peers for one in made)


async def test_one_member_who_agrees_takes_nothing_from_the_others(work: MemoryWork) -> None:
    for number, proposal in enumerate(await a_circle(work), start=1):
        made = next(one for one in work.announced(ProposalMade) if one.proposal == proposal)
        await accept_proposal(proposal, by=made.mentor, work=work)
        await accept_proposal(proposal, by=made.mentee, work=work)
        assert len(work.announced(MentorshipStarted)) == number
    assert len({one.group for one in work.announced(MentorshipStarted)}) == 1


async def test_a_circle_leaves_no_place_for_a_second_one(work: MemoryWork) -> None:
    await a_circle(work)
    (program,) = {one.program for one in work.announced(ProposalMade)}
    run = await a_drafted_run(work, program)
    assert (await publish_run(run, by=HR, work=work)).proposals == 0
