"""Both say yes and a mentorship starts; one no, silence or a manager ends the offer."""

from datetime import date

import pytest

from mentoring.contracts.matching import (
    EnrollmentPlaced,
    EnrollmentState,
    MentorshipStarted,
    MentorshipState,
    ProposalAgreed,
    ProposalAnswered,
    ProposalDeclined,
    ProposalExpired,
    ProposalState,
    ProposalWithdrawn,
)
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.errors.proposals import (
    AlreadyAnswered,
    NotOfThePair,
    ProposalClosed,
    ProposalUnknown,
    ReasonUnknown,
)
from mentoring.matching.domain.errors.proposals import (
    ProposalExpired as ProposalHasExpired,
)
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.proposals.expire_proposals import expire_proposals
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from mentoring.matching.usecases.proposals.withdraw_proposal import withdraw_proposal
from tests.unit.matching.builders import A_WEEK, ANA, BEN, CLEO, EVA, HR, PROPOSAL, ana_is_proposed_to_ben, caller
from tests.unit.matching.memory.work import MemoryWork


async def test_a_mentorship_starts_only_when_both_have_accepted(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)

    assert await accept_proposal(proposal, by=ANA, work=work) is None
    assert [] == work.announced(MentorshipStarted)

    mentorship = await accept_proposal(proposal, by=BEN, work=work)
    assert [(mentorship, ANA, BEN)] == [(m.mentorship, m.mentor, m.mentee) for m in work.announced(MentorshipStarted)]


async def test_a_mentorship_has_the_programs_rhythm_and_its_last_day(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await accept_proposal(proposal, by=BEN, work=work)
    await accept_proposal(proposal, by=ANA, work=work)
    (started,) = work.announced(MentorshipStarted)
    assert started.cadence is not None
    assert ("P14D", 45) == (started.cadence.every, started.cadence.minutes)
    assert (date(2027, 4, 30), work.now()) == (started.ends_on, started.started_at)
    (state,) = work.announced(MentorshipState)
    assert ("active", proposal) == (state.state, state.proposal)


async def test_every_answer_is_told_with_its_side_and_both_places_are_placed(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    work.forget_announced()
    await accept_proposal(proposal, by=BEN, work=work)
    await accept_proposal(proposal, by=ANA, work=work)
    assert [(BEN, "mentee"), (ANA, "mentor")] == [(told.by, told.side) for told in work.announced(ProposalAnswered)]
    assert [proposal] == [told.proposal for told in work.announced(ProposalAgreed)]
    assert [("open", [BEN]), ("agreed", [ANA, BEN])] == [
        (told.state, told.accepted_by) for told in work.announced(ProposalState)
    ]
    assert {ANA, BEN} == {told.person for told in work.announced(EnrollmentPlaced)}
    assert ["placed", "placed"] == [told.state for told in work.announced(EnrollmentState)]


async def test_nobody_answers_twice(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await accept_proposal(proposal, by=ANA, work=work)
    with pytest.raises(AlreadyAnswered):
        await accept_proposal(proposal, by=ANA, work=work)
    with pytest.raises(AlreadyAnswered):
        await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)


async def test_nobody_answers_what_is_agreed_or_declined(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await refuse_proposal(proposal, by=BEN, reason="no-time", work=work)
    for answer in (
        accept_proposal(proposal, by=ANA, work=work),
        refuse_proposal(proposal, by=BEN, reason="no-time", work=work),
    ):
        with pytest.raises(ProposalClosed, match="declined"):
            await answer
    assert [] == work.announced(MentorshipStarted)


async def test_only_the_two_answer_not_even_people_of_hr(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    for stranger in (CLEO, EVA):
        with pytest.raises(NotOfThePair):
            await accept_proposal(proposal, by=stranger, work=work)
        with pytest.raises(NotOfThePair):
            await refuse_proposal(proposal, by=stranger, reason="no-time", work=work)


async def test_a_no_is_told_with_its_reason(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await accept_proposal(proposal, by=ANA, work=work)
    await refuse_proposal(proposal, by=BEN, reason="no-time", work=work)
    (told,) = work.announced(ProposalDeclined)
    assert (BEN, "mentee", "no-time") == (told.by, told.side, told.reason)
    state = work.announced(ProposalState)[-1]
    assert ("declined", BEN, "no-time") == (state.state, state.declined_by, state.reason)


async def test_a_no_needs_a_reason_that_is_understood(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    with pytest.raises(ReasonUnknown, match="no-time, no-fit"):
        await refuse_proposal(proposal, by=BEN, reason="because", work=work)


async def test_an_answer_after_the_hour_is_refused_even_before_the_clock_came_by(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    work.after(A_WEEK)
    with pytest.raises(ProposalHasExpired, match="2026-11-09T09:00:00"):
        await accept_proposal(proposal, by=ANA, work=work)
    await expire_proposals(work)
    with pytest.raises(ProposalHasExpired):
        await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)


async def test_what_nobody_answered_in_time_runs_out_and_tells_who_was_silent(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await accept_proposal(proposal, by=ANA, work=work)
    work.after(A_WEEK - A_WEEK / 1000)
    assert 0 == await expire_proposals(work)
    work.after(A_WEEK / 1000)
    assert 1 == await expire_proposals(work)
    assert [(proposal, [BEN])] == [(told.proposal, told.silent) for told in work.announced(ProposalExpired)]
    assert "expired" == work.announced(ProposalState)[-1].state
    assert 0 == await expire_proposals(work)


async def test_an_agreed_proposal_does_not_run_out(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await accept_proposal(proposal, by=ANA, work=work)
    await accept_proposal(proposal, by=BEN, work=work)
    work.after(A_WEEK * 2)
    assert 0 == await expire_proposals(work)


async def test_those_who_run_the_program_take_an_offer_back(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    with pytest.raises(NotItsManager):
        await withdraw_proposal(proposal, by=caller(ANA), reason="mistake", work=work)
    with pytest.raises(ReasonUnknown):
        await withdraw_proposal(proposal, by=HR, reason="because", work=work)
    await withdraw_proposal(proposal, by=caller(EVA), reason="mistake", work=work)
    assert [(proposal, "mistake")] == [(told.proposal, told.reason) for told in work.announced(ProposalWithdrawn)]
    with pytest.raises(ProposalClosed, match="withdrawn"):
        await accept_proposal(proposal, by=ANA, work=work)
    with pytest.raises(ProposalClosed):
        await withdraw_proposal(proposal, by=HR, reason="mistake", work=work)


async def test_there_is_no_such_proposal(work: MemoryWork) -> None:
    with pytest.raises(ProposalUnknown):
        await accept_proposal(PROPOSAL, by=ANA, work=work)
