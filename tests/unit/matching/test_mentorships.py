"""Mentorships end by the two, by those who run the program, or because somebody left."""

from uuid import UUID

import pytest

from mentoring.contracts.matching import (
    EnrollmentState,
    EnrollmentWithdrawn,
    MentorshipEnded,
    MentorshipState,
    ProposalWithdrawn,
)
from mentoring.matching.domain.errors.mentorships import MentorshipOver, MentorshipUnknown
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.errors.proposals import ReasonUnknown
from mentoring.matching.usecases.mentorships.end_mentorship import end_mentorship
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    HR,
    a_record,
    an_open_program,
    ana_mentors_ben,
    caller,
    enrolled,
    people_work_here,
    published_proposals,
)
from tests.unit.matching.memory.work import MemoryWork


@pytest.mark.parametrize("by", [caller(ANA), caller(BEN), caller(EVA), HR], ids=["mentor", "mentee", "manager", "hr"])
async def test_either_of_the_two_and_those_who_run_the_program_end_it(work: MemoryWork, by: object) -> None:
    mentorship = await ana_mentors_ben(work)
    await end_mentorship(mentorship, by=by, reason="agreed", work=work)  # type: ignore[arg-type]
    assert [(mentorship, "agreed")] == [(told.mentorship, told.reason) for told in work.announced(MentorshipEnded)]
    (state,) = work.announced(MentorshipState)
    assert ("ended", work.now()) == (state.state, state.ended_at)
    assert [(ANA, "waiting"), (BEN, "waiting")] == sorted(
        (told.person, told.state) for told in work.announced(EnrollmentState)
    )


async def test_nobody_else_ends_it(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    with pytest.raises(NotItsManager):
        await end_mentorship(mentorship, by=caller(CLEO), reason="agreed", work=work)


async def test_it_ends_once_and_for_a_reason_that_is_understood(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    for reason in ("left", "because"):
        with pytest.raises(ReasonUnknown):
            await end_mentorship(mentorship, by=caller(ANA), reason=reason, work=work)
    await end_mentorship(mentorship, by=caller(ANA), reason="no-fit", work=work)
    with pytest.raises(MentorshipOver):
        await end_mentorship(mentorship, by=caller(BEN), reason="no-fit", work=work)
    with pytest.raises(MentorshipUnknown):
        await end_mentorship(UUID(int=1), by=caller(BEN), reason="no-fit", work=work)


async def test_two_who_had_a_mentorship_are_not_proposed_to_each_other_again(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    program = work.memory.mentorships[mentorship].program
    await end_mentorship(mentorship, by=HR, reason="no-fit", work=work)
    await people_work_here(work, CLEO)
    await enrolled(work, program, Row("mentee", CLEO))
    (proposal,) = await published_proposals(work, program)
    assert CLEO == work.memory.proposals[proposal].mentee


async def test_a_mentor_with_another_mentorship_stays_placed(work: MemoryWork) -> None:
    await people_work_here(work, ANA, BEN, CLEO, EVA)
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA, capacity=2), Row("mentee", BEN), Row("mentee", CLEO))
    mentorships = []
    for proposal in await published_proposals(work, program):
        await accept_proposal(proposal, by=ANA, work=work)
        mentee = work.memory.proposals[proposal].mentee
        mentorships.append(await accept_proposal(proposal, by=mentee, work=work))
    work.forget_announced()
    for number, mentorship in enumerate(mentorships, start=1):
        assert mentorship is not None
        await end_mentorship(mentorship, by=HR, reason="agreed", work=work)
        told = {state.person: state.state for state in work.announced(EnrollmentState)}
        assert ("waiting" if number == 2 else None) == told.get(ANA)


async def test_when_somebody_leaves_all_that_binds_them_ends_and_the_others_wait_again(work: MemoryWork) -> None:
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA, capacity=2), Row("mentee", BEN), Row("mentee", CLEO))
    first, second = await published_proposals(work, program)
    await accept_proposal(first, by=ANA, work=work)
    await accept_proposal(first, by=work.memory.proposals[first].mentee, work=work)
    work.forget_announced()

    await settle_leaver(ANA, work)

    assert [(ANA, "left")] == [(told.person, told.reason) for told in work.announced(EnrollmentWithdrawn)]
    assert [(second, "left")] == [(told.proposal, told.reason) for told in work.announced(ProposalWithdrawn)]
    assert ["left"] == [told.reason for told in work.announced(MentorshipEnded)]
    assert [(ANA, "withdrawn"), (work.memory.proposals[first].mentee, "waiting")] == [
        (told.person, told.state) for told in work.announced(EnrollmentState)
    ]

    work.forget_announced()
    await settle_leaver(ANA, work)
    assert () == work.everything_announced()


async def test_a_rehired_person_can_be_enrolled_again(work: MemoryWork) -> None:
    await people_work_here(work, ANA, EVA)
    program = await an_open_program(work)
    (before,) = await enrolled(work, program, Row("mentor", ANA))
    await settle_leaver(ANA, work)
    await work.people.keep([a_record(ANA)])
    (after,) = await enrolled(work, program, Row("mentor", ANA))
    assert before != after
