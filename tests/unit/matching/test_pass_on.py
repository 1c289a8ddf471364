"""A mentee whose mentor says no, is silent or is not there gets the next best; a few times, and never the same."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.contracts import Tombstone
from mentoring.contracts.matching import (
    MentorFrozen,
    MentorState,
    MentorThawed,
    ProposalMade,
    ProposalWithdrawn,
    WaterfallEnded,
)
from mentoring.matching.domain.errors.mentors import PauseOutOfBounds
from mentoring.matching.domain.errors.proposals import NotOfThePair
from mentoring.matching.domain.errors.requests import AskedIsAway
from mentoring.matching.domain.waterfall import MOST_STEPS
from mentoring.matching.usecases.mentors.come_back import come_back, thaw
from mentoring.matching.usecases.mentors.freeze_silent import freeze_silent
from mentoring.matching.usecases.mentors.tell_mentors import learn_habit, tell_mentors
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.proposals.ask_somebody import Request, ask_somebody
from mentoring.matching.usecases.proposals.expire_proposals import expire_proposals
from mentoring.matching.usecases.proposals.pass_on import claim_wishes, grant_wish
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from tests.unit.matching.builders import (
    A_WEEK,
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    a_participant,
    an_open_program,
    enrolled,
    people_work_here,
    published_proposals,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork

FAY, GUS = UUID(int=0xF), UUID(int=0x10)
A_DAY = timedelta(days=1)


async def a_program(work: MemoryWork, *mentors: UUID, mentees: tuple[UUID, ...] = (BEN,), **terms: Any) -> UUID:
    """Ana offers most of what Ben wants, then Dan, then the others; capacities are for as many as there are mentees."""
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA, FAY, GUS)
    levels = {ANA: 5, DAN: 4, FAY: 3, GUS: 2, EVA: 1}
    await they_say(
        work,
        *(a_participant(mentor, offers={"SQL": level}) for mentor, level in levels.items()),
        *(a_participant(mentee, wants={"SQL": 5}) for mentee in mentees),
    )
    program = await an_open_program(work, **terms)
    rows = [Row("mentor", mentor, capacity=len(mentees)) for mentor in mentors]
    await enrolled(work, program, *rows, *(Row("mentee", mentee) for mentee in mentees))
    return program


async def passed_on(work: MemoryWork) -> list[UUID]:
    """As the clock does it: the mentors who are proposed now."""
    before = len(work.announced(ProposalMade))
    while (choice := await claim_wishes(work)) is not None:
        ranked = choice.ranked()
        for wish in choice.wishes:
            await grant_wish(wish, ranked.get(wish.proposal, []), work)
    return [made.mentor for made in work.announced(ProposalMade)[before:]]


def newest(work: MemoryWork) -> UUID:
    return work.announced(ProposalMade)[-1].proposal


def ends(work: MemoryWork) -> list[tuple[int, str]]:
    return [(told.steps, told.reason) for told in work.announced(WaterfallEnded)]


async def test_after_a_no_the_next_best_is_proposed_and_never_the_same(work: MemoryWork) -> None:
    program = await a_program(work, ANA, DAN, FAY)
    (proposal,) = await published_proposals(work, program)
    await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)
    assert [DAN] == await passed_on(work)
    made = work.announced(ProposalMade)[-1]
    assert ("waterfall", BEN) == (made.origin, made.mentee)
    await refuse_proposal(made.proposal, by=DAN, reason="no-time", work=work)
    assert [FAY] == await passed_on(work)


async def test_it_ends_after_so_many_steps_or_with_nobody_left_and_says_so(work: MemoryWork) -> None:
    program = await a_program(work, ANA, DAN, FAY, GUS, EVA)
    await published_proposals(work, program)
    for _ in range(MOST_STEPS):
        await refuse_proposal(newest(work), by=work.announced(ProposalMade)[-1].mentor, reason="no-time", work=work)
        assert 1 == len(await passed_on(work))
    await refuse_proposal(newest(work), by=GUS, reason="no-time", work=work)
    assert [] == await passed_on(work)
    assert [(MOST_STEPS, "steps-used-up")] == ends(work)


async def test_with_nobody_left_it_ends(work: MemoryWork) -> None:
    program = await a_program(work, ANA)
    (proposal,) = await published_proposals(work, program)
    await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)
    assert [] == await passed_on(work)
    assert [(0, "nobody-left")] == ends(work)


@pytest.mark.parametrize(("reason", "goes_on"), [("no-fit", True), ("conflict", True), ("no-time", False)])
async def test_a_mentee_who_says_no_to_this_mentor_gets_another_and_one_without_time_does_not(
    work: MemoryWork, reason: str, goes_on: bool
) -> None:
    program = await a_program(work, ANA, DAN)
    (proposal,) = await published_proposals(work, program)
    await refuse_proposal(proposal, by=BEN, reason=reason, work=work)
    assert goes_on == (await passed_on(work) == [DAN])
    assert [] == ends(work)


@pytest.mark.parametrize("accepted", [True, False])
async def test_what_runs_out_goes_on_for_a_mentee_who_has_said_yes(work: MemoryWork, accepted: bool) -> None:
    program = await a_program(work, ANA, DAN)
    (proposal,) = await published_proposals(work, program)
    if accepted:
        await accept_proposal(proposal, by=BEN, work=work)
    work.after(A_WEEK)
    await expire_proposals(work)
    assert ([DAN] if accepted else []) == await passed_on(work)


async def test_after_a_request_the_next_best_is_but_suggested(work: MemoryWork) -> None:
    program = await a_program(work, ANA, DAN, kind="informal", mode="self-service")
    proposal = await ask_somebody(program, Request(BEN, ANA, "mentor", "Would you?"), work)
    await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)
    assert [DAN] == await passed_on(work)
    made = work.announced(ProposalMade)[-1]
    assert ("suggestion", None) == (made.origin, made.asked_by)


async def test_whoever_left_or_found_somebody_meanwhile_is_passed_on_to_nobody(work: MemoryWork) -> None:
    program = await a_program(work, ANA, DAN, FAY, mentees=(BEN, CLEO))
    proposals = await published_proposals(work, program)
    for proposal in proposals:
        await refuse_proposal(proposal, by=work.memory.proposals[proposal].mentor, reason="no-time", work=work)
    await settle_leaver(BEN, work)
    await work.people.pause(CLEO, work.now() + A_DAY)
    assert [] == await passed_on(work)
    assert ["wish-over", "wish-over"] == [reason for _, reason in ends(work)]


async def test_a_leaving_mentors_mentee_gets_the_next_best(work: MemoryWork) -> None:
    program = await a_program(work, ANA, DAN)
    await published_proposals(work, program)
    await settle_leaver(ANA, work)
    assert [DAN] == await passed_on(work)


async def test_a_no_with_a_day_pauses_and_passes_everybody_on_in_one_step(work: MemoryWork) -> None:
    program = await a_program(work, ANA, mentees=(BEN, CLEO))
    first, second = await published_proposals(work, program)
    await enrolled(work, program, Row("mentor", DAN, capacity=2))
    until = work.now() + 3 * A_WEEK
    await refuse_proposal(first, by=ANA, reason="no-time", work=work, unavailable_until=until)
    assert [(second, "away")] == [(told.proposal, told.reason) for told in work.announced(ProposalWithdrawn)]
    assert [DAN, DAN] == await passed_on(work)
    ana = (await work.people.of([ANA]))[ANA]
    assert ("paused", None) == (ana.away(work.now()), ana.away(until))
    await tell_mentors(work)
    assert {"paused"} == {told.away for told in work.announced(MentorState) if told.person == ANA}
    work.after(3 * A_WEEK)
    await tell_mentors(work)
    assert [(ANA, None)] == [(told.person, told.away) for told in work.announced(MentorState)[-1:]]


async def test_a_mentee_who_pauses_with_their_no_is_passed_on_to_nobody(work: MemoryWork) -> None:
    program = await a_program(work, ANA, DAN)
    (proposal,) = await published_proposals(work, program)
    await refuse_proposal(proposal, by=BEN, reason="no-fit", work=work, unavailable_until=work.now() + A_DAY)
    assert ([], []) == (await passed_on(work), ends(work))


@pytest.mark.parametrize("days", [-1, 0, 400])
async def test_a_pause_ends_ahead_and_within_bounds(work: MemoryWork, days: int) -> None:
    program = await a_program(work, ANA)
    (proposal,) = await published_proposals(work, program)
    with pytest.raises(PauseOutOfBounds):
        await refuse_proposal(
            proposal, by=ANA, reason="no-time", work=work, unavailable_until=work.now() + timedelta(days=days)
        )
    with pytest.raises(NotOfThePair):
        await refuse_proposal(proposal, by=DAN, reason="no-time", work=work, unavailable_until=work.now() + A_DAY)
    assert "open" == work.memory.proposals[proposal].state


async def silent_twice(work: MemoryWork) -> UUID:
    """Ana lets two proposals to Ben run out, and has one to Cleo open."""
    program = await a_program(work, ANA, mentees=(BEN, CLEO), kind="informal", mode="self-service")
    for _ in range(2):
        await ask_somebody(program, Request(BEN, ANA, "mentor", "Would you?"), work)
        work.after(A_WEEK)
        await expire_proposals(work)
    return await ask_somebody(program, Request(CLEO, ANA, "mentor", "Would you?"), work)


async def test_a_mentor_who_is_silent_twice_is_frozen_and_what_is_open_goes_elsewhere(work: MemoryWork) -> None:
    still_open = await silent_twice(work)
    (program,) = work.memory.programs
    await enrolled(work, program, Row("mentor", DAN, capacity=2))
    assert 1 == await freeze_silent(work)
    assert 0 == await freeze_silent(work)
    assert [(ANA, 2, "silent")] == [(one.person, one.unanswered, one.reason) for one in work.announced(MentorFrozen)]
    assert ("withdrawn", "frozen") == (
        work.memory.proposals[still_open].state,
        work.memory.proposals[still_open].reason,
    )
    assert {DAN} == set(await passed_on(work))
    await enrolled(work, program, Row("mentee", FAY))
    with pytest.raises(AskedIsAway, match="frozen"):
        await ask_somebody(program, Request(FAY, ANA, "mentor", "Please?"), work)
    await tell_mentors(work)
    told = {state.person: state for state in work.announced(MentorState)}
    assert (True, work.now(), 0) == (told[ANA].frozen, told[ANA].frozen_at, told[ANA].open_requests)


async def test_whoever_says_something_in_time_is_not_frozen(work: MemoryWork) -> None:
    proposal = await silent_twice(work)
    await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)
    assert 0 == await freeze_silent(work)
    assert [] == work.announced(MentorFrozen)


async def test_what_runs_out_on_one_day_is_one_silence(work: MemoryWork) -> None:
    program = await a_program(work, ANA, mentees=(BEN, CLEO))
    await published_proposals(work, program)
    work.after(A_WEEK)
    assert 2 == await expire_proposals(work)
    assert 0 == await freeze_silent(work)


async def test_nobody_on_leave_is_silent(work: MemoryWork) -> None:
    program = await a_program(work, ANA, kind="informal", mode="self-service")
    for _ in range(3):
        await ask_somebody(program, Request(BEN, ANA, "mentor", "Would you?"), work)
        await work.people.set_status(ANA, "on-leave")
        work.after(A_WEEK)
        await expire_proposals(work)
        await work.people.set_status(ANA, "active")
    assert 0 == await freeze_silent(work)


async def test_somebody_who_went_on_leave_before_the_clock_came_is_let_be(work: MemoryWork) -> None:
    await silent_twice(work)
    await work.people.set_status(ANA, "on-leave")
    await freeze_silent(work)
    assert ([], {}) == (work.announced(MentorFrozen), work.memory.frozen)
    assert 0 == await freeze_silent(work)


async def test_a_frozen_mentor_thaws_by_a_word_or_by_returning_and_a_pause_ends_with_it(work: MemoryWork) -> None:
    await silent_twice(work)
    await freeze_silent(work)
    await work.people.pause(ANA, work.now() + A_WEEK)
    await come_back(ANA, work)
    await come_back(ANA, work)
    assert [(ANA, "asked")] == [(told.person, told.reason) for told in work.announced(MentorThawed)]
    assert (await work.people.of([ANA]))[ANA].away(work.now(), "mentor") is None
    await work.people.freeze(ANA, work.now())
    await thaw(ANA, "returned", work)
    assert "returned" == work.announced(MentorThawed)[-1].reason


async def test_answering_anything_thaws(work: MemoryWork) -> None:
    program = await a_program(work, ANA)
    (proposal,) = await published_proposals(work, program)
    await work.people.freeze(ANA, work.now())
    await accept_proposal(proposal, by=ANA, work=work)
    assert ["answered"] == [told.reason for told in work.announced(MentorThawed)]


async def test_a_mentors_state_is_told_when_it_has_changed_and_not_otherwise(work: MemoryWork) -> None:
    program = await a_program(work, ANA, mentees=(BEN, CLEO))
    await tell_mentors(work)
    (state,) = work.announced(MentorState)
    assert (ANA, 2, 0, 0, False) == (state.person, state.places, state.taken, state.open_requests, state.frozen)
    assert state.answer_hours is not None
    assert (24.0, 0) == (state.answer_hours.expected, state.answer_hours.answers)
    first, _ = await published_proposals(work, program)
    work.after(timedelta(hours=2))
    await accept_proposal(first, by=ANA, work=work)
    await tell_mentors(work)
    state = work.announced(MentorState)[-1]
    assert state.answer_hours is not None
    assert (0, 1, 1) == (state.taken, state.open_requests, state.answer_hours.answers)
    assert state.answer_hours.low < state.answer_hours.expected < 24 < state.answer_hours.high
    told = len(work.announced(MentorState))
    await work.mentors.mark([ANA])
    assert 1 == await tell_mentors(work)
    assert told == len(work.announced(MentorState))


async def test_how_mentors_here_answer_is_learned_and_told_of_those_without_answers(work: MemoryWork) -> None:
    program = await a_program(work, ANA, mentees=(BEN, CLEO))
    for proposal in await published_proposals(work, program):
        await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)
    await learn_habit(work)
    assert work.memory.habit is not None
    await enrolled(work, program, Row("mentor", DAN))
    await tell_mentors(work)
    told = {state.person: state for state in work.announced(MentorState)}
    hours = told[DAN].answer_hours
    assert hours is not None
    assert (0, True) == (hours.answers, hours.expected < 24)


async def test_what_was_told_of_somebody_erased_is_taken_back(work: MemoryWork) -> None:
    await a_program(work, ANA)
    await tell_mentors(work)
    await forget_people([ANA, BEN], work)
    assert [str(ANA)] == [gone.message_key for gone in work.announced(Tombstone)]
    assert {} == work.memory.mentors_told
