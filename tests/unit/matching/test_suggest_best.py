"""In programs that suggest, whoever waits is offered the best mentor with a free place; again only after a day."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from mentoring.contracts.matching import ProposalMade
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.expire_proposals import expire_proposals
from mentoring.matching.usecases.proposals.suggest_best import AGAIN, claim_waiting, suggest_best
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
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork


async def a_program(work: MemoryWork, mode: str = "suggested", **terms: Any) -> UUID:
    """Ana offers more than Dan of what Ben and Cleo want; each takes one."""
    await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
    await they_say(
        work,
        a_participant(ANA, offers={"SQL": 5}),
        a_participant(DAN, offers={"SQL": 3}),
        *(a_participant(mentee, wants={"SQL": 5}) for mentee in (BEN, CLEO)),
    )
    program = await an_open_program(work, mode=mode, **terms)
    await enrolled(work, program, Row("mentor", ANA), Row("mentor", DAN), Row("mentee", BEN), Row("mentee", CLEO))
    return program


async def suggestions(work: MemoryWork) -> list[tuple[UUID, UUID]]:
    """What the clock does, once: (mentee, mentor)."""
    before = len(work.announced(ProposalMade))
    waiting = await claim_waiting(work)
    if waiting is None:
        return []
    for place, pairs in waiting.ranked().items():
        await suggest_best(place, waiting.program, pairs, work)
    return sorted((made.mentee, made.mentor) for made in work.announced(ProposalMade)[before:])


async def open_ones(work: MemoryWork, person: UUID) -> list[Proposal]:
    return [*await work.proposals.hold_open_of_person(person)]


async def test_each_gets_the_best_who_is_still_free(work: MemoryWork) -> None:
    await a_program(work)
    found = await suggestions(work)
    assert {mentee for mentee, _ in found} == {BEN, CLEO}
    assert {mentor for _, mentor in found} == {ANA, DAN}, "Ana has one place"
    (proposal,) = await open_ones(work, BEN)
    assert (proposal.origin, proposal.asked_by, proposal.run) == ("suggestion", None, None)


async def test_programs_of_another_mode_suggest_nobody(work: MemoryWork) -> None:
    await a_program(work, mode="cohort")
    assert await suggestions(work) == []


async def test_whoever_has_something_open_is_left_alone_and_others_asked_again_after_a_day(
    work: MemoryWork,
) -> None:
    await a_program(work)
    assert len(await suggestions(work)) == 2
    assert await suggestions(work) == []
    work.after(AGAIN)
    assert await suggestions(work) == []
    work.after(A_WEEK)
    await expire_proposals(work)
    found = await suggestions(work)
    assert {mentee for mentee, _ in found} == {BEN, CLEO}, "each is offered the other one of the two mentors"
    work.after(A_WEEK)
    await expire_proposals(work)
    assert await suggestions(work) == [], "nobody is offered the same mentor twice"


async def test_nobody_is_suggested_to_whom_the_rules_exclude(work: MemoryWork) -> None:
    await a_program(work)
    await they_say(work, a_participant(BEN, wants={"SQL": 5}, languages=["fi"]))
    assert [mentee for mentee, _ in await suggestions(work)] == [CLEO]


async def test_what_has_changed_since_the_claim_counts(work: MemoryWork) -> None:
    program = await a_program(work)
    waiting = await claim_waiting(work)
    assert waiting is not None
    ranked = waiting.ranked()
    held = await work.programs.get(program)
    work.after(timedelta(days=400))
    assert [await suggest_best(place, held.id, pairs, work) for place, pairs in ranked.items()] == [None, None]
