"""Whoever acts when on a mentorship: it ends once, a place is never held twice, and what is told is stored."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from mentoring.kernel import Refusal
from mentoring.matching.domain.agreement import Standing
from mentoring.matching.domain.errors.introductions import AlreadyIntroduced
from mentoring.matching.domain.errors.mentorships import (
    AgreementMovedOn,
    AlreadyConfirmed,
    AlreadyReflected,
    MentorshipOver,
    MentorshipPaused,
    NoRematchOffered,
    NotFlagged,
)
from mentoring.matching.usecases.health.judge_health import judge_health
from mentoring.matching.usecases.introductions.answer_introduction import agree_to_introduction, withdraw_introduction
from mentoring.matching.usecases.introductions.introduce import introduce
from mentoring.matching.usecases.mentorships.agree import confirm_agreement, set_agreement
from mentoring.matching.usecases.mentorships.ask_rematch import ask_rematch
from mentoring.matching.usecases.mentorships.complete_mentorship import (
    complete_mentorship,
    complete_those_over,
    reflect,
)
from mentoring.matching.usecases.mentorships.end_mentorship import end_mentorship
from mentoring.matching.usecases.mentorships.pause_mentorship import (
    pause_for_leave,
    pause_mentorship,
    resume_mentorship,
    resume_those_due,
)
from mentoring.matching.usecases.mentorships.settle_flag import settle_flag
from mentoring.matching.usecases.people.keep_people import keep_people
from mentoring.matching.usecases.people.restore_person import restore_person
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from tests.integration.matching import scene
from tests.integration.matching.conftest import Store
from tests.integration.matching.test_races import together
from tests.unit.matching.builders import ANA, BEN, CLEO, EVA, HR, a_person_state, caller, people_work_here

TURNS = 8
TOLD = "SELECT count(*) FROM outbox WHERE type = 'mentoring.matching.{name}.v1'"


@pytest.fixture
async def database(databases: Databases) -> AsyncIterator[Database]:
    """With all connections open before the race."""
    async with Database.open(databases("matching"), min_size=16, max_size=16) as opened:
        yield opened


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


async def a_mentorship(store: Store) -> UUID:
    program = await scene.a_program_with(store, Row("mentor", ANA), Row("mentee", BEN))
    await scene.publish(store, await scene.a_drafted_run(store, program))
    proposal = (await scene.open_proposals(store, ANA))[-1].id
    await scene.accept(store, proposal, ANA)
    mentorship = await scene.accept(store, proposal, BEN)
    assert mentorship is not None
    return mentorship


async def act(store: Store, verb: object, *what: object, **how: object) -> object:
    """One act in a work of its own."""
    async with store.works() as work:
        return await verb(*what, work=work, **how)  # type: ignore[operator]


async def count_told(database: Database, name: str) -> int:
    return await scene.count(database, TOLD.format(name=name))


async def test_of_two_who_end_it_at_once_one_is_the_first(store: Store, database: Database) -> None:
    for _ in range(TURNS):
        mentorship = await a_mentorship(store)
        answers = await together(
            *(partial(act, store, end_mentorship, mentorship, caller(by), "agreed") for by in (ANA, BEN, EVA))
        )
        assert (1, 2) == (answers.count(None), sum(isinstance(one, MentorshipOver) for one in answers))
    assert TURNS == await count_told(database, "mentorship-ended")
    await scene.all_is_well(database)


async def test_a_pause_and_an_end_at_once_leave_it_ended(store: Store, database: Database) -> None:
    for _ in range(TURNS):
        mentorship = await a_mentorship(store)
        pause, end, complete = await together(
            partial(act, store, pause_mentorship, mentorship, caller(ANA), "workload", None),
            partial(act, store, end_mentorship, mentorship, caller(BEN), "agreed"),
            partial(act, store, complete_mentorship, mentorship, ANA),
        )
        assert pause is None or isinstance(pause, MentorshipOver)
        assert (end is None) != (complete is None)
        async with store.viewing() as views:
            found = await views.mentorship(mentorship)
        assert (found.state in {"ended", "completed"}, found.pause) == (True, None)
    await scene.all_is_well(database)


async def test_a_leave_an_own_pause_and_the_clock_at_once_leave_one_pause(store: Store, database: Database) -> None:
    for _ in range(TURNS):
        mentorship = await a_mentorship(store)
        leave, own, clock = await together(
            partial(act, store, pause_for_leave, ANA),
            partial(act, store, pause_mentorship, mentorship, caller(BEN), "workload", None),
            partial(act, store, resume_those_due),
        )
        assert (leave, clock) == (None, 0)
        assert own is None or isinstance(own, MentorshipPaused)
        async with store.viewing() as views:
            found = await views.mentorship(mentorship)
        assert found.pause is not None
        assert "on-leave" == found.pause.because
        await act(store, resume_mentorship, mentorship, HR)
        await act(store, end_mentorship, mentorship, HR, "agreed")
    await scene.all_is_well(database)


async def test_the_clocks_of_two_copies_complete_it_once(store: Store, database: Database) -> None:
    mentorship = await a_mentorship(store)
    store.after(timedelta(days=(date(2027, 5, 1) - store.at.date()).days))
    await together(
        *[partial(act, store, complete_those_over)] * 3,
        partial(act, store, judge_health),
        partial(act, store, complete_mentorship, mentorship, BEN),
    )
    assert 1 == await count_told(database, "mentorship-completed")
    await scene.all_is_well(database)


async def test_a_flag_is_raised_once_and_the_first_answer_counts(store: Store, database: Database) -> None:
    for turn in range(1, TURNS + 1):
        mentorship = await a_mentorship(store)
        for manager in (None, ANA):
            told = [a_person_state(BEN, manager=manager)]
            await together(*[partial(act, store, keep_people, told)] * 3)
        assert turn == await count_told(database, "mentorship-flagged")
        keep, end = await together(
            partial(act, store, settle_flag, mentorship, caller(ANA), "reporting-line", "keep"),
            partial(act, store, settle_flag, mentorship, caller(EVA), "reporting-line", "end"),
        )
        assert (keep is None) != (end is None)
        assert any(isinstance(one, NotFlagged | MentorshipOver) for one in (keep, end))
        if end is not None:
            await act(store, end_mentorship, mentorship, HR, "agreed")
        await act(store, keep_people, [a_person_state(BEN)])
    await scene.all_is_well(database)


async def test_words_that_change_while_they_are_confirmed_are_not_confirmed(store: Store) -> None:
    for _ in range(TURNS):
        mentorship = await a_mentorship(store)
        await act(store, set_agreement, mentorship, ANA, ["Lead"], "", "")
        changed, confirmed = await together(
            partial(act, store, set_agreement, mentorship, ANA, ["Lead", "Speak"], "", ""),
            partial(act, store, confirm_agreement, mentorship, BEN, 1),
        )
        assert 2 == changed
        assert confirmed is None or isinstance(confirmed, AgreementMovedOn)
        async with store.viewing() as views:
            assert Standing(2, 2, frozenset({ANA})) == (await views.mentorship(mentorship)).agreement
        answers = await together(*[partial(act, store, confirm_agreement, mentorship, BEN, 2)] * 3)
        assert 2 == sum(isinstance(one, AlreadyConfirmed) for one in answers)
        await act(store, end_mentorship, mentorship, HR, "agreed")


async def test_each_reflects_once_and_asks_once_for_somebody_else(store: Store, database: Database) -> None:
    mentorship = await a_mentorship(store)
    await act(store, end_mentorship, mentorship, caller(ANA), "no-fit")
    reflected = await together(*[partial(act, store, reflect, mentorship, BEN, "Well", 4)] * 3)
    assert 2 == sum(isinstance(one, AlreadyReflected) for one in reflected)
    asked = await together(*[partial(act, store, ask_rematch, mentorship, BEN)] * 3)
    assert 2 == sum(isinstance(one, NoRematchOffered) for one in asked)
    assert 1 == await scene.count(database, "SELECT count(*) FROM wishes")


async def test_two_are_introduced_once_and_a_withdrawal_and_a_yes_never_both_count(
    store: Store, database: Database
) -> None:
    mentorship = await a_mentorship(store)
    async with store.works() as work:
        await people_work_here(work, CLEO)
    for _ in range(TURNS):
        asked = await together(*[partial(act, store, introduce, mentorship, ANA, CLEO, "")] * 3)
        assert 2 == sum(isinstance(one, AlreadyIntroduced) for one in asked)
        (introduction,) = (one for one in asked if isinstance(one, UUID))
        await act(store, agree_to_introduction, introduction, BEN)
        made, withdrawn = await together(
            partial(act, store, agree_to_introduction, introduction, CLEO),
            partial(act, store, withdraw_introduction, introduction, ANA),
        )
        assert (made is None) != (withdrawn is None)
        if made is None:
            break
    assert await count_told(database, "introduction-made") <= 1


async def test_whoever_leaves_and_is_back_while_others_act_holds_their_place_once(
    store: Store, database: Database
) -> None:
    for _ in range(TURNS):
        await a_mentorship(store)
        await together(partial(scene.leave, store, ANA), partial(act, store, pause_for_leave, BEN))
        answers = await together(*[partial(act, store, restore_person, ANA)] * 3)
        assert not any(isinstance(one, Refusal) for one in answers)
        await scene.all_is_well(database)
        again = await scene.open_proposals(store, ANA)
        assert ["rematch"] == [one.origin for one in again]
        await scene.refuse(store, again[0].id, BEN)
