"""Asking, freezing, pausing and passing on, all side by side on a real database."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from mentoring.matching.domain.errors.requests import AskedIsAway, AskedIsFull
from mentoring.matching.usecases.mentors.freeze_silent import freeze_silent
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.ask_somebody import Request, ask_somebody
from mentoring.matching.usecases.proposals.nudge_silent import nudge_silent
from mentoring.matching.usecases.proposals.pass_on import claim_wishes, grant_wish
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from tests.integration.matching import scene
from tests.integration.matching.conftest import Store
from tests.integration.matching.test_races import together
from tests.unit.matching.builders import A_WEEK, ANA, BEN, EVA, an_open_program, enrolled, people_work_here

TURNS = 6


@pytest.fixture
async def database(databases: Databases) -> AsyncIterator[Database]:
    async with Database.open(databases("matching"), min_size=16, max_size=16) as opened:
        yield opened


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


async def a_program(store: Store, *rows: Row) -> UUID:
    async with store.works() as work:
        await people_work_here(work, EVA, *{row.person for row in rows if row.person is not None})
        program = await an_open_program(work, kind="informal", mode="self-service")
        await enrolled(work, program, *rows)
        return program


async def ask(store: Store, program: UUID, by: UUID, whom: UUID) -> UUID:
    async with store.works() as work:
        return await ask_somebody(program, Request(by, whom, "mentor", "Would you?"), work)


async def freeze(store: Store) -> int:
    async with store.works() as work:
        return await freeze_silent(work)


async def refuse_and_pause(store: Store, proposal: UUID, by: UUID) -> None:
    async with store.works() as work:
        until = store.at + timedelta(days=30)
        await refuse_proposal(proposal, by=by, reason="no-time", work=work, unavailable_until=until)


async def pass_on(store: Store) -> int:
    async with store.works() as work:
        choice = await claim_wishes(work)
    if choice is None:
        return 0
    ranked = choice.ranked()
    for wish in choice.wishes:
        async with store.works() as work:
            await grant_wish(wish, ranked.get(wish.proposal, []), work)
    return len(choice.wishes)


async def test_a_mentor_with_one_place_is_asked_by_one_of_many_at_once(store: Store, database: Database) -> None:
    people = [UUID(int=number) for number in range(20, 26)]
    program = await a_program(store, Row("mentor", ANA), *(Row("mentee", person) for person in people))
    answers = await together(*(partial(ask, store, program, person, ANA) for person in people))
    assert 1 == sum(isinstance(answer, UUID) for answer in answers)
    assert 5 == sum(isinstance(answer, AskedIsFull) for answer in answers)
    await scene.all_is_well(database)


async def test_of_two_mentors_who_say_yes_at_once_to_one_who_asked_both_one_is_the_mentor(
    store: Store, database: Database
) -> None:
    for turn in range(TURNS):
        one, other, mentee = (UUID(int=1000 + 3 * turn + number) for number in range(3))
        program = await a_program(store, Row("mentor", one), Row("mentor", other), Row("mentee", mentee))
        first, second = await ask(store, program, mentee, one), await ask(store, program, mentee, other)
        answers = await together(partial(scene.accept, store, first, one), partial(scene.accept, store, second, other))
        assert 1 == sum(isinstance(answer, UUID) for answer in answers)
    assert TURNS == await scene.count(database, "SELECT count(*) FROM mentorships")
    await scene.all_is_well(database)


async def test_a_silent_mentor_who_answers_while_being_frozen_either_answers_or_is_frozen(
    store: Store, database: Database
) -> None:
    for turn in range(TURNS):
        mentor, mentee, other = (UUID(int=1100 + 3 * turn + number) for number in range(3))
        program = await a_program(store, Row("mentor", mentor, capacity=2), Row("mentee", mentee), Row("mentee", other))
        for _ in range(2):
            await ask(store, program, mentee, mentor)
            store.after(A_WEEK)
            await scene.expire(store)
        proposal = await ask(store, program, other, mentor)
        yes, _ = await together(partial(scene.accept, store, proposal, mentor), partial(freeze, store))
        async with store.works() as work:
            person = (await work.people.of([mentor]))[mentor]
        assert isinstance(yes, UUID) == (person.frozen_at is None)
        await scene.all_is_well(database)


async def test_whoever_is_asked_while_being_frozen_has_nothing_open_afterwards(
    store: Store, database: Database
) -> None:
    for turn in range(TURNS):
        mentor, mentee, other = (UUID(int=1200 + 3 * turn + number) for number in range(3))
        program = await a_program(store, Row("mentor", mentor, capacity=2), Row("mentee", mentee), Row("mentee", other))
        for _ in range(2):
            await ask(store, program, mentee, mentor)
            store.after(A_WEEK)
            await scene.expire(store)
        asked, _ = await together(partial(ask, store, program, other, mentor), partial(freeze, store))
        assert isinstance(asked, UUID | AskedIsAway)
        assert [] == list(await scene.open_proposals(store, mentor))
        await scene.all_is_well(database)


async def test_a_yes_at_the_hour_and_the_clock_never_both_count(store: Store, database: Database) -> None:
    for turn in range(TURNS):
        mentor = UUID(int=1300 + turn)
        program = await a_program(store, Row("mentor", mentor), Row("mentee", BEN, capacity=TURNS))
        proposal = await ask(store, program, BEN, mentor)
        store.after(A_WEEK)
        yes, ended = await together(partial(scene.accept, store, proposal, mentor), partial(scene.expire, store))
        assert not isinstance(yes, UUID)
        assert ended in {0, 1}
        await scene.expire(store)
    await scene.all_is_well(database)


async def test_several_copies_of_the_clock_pass_each_mentee_on_once_and_remind_once(
    store: Store, database: Database
) -> None:
    mentees = [UUID(int=1400 + number) for number in range(8)]
    rows = [Row("mentor", ANA, capacity=8), *(Row("mentee", person) for person in mentees)]
    program = await a_program(store, *rows)
    asked = [await ask(store, program, person, ANA) for person in mentees]
    async with store.works() as work:
        await people_work_here(work, UUID(int=1450))
        await enrolled(work, program, Row("mentor", UUID(int=1450), capacity=8))
    await refuse_and_pause(store, asked[0], ANA)
    await together(*[partial(pass_on, store)] * 4)
    assert 8 == await scene.count(database, "SELECT count(*) FROM proposals WHERE origin = 'suggestion'")
    assert 0 == await scene.count(database, "SELECT count(*) FROM wishes")
    store.after(A_WEEK / 2)

    async def remind() -> int:
        async with store.works() as work:
            return await nudge_silent(work)

    await together(*[remind] * 3)
    told = "SELECT count(*) FROM outbox WHERE type = 'mentoring.notification.notification-requested.v1'"
    assert 16 == await scene.count(database, told)
    await scene.all_is_well(database)
