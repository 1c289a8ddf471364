"""Who waits for a suggestion: the same for the fake and for PostgreSQL."""

from datetime import timedelta
from uuid import UUID

from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.suggest_best import AGAIN, claim_waiting, suggest_best
from tests.integration.matching.conftest import Store
from tests.unit.matching.builders import (
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


async def claimed(store: Store, most: int = 10) -> list[UUID]:
    async with store.works() as work:
        found = await work.enrollments.claim_waiting(store.at, store.at - AGAIN, most)
        return [one.person for one in found]


async def test_those_who_wait_are_claimed_once_a_day_one_program_at_a_time(store: Store) -> None:
    async with store.works() as work:
        await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
        for name, mode in (("First", "suggested"), ("Second", "suggested"), ("Third", "self-service")):
            program = await an_open_program(work, name=name, mode=mode)
            await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO))
    assert [{*await claimed(store)} for _ in range(3)] == [{BEN, CLEO}, {BEN, CLEO}, set()]
    store.after(AGAIN - timedelta(seconds=1))
    assert await claimed(store) == []
    store.after(timedelta(seconds=1))
    assert [len(await claimed(store, most=1)) for _ in range(5)] == [1, 1, 1, 1, 0]


async def test_whoever_has_something_open_does_not_wait(store: Store) -> None:
    async with store.works() as work:
        await people_work_here(work, ANA, BEN, CLEO, EVA)
        await they_say(work, a_participant(ANA, offers={"SQL": 5}), a_participant(BEN, wants={"SQL": 5}))
        program = await an_open_program(work, mode="suggested")
        await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO, capacity=0))
    async with store.works() as work:
        waiting = await claim_waiting(work)
    assert waiting is not None
    assert [one.person for one in waiting.places] == [BEN]
    for place, pairs in waiting.ranked().items():
        async with store.works() as work:
            assert await suggest_best(place, program, pairs, work) is not None
    store.after(AGAIN)
    assert await claimed(store) == []
