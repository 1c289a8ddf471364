"""Proposals are made in one place: what holds now is offered and told, capacities and bars are kept."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from mentoring.contracts.matching import MentorshipStarted, ProposalMade, ProposalState
from mentoring.matching.domain.errors.proposals import AlreadyAnswered
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, Part
from mentoring.matching.domain.terms import Answers
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.proposals.expire_proposals import expire_proposals
from mentoring.matching.usecases.proposals.make_proposals import Made, Offer, make_proposals
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from tests.unit.matching.builders import (
    A_WEEK,
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    a_record,
    an_open_program,
    enrolled,
    people_work_here,
)
from tests.unit.matching.memory.views import MemoryViews
from tests.unit.matching.memory.work import MemoryWork

WHY = Explanation((Part("skills", 40, 60), Part("zone", 10, 40)))


async def a_program_with(work: MemoryWork, *rows: Row, **terms: Any) -> dict[UUID, UUID]:
    """Places by person."""
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    places = await enrolled(work, await an_open_program(work, **terms), *rows)
    return {row.person: place for row, place in zip(rows, places, strict=True) if row.person is not None}


def an_offer(places: dict[UUID, UUID], mentor: UUID, mentee: UUID, **changed: object) -> Offer:
    offered = Offer(mentor, mentee, places[mentor], places[mentee], WHY, origin="suggestion")
    return replace(offered, **changed)  # type: ignore[arg-type]


async def make(work: MemoryWork, *offers: Offer) -> Made:
    (program,) = work.memory.programs.values()
    return await make_proposals(program, offers, work)


async def test_an_offer_becomes_a_proposal_that_is_told_with_where_it_comes_from(work: MemoryWork) -> None:
    places = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    made = await make(work, an_offer(places, ANA, BEN, asked_by=BEN, message="Would you?", answers="both"))
    (told,), (state,) = work.announced(ProposalMade), work.announced(ProposalState)
    assert (made.proposals[0].id, {}) == (told.proposal, made.passed_over)
    assert ("suggestion", BEN, "both", False, None) == (
        told.origin,
        told.asked_by,
        told.answers,
        told.peers,
        told.group,
    )
    assert (50, {"skills": 40, "zone": 10}) == (told.points, {one.code: one.points for one in told.reasons})
    assert ("open", None, [BEN]) == (state.state, state.run, state.accepted_by)
    assert "Would you?" not in told.encoded().decode() + state.encoded().decode()
    views = MemoryViews(work.memory)
    assert ("Would you?", WHY) == (await views.message(told.proposal), await views.explanation(made.proposals[0]))


async def test_whoever_asks_has_accepted_by_asking(work: MemoryWork) -> None:
    places = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    made = await make(work, an_offer(places, ANA, BEN, asked_by=BEN))
    with pytest.raises(AlreadyAnswered):
        await accept_proposal(made.proposals[0].id, by=BEN, work=work)
    assert await accept_proposal(made.proposals[0].id, by=ANA, work=work) is not None


@pytest.mark.parametrize(("answers", "by"), [("mentor", ANA), ("mentee", BEN)])
async def test_where_one_yes_is_enough_it_begins_with_that_one(work: MemoryWork, answers: Answers, by: UUID) -> None:
    places = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN), answers=answers)
    made = await make(work, an_offer(places, ANA, BEN))
    assert (by,) == made.proposals[0].silent
    assert await accept_proposal(made.proposals[0].id, by=by, work=work) is not None
    assert 1 == len(work.announced(MentorshipStarted))


async def test_a_yes_that_is_not_needed_begins_nothing_and_a_no_still_ends_it(work: MemoryWork) -> None:
    places = await a_program_with(
        work, Row("mentor", ANA, capacity=2), Row("mentee", BEN), Row("mentee", CLEO), answers="mentor"
    )
    made = await make(work, an_offer(places, ANA, BEN), an_offer(places, ANA, CLEO))
    assert await accept_proposal(made.proposals[0].id, by=BEN, work=work) is None
    await refuse_proposal(made.proposals[1].id, by=CLEO, reason="no-fit", work=work)
    assert ["open", "declined"] == [work.memory.proposals[one.id].state for one in made.proposals]


async def test_no_more_are_made_than_there_are_free_places_and_the_first_goes_first(work: MemoryWork) -> None:
    places = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO))
    made = await make(work, an_offer(places, ANA, CLEO), an_offer(places, ANA, BEN))
    assert ([CLEO], {"no-place": 1}) == ([one.mentee for one in made.proposals], made.passed_over)


async def test_what_a_rule_forbids_now_is_passed_over_with_its_reason(work: MemoryWork) -> None:
    places = await a_program_with(
        work, Row("mentor", ANA, capacity=5), Row("mentee", BEN), Row("mentee", CLEO), Row("mentee", DAN)
    )
    await work.people.keep([a_record(BEN, manager=ANA), a_record(CLEO, status="on-leave")])
    await settle_leaver(DAN, work)
    made = await make(work, *(an_offer(places, ANA, mentee) for mentee in (BEN, CLEO, DAN)))
    assert {"reporting-line": 1, "on-leave": 1, "no-place": 1} == made.passed_over
    assert [] == work.announced(ProposalMade)


async def test_a_pair_that_is_open_or_was_declined_is_not_made_again_but_one_that_ran_out_is(work: MemoryWork) -> None:
    places = await a_program_with(
        work, Row("mentor", ANA, capacity=5), Row("mentee", BEN, capacity=2), Row("mentee", CLEO, capacity=2)
    )
    first = await make(work, an_offer(places, ANA, BEN), an_offer(places, ANA, CLEO))
    await refuse_proposal(first.proposals[0].id, by=ANA, reason="no-fit", work=work)
    again = await make(work, an_offer(places, ANA, BEN), an_offer(places, ANA, CLEO))
    assert {"declined": 1, "proposed": 1} == again.passed_over
    work.after(A_WEEK)
    assert 1 == await expire_proposals(work)
    assert 1 == len((await make(work, an_offer(places, ANA, CLEO))).proposals)


async def test_of_two_peers_who_declined_neither_order_is_made_again(work: MemoryWork) -> None:
    places = await a_program_with(work, Row("peer", ANA, capacity=2), Row("peer", BEN, capacity=2), kind="peer")
    first = await make(work, an_offer(places, ANA, BEN))
    assert first.proposals[0].peers
    await refuse_proposal(first.proposals[0].id, by=BEN, reason="no-fit", work=work)
    assert {"declined": 1} == (await make(work, an_offer(places, BEN, ANA))).passed_over


async def test_when_either_is_erased_the_message_and_the_words_of_the_explanation_go(work: MemoryWork) -> None:
    places = await a_program_with(work, Row("mentor", ANA), Row("mentee", BEN))
    made = await make(work, an_offer(places, ANA, BEN, message="Would you?"))
    await forget_people([ANA], work)
    views = MemoryViews(work.memory)
    assert await views.message(made.proposals[0].id) is None
    assert WHY.without_words() == await views.explanation(made.proposals[0])
