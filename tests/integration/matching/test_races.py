"""Whoever acts when: one mentorship per agreed pair, no capacity exceeded, no leaver bound, what is told is stored.

All act side by side on a real database. Two works may wait for each other's locks; the doors and the worker do such a
work again, and so does `again` here. Any other fault is ours.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from uuid import UUID

import pytest

from mentoring.kernel import Refusal
from mentoring.matching.domain.errors.proposals import AlreadyAnswered, ProposalClosed
from mentoring.matching.domain.errors.runs import RunNotDrafted, RunUnderWay
from mentoring.matching.domain.run import Claim
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.draft_run import claim_run
from mentoring.matching.usecases.runs.publish_run import Published
from mentoring.matching.usecases.runs.start_run import start_run
from mentoring.postgres import Database
from mentoring.runtime.faults import is_conflict
from mentoring.testing.databases import Databases
from tests.integration.matching import scene
from tests.integration.matching.conftest import Store
from tests.unit.matching.builders import A_WEEK, ANA, BEN, CLEO, DAN, EVA, HR, an_open_program, people_work_here

Act = Callable[[], Awaitable[object]]
TEN = [UUID(int=number) for number in range(920, 930)]
TURNS = 12
"""Of a race that either may win: the first ones are won by whose connection has prepared its statements."""


@pytest.fixture
async def database(databases: Databases) -> AsyncIterator[Database]:
    """With all connections open before the race: whoever has to connect first comes too late for it."""
    async with Database.open(databases("matching"), min_size=16, max_size=16) as opened:
        yield opened


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


async def again(act: Act) -> object:
    """As the doors do it: once more, when the database called it off in favour of another."""
    for _ in range(10):
        try:
            return await act()
        except Refusal as refusal:
            if refusal.kind == "broken":
                raise
            return refusal
        except Exception as error:
            if not is_conflict(error):
                raise
    raise AssertionError("ten conflicts in a row")


async def together(*acts: Act) -> Sequence[object]:
    """What each answered, or the refusal it met."""
    return await asyncio.gather(*(again(act) for act in acts))


async def a_proposal_for_ben(store: Store, mentor: UUID = ANA) -> UUID:
    """In a program of its own; whoever is together in one program is not proposed in another."""
    program = await scene.a_program_with(store, Row("mentor", mentor), Row("mentee", BEN))
    await scene.publish(store, await scene.a_drafted_run(store, program))
    (proposal,) = await scene.open_proposals(store, mentor)
    return proposal.id


async def test_of_two_who_say_yes_at_once_the_second_begins_one_mentorship(store: Store, database: Database) -> None:
    for mentor in TEN:
        proposal = await a_proposal_for_ben(store, mentor)
        answers = await together(
            partial(scene.accept, store, proposal, mentor), partial(scene.accept, store, proposal, BEN)
        )
        assert 1 == sum(isinstance(answer, UUID) for answer in answers)
        assert 1 == answers.count(None)
    assert 10 == await scene.count(database, "SELECT count(*) FROM mentorships")
    await scene.all_is_well(database)


async def test_two_clicks_of_one_person_answer_once(store: Store) -> None:
    proposal = await a_proposal_for_ben(store)
    answers = await together(*[partial(scene.accept, store, proposal, ANA)] * 4)
    assert 3 == sum(isinstance(answer, AlreadyAnswered) for answer in answers)
    assert 1 == answers.count(None)


async def test_a_yes_and_a_no_at_once_never_both_count(store: Store, database: Database) -> None:
    for mentor in TEN:
        proposal = await a_proposal_for_ben(store, mentor)
        await scene.accept(store, proposal, mentor)
        yes, no = await together(
            partial(scene.accept, store, proposal, BEN), partial(scene.refuse, store, proposal, BEN)
        )
        assert isinstance(yes, UUID) == isinstance(no, ProposalClosed)
        assert isinstance(yes, ProposalClosed) == (no is None)
    await scene.all_is_well(database)


async def test_a_draft_published_twice_at_once_is_published_once(store: Store, database: Database) -> None:
    program = await scene.a_program_with(store, Row("mentor", ANA), Row("mentee", BEN))
    run = await scene.a_drafted_run(store, program)
    answers = await together(*[partial(scene.publish, store, run)] * 3)
    assert 2 == sum(isinstance(answer, RunNotDrafted) for answer in answers)
    assert 1 == await scene.count(database, "SELECT count(*) FROM proposals")


async def test_capacity_holds_when_drafts_that_overlap_are_published_at_once(store: Store, database: Database) -> None:
    rows = [Row("mentor", ANA, capacity=2), Row("mentor", BEN), *(Row("mentee", UUID(int=n)) for n in range(20, 30))]
    for _ in range(TURNS):
        program = await scene.a_program_with(store, *rows)
        runs = [await scene.a_drafted_run(store, program) for _ in range(3)]
        published = await together(*[partial(scene.publish, store, run) for run in runs])
        assert 3 == sum(found.proposals for found in published if isinstance(found, Published))
        await scene.all_is_well(database)


async def test_nobody_who_leaves_while_a_draft_is_published_stays_bound(store: Store, database: Database) -> None:
    for turn in range(TURNS):
        mentor = UUID(int=900 + turn)
        program = await scene.a_program_with(store, Row("mentor", mentor), Row("mentee", BEN))
        run = await scene.a_drafted_run(store, program)
        await together(partial(scene.leave, store, mentor), partial(scene.publish, store, run))
        await scene.all_is_well(database)


async def test_nobody_who_leaves_while_the_other_says_yes_stays_bound(store: Store, database: Database) -> None:
    for turn in range(TURNS):
        mentor = UUID(int=900 + turn)
        program = await scene.a_program_with(store, Row("mentor", mentor), Row("mentee", BEN))
        await scene.publish(store, await scene.a_drafted_run(store, program))
        (proposal,) = await scene.open_proposals(store, mentor)
        await scene.accept(store, proposal.id, mentor)
        await together(partial(scene.leave, store, mentor), partial(scene.accept, store, proposal.id, BEN))
        await scene.all_is_well(database)


async def test_nobody_who_leaves_while_being_enrolled_has_a_place(store: Store, database: Database) -> None:
    for turn in range(TURNS):
        person = UUID(int=900 + turn)
        program = await scene.a_program_with(store, Row("mentee", BEN))
        async with store.works() as work:
            await people_work_here(work, person)
        enroll = partial(scene.enroll, store, program, Row("mentor", person))
        await together(partial(scene.leave, store, person), enroll)
        await scene.all_is_well(database)


async def test_of_two_who_start_a_run_at_once_one_is_told_of_the_other(store: Store, database: Database) -> None:
    program = await scene.a_program_with(store, Row("mentor", ANA), Row("mentee", BEN))

    async def start() -> UUID:
        async with store.works() as work:
            return await start_run(program, by=HR, work=work)

    answers = await together(start, start, start)
    (run,) = [answer for answer in answers if isinstance(answer, UUID)]
    assert [run, run] == [answer.facts["run"] for answer in answers if isinstance(answer, RunUnderWay)]
    assert 1 == await scene.count(database, "SELECT count(*) FROM runs")


async def test_several_copies_of_the_clock_claim_a_run_once(store: Store) -> None:
    program = await scene.a_program_with(store, Row("mentor", ANA), Row("mentee", BEN))
    async with store.works() as work:
        await start_run(program, by=HR, work=work)

    async def claim() -> Claim | None:
        async with store.works() as work:
            return await claim_run(work)

    claims = await together(*[claim] * 5)
    assert 4 == claims.count(None)


async def test_several_copies_of_the_clock_end_each_proposal_once(store: Store, database: Database) -> None:
    rows = [Row("mentor", ANA, capacity=30), *(Row("mentee", UUID(int=number)) for number in range(100, 130))]
    program = await scene.a_program_with(store, *rows)
    await scene.publish(store, await scene.a_drafted_run(store, program))
    store.after(A_WEEK)
    ended = await together(*[partial(scene.expire, store)] * 4)
    assert 30 == sum(number for number in ended if isinstance(number, int))
    told = "SELECT count(*) FROM outbox WHERE type = 'mentoring.matching.proposal-expired.v1'"
    assert 30 == await scene.count(database, told)
    await scene.all_is_well(database)


async def test_two_batches_with_the_same_people_enroll_each_once(store: Store, database: Database) -> None:
    people = [UUID(int=number) for number in range(500, 600)]
    async with store.works() as work:
        await people_work_here(work, EVA, *people)
        program = await an_open_program(work)

    batches = [[Row("mentee", person) for person in order] for order in (people, people[::-1], people)]
    found = await together(*[partial(scene.enroll, store, program, *batch) for batch in batches])
    reports = [report for batch in found if isinstance(batch, list) for report in batch]
    assert (300, 100) == (len(reports), sum(report.refusal is None for report in reports))
    assert 100 == await scene.count(database, "SELECT count(*) FROM enrollments")


@pytest.mark.parametrize("seed", range(3))
async def test_in_a_storm_of_answers_departures_and_publications_all_stays_well(
    seed: int, store: Store, database: Database
) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up weather
    people = [ANA, BEN, CLEO, DAN, *(UUID(int=number) for number in range(700, 716))]
    for turn in range(4):
        rows = [
            Row("mentor" if number % 3 == 0 else "mentee", person, capacity=2 if number % 3 == 0 else 1)
            for number, person in enumerate(people)
        ]
        program = await scene.a_program_with(store, *rows)
        await scene.publish(store, await scene.a_drafted_run(store, program))
        late = [await scene.a_drafted_run(store, program)]
        proposals = {one.id: one for person in people for one in await scene.open_proposals(store, person)}
        acts: list[Act] = [
            partial(answer, store, proposal, by)
            for proposal, one in proposals.items()
            for by in (one.mentor, one.mentee)
            for answer in chance.choices([scene.accept, scene.refuse], [4, 1])
        ]
        acts += [partial(scene.leave, store, person) for person in chance.sample(people, 3)]
        acts += [partial(scene.publish, store, run) for run in late]
        acts += [partial(scene.expire, store)] * 2
        chance.shuffle(acts)
        await together(*acts)
        await scene.all_is_well(database)
        if turn % 2:
            store.after(A_WEEK)
