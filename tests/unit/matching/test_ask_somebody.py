"""Somebody asks somebody: whoever asks has said yes, and every no says what to do."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.contracts.matching import MentorshipStarted, ProposalMade, ProposalWithdrawn
from mentoring.kernel import Refusal
from mentoring.matching.domain.errors.programs import NotItsManager, TooManyRequests
from mentoring.matching.domain.errors.proposals import NoRoomLeft, NotOfThePair, ProposalClosed
from mentoring.matching.domain.errors.proposals import ProposalExpired as ProposalHasExpired
from mentoring.matching.domain.errors.requests import (
    AskedAlready,
    AskedHasNoPlace,
    AskedIsAway,
    AskedIsFull,
    AskedYourself,
    AskerHasNoPlace,
    AskerIsAway,
    AskerIsFull,
    MessageMissing,
    NobodyAskedHere,
    NotAskedAgain,
    RuleForbids,
    WhomToAsk,
)
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.programs.join_program import change_place
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.proposals.ask_somebody import Request, ask_somebody
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from mentoring.matching.usecases.proposals.withdraw_proposal import withdraw_proposal
from tests.unit.matching.builders import (
    A_WEEK,
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
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

MENTORS = (Row("mentor", ANA), Row("mentor", DAN), Row("mentor", EVA))


async def a_program(work: MemoryWork, *rows: Row, **terms: Any) -> UUID:
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    program = await an_open_program(work, **({"mode": "self-service", "kind": "informal"} | terms))
    await enrolled(work, program, *(rows or (*MENTORS, Row("mentee", BEN), Row("mentee", CLEO))))
    return program


async def ask(work: MemoryWork, by: UUID, whom: UUID, place: Any = "mentor", message: str = "Would you?") -> UUID:
    (program,) = work.memory.programs
    return await ask_somebody(program, Request(by, whom, place, message), work)


async def test_asking_is_a_yes_and_the_others_yes_begins_it(work: MemoryWork) -> None:
    await a_program(work, answers="mentee")
    proposal = await ask(work, BEN, ANA, message="  You have lived what I am facing.  ")
    (made,) = work.announced(ProposalMade)
    assert ("request", BEN, "both", ANA) == (made.origin, made.asked_by, made.answers, made.mentor)
    assert "You have lived what I am facing." == work.memory.messages[proposal][1]
    assert [] == work.announced(MentorshipStarted)
    assert await accept_proposal(proposal, by=ANA, work=work) is not None


async def test_the_first_yes_takes_the_other_requests_back(work: MemoryWork) -> None:
    await a_program(work)
    first, second = await ask(work, BEN, ANA), await ask(work, BEN, DAN)
    await accept_proposal(first, by=ANA, work=work)
    assert [(second, "filled")] == [(told.proposal, told.reason) for told in work.announced(ProposalWithdrawn)]
    with pytest.raises(ProposalClosed):
        await accept_proposal(second, by=DAN, work=work)
    with pytest.raises(AskerIsFull):
        await ask(work, BEN, EVA)


async def test_a_yes_to_a_request_takes_back_what_no_longer_fits(work: MemoryWork) -> None:
    program = await a_program(work, Row("mentor", ANA), Row("mentor", DAN), Row("mentee", BEN))
    asked = await ask(work, BEN, DAN)
    work.memory.programs[program] = work.memory.programs[program].revised(
        work.now(), {"kind": "formal", "mode": "cohort"}
    )
    (offered,) = await published_proposals(work, program)
    await accept_proposal(asked, by=DAN, work=work)
    assert ("withdrawn", "filled") == (work.memory.proposals[offered].state, work.memory.proposals[offered].reason)


async def test_a_capacity_that_was_lowered_below_what_runs_leaves_no_room(work: MemoryWork) -> None:
    await a_program(work, Row("mentor", ANA, capacity=2), Row("mentee", BEN), Row("mentee", CLEO))
    first, second = await ask(work, BEN, ANA), await ask(work, CLEO, ANA)
    await accept_proposal(first, by=ANA, work=work)
    (place,) = [one for one in work.memory.enrollments.values() if one.person == ANA]
    await change_place(place.id, caller(ANA), 1, None, work)
    with pytest.raises(NoRoomLeft, match="1 of 1"):
        await accept_proposal(second, by=ANA, work=work)


async def test_no_mentor_is_asked_by_more_people_than_they_have_places(work: MemoryWork) -> None:
    await a_program(work)
    await ask(work, BEN, ANA)
    with pytest.raises(AskedIsFull, match="1 of 1"):
        await ask(work, CLEO, ANA)


async def test_requests_of_one_person_are_limited_and_one_taken_back_makes_room(work: MemoryWork) -> None:
    await a_program(work, open_requests=2)
    first = await ask(work, BEN, ANA)
    await ask(work, BEN, DAN)
    with pytest.raises(TooManyRequests):
        await ask(work, BEN, EVA)
    with pytest.raises(NotItsManager):
        await withdraw_proposal(first, by=caller(ANA), reason="changed", work=work)
    await withdraw_proposal(first, by=caller(BEN), reason="changed", work=work)
    await ask(work, BEN, EVA)


async def test_nobody_asks_twice_or_again_after_a_no(work: MemoryWork) -> None:
    await a_program(work, Row("mentor", ANA, capacity=3), Row("mentee", BEN))
    proposal = await ask(work, BEN, ANA)
    with pytest.raises(AskedAlready):
        await ask(work, BEN, ANA)
    await refuse_proposal(proposal, by=ANA, reason="no-fit", work=work)
    with pytest.raises(NotAskedAgain, match="declined"):
        await ask(work, BEN, ANA)


async def test_a_request_is_answered_in_time_and_by_whoever_was_asked(work: MemoryWork) -> None:
    await a_program(work)
    proposal = await ask(work, BEN, ANA)
    with pytest.raises(NotOfThePair):
        await accept_proposal(proposal, by=CLEO, work=work)
    work.after(A_WEEK)
    with pytest.raises(ProposalHasExpired):
        await accept_proposal(proposal, by=ANA, work=work)


@pytest.mark.parametrize(
    ("by", "whom", "place", "message", "refusal"),
    [
        (BEN, BEN, "mentor", "Hm?", AskedYourself),
        (BEN, ANA, "mentor", "  ", MessageMissing),
        (BEN, ANA, "mentor", "x" * 2001, MessageMissing),
        (ANA, DAN, "mentor", "Hm?", AskerHasNoPlace),
        (BEN, CLEO, "mentor", "Hm?", AskedHasNoPlace),
        (ANA, BEN, "mentee", "Hm?", WhomToAsk),
        (BEN, ANA, "peer", "Hm?", WhomToAsk),
    ],
)
async def test_who_cannot_be_asked_is_refused(
    work: MemoryWork, by: UUID, whom: UUID, place: str, message: str, refusal: type[Refusal]
) -> None:
    await a_program(work)
    with pytest.raises(refusal):
        await ask(work, by, whom, place, message)
    assert [] == work.announced(ProposalMade)


async def test_nobody_is_asked_where_those_who_run_it_bring_people_together(work: MemoryWork) -> None:
    await a_program(work, mode="cohort", kind="formal")
    with pytest.raises(NobodyAskedHere):
        await ask(work, BEN, ANA)


async def test_the_rules_of_the_program_hold_for_requests_too(work: MemoryWork) -> None:
    await a_program(work)
    await work.people.keep([a_record(BEN, manager=ANA)])
    with pytest.raises(RuleForbids, match="reporting-line"):
        await ask(work, BEN, ANA)


async def test_whoever_is_away_neither_asks_nor_is_asked(work: MemoryWork) -> None:
    await a_program(work)
    await work.people.keep([a_record(ANA, status="on-leave"), a_record(EVA)])
    await they_say(work, a_participant(CLEO, paused_until=work.now() + timedelta(days=1)))
    with pytest.raises(AskedIsAway, match="on-leave"):
        await ask(work, BEN, ANA)
    with pytest.raises(AskerIsAway, match="paused"):
        await ask(work, CLEO, DAN)
    await settle_leaver(DAN, work)
    with pytest.raises(AskedHasNoPlace):
        await ask(work, BEN, DAN)


async def test_in_a_reverse_program_the_mentor_may_ask_too(work: MemoryWork) -> None:
    await a_program(work, kind="reverse", topics=["Social media"])
    await work.people.keep([a_record(BEN, stage="lead")])
    await they_say(work, a_participant(ANA, offers={"social media": 4}))
    proposal = await ask(work, ANA, BEN, "mentee")
    (made,) = work.announced(ProposalMade)
    assert (ANA, BEN, ANA) == (made.mentor, made.mentee, made.asked_by)
    assert await accept_proposal(proposal, by=BEN, work=work) is not None


async def test_peers_ask_each_other(work: MemoryWork) -> None:
    await a_program(work, Row("peer", ANA), Row("peer", BEN), kind="peer")
    await ask(work, BEN, ANA, "peer")
    (made,) = work.announced(ProposalMade)
    assert (ANA, BEN, True) == (made.mentor, made.mentee, made.peers)
    with pytest.raises(AskedAlready):
        await ask(work, ANA, BEN, "peer")
