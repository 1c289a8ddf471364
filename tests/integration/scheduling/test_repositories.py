"""One suite for scheduling's memory, real and fake: what the use cases rely on holds for both."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from mentoring.postgres import Database
from mentoring.scheduling.adapters.postgres import PostgresDirectory
from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.hours import Assumed, Stated
from mentoring.scheduling.domain.session import Meeting
from tests.integration.scheduling.conftest import Store
from tests.unit.scheduling.builders import (
    ANA,
    BEN,
    CLEO,
    MENTORSHIP,
    OFFICE,
    PROGRAM,
    a_mentorship,
    a_person,
    a_session,
    utc,
)

TEN = utc(2026, 11, 3, 10)
FIRST, SECOND = UUID(int=0x101), UUID(int=0x102)


async def test_people_are_kept_over_what_was_there_and_forgotten(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_person(BEN), a_person(ANA, email=None)])
        await work.people.keep([a_person(ANA, name="Ana B.", status="on-leave")])
        assert await work.people.of([ANA, BEN, CLEO]) == {
            ANA: a_person(ANA, name="Ana B.", status="on-leave"),
            BEN: a_person(BEN),
        }
        assert set(await work.people.hold([BEN, ANA])) == {ANA, BEN}
        await work.hours.state(Stated(ANA, None, OFFICE, 1))
        await work.people.forget([ANA, CLEO])
        assert set(await work.people.of([ANA, BEN])) == {BEN}
        assert await work.hours.of([ANA]) == {}


async def test_hours_are_kept_as_they_were_said(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_person(ANA)])
        for said in (
            Stated(ANA, "Asia/Tokyo", OFFICE, 1),
            Stated(ANA, None, (), 2),
            Stated(ANA, None, None, 3),
        ):
            await work.hours.state(said)
            assert await work.hours.of([ANA, BEN]) == {ANA: said}


async def test_who_stated_nothing_is_found_in_the_order_of_ids(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_person(person) for person in (ANA, BEN, CLEO)])
        await work.hours.state(Stated(BEN, None, OFFICE, 1))
        await work.hours.state(Stated(CLEO, None, None, 2))
        assert await work.hours.hold_silent(UUID(int=0), 10) == [a_person(ANA), a_person(CLEO)]
        assert await work.hours.hold_silent(UUID(int=0), 1) == [a_person(ANA)]
        assert await work.hours.hold_silent(ANA, 10) == [a_person(CLEO)]


async def test_what_was_told_of_the_companys_hours_is_kept(store: Store) -> None:
    async with store.works() as work:
        assert await work.hours.hold_assumed(OFFICE) == Assumed(OFFICE)
        await work.hours.save_assumed(Assumed((), ANA))
        assert await work.hours.hold_assumed(OFFICE) == Assumed((), ANA)


async def test_a_mentorship_is_stored_once(store: Store) -> None:
    async with store.works() as work:
        assert await work.mentorships.add(a_mentorship())
        assert not await work.mentorships.add(a_mentorship(mentor=CLEO))
        assert await work.mentorships.hold(MENTORSHIP) == a_mentorship()
        assert await work.mentorships.hold(uuid4()) is None
        paused = replace(a_mentorship(), ends_on=date(2028, 1, 1)).paused(date(2026, 11, 3))
        await work.mentorships.save(paused)
        assert await work.mentorships.hold(MENTORSHIP) == paused
        await work.mentorships.save(replace(a_mentorship(), state="ended"))
    async with store.viewing() as views:
        assert await views.mentorship(MENTORSHIP) == replace(a_mentorship(), state="ended")


async def test_a_mentorship_without_cadence_or_end_comes_back_so(store: Store) -> None:
    bare = a_mentorship(cadence=None, ends_on=None)
    async with store.works() as work:
        await work.mentorships.add(bare)
        assert await work.mentorships.hold(MENTORSHIP) == bare


async def test_a_session_holds_its_time_for_both(store: Store) -> None:
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        await work.mentorships.add(a_mentorship(PROGRAM, mentor=CLEO, mentee=BEN))
        booked = a_session(FIRST, TEN)
        assert await work.sessions.book(booked)
        assert await work.sessions.get(FIRST) == booked
        for person in booked.pair:
            assert await work.sessions.busy([person], booked.meeting.span) == [booked.meeting.span]
        assert await work.sessions.busy([CLEO], booked.meeting.span) == []
        assert await work.sessions.busy([ANA], booked.meeting.span, but=FIRST) == []
        overlapping = a_session(SECOND, TEN + timedelta(minutes=29), mentorship=PROGRAM, mentor=CLEO, mentee=BEN)
        assert not await work.sessions.book(overlapping)
        assert await work.sessions.get(SECOND) is None
        assert await work.sessions.busy([CLEO], overlapping.meeting.span) == []
        touching = a_session(SECOND, TEN + timedelta(minutes=30), mentorship=PROGRAM, mentor=CLEO, mentee=BEN)
        assert await work.sessions.book(touching)


async def test_a_moved_session_holds_its_new_time_alone(store: Store) -> None:
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        booked = a_session(FIRST, TEN)
        await work.sessions.book(booked)
        later = Meeting.at(TEN + timedelta(minutes=15), 30, "UTC")
        moved = booked.move(later, utc(2026, 11, 2))
        assert await work.sessions.move(moved)
        assert await work.sessions.get(FIRST) == moved
        assert await work.sessions.busy([ANA], (0, later.span[1])) == [later.span]


async def test_a_move_to_a_taken_time_is_told(store: Store) -> None:
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        await work.sessions.book(a_session(FIRST, TEN))
    moved = a_session(SECOND, TEN + timedelta(hours=1))
    async with store.works() as work:
        await work.sessions.book(moved)
        assert not await work.sessions.move(moved.move(Meeting.at(TEN, 30, "UTC"), utc(2026, 11, 2)))


async def test_a_cancelled_session_holds_nothing(store: Store) -> None:
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        booked = a_session(FIRST, TEN)
        await work.sessions.book(booked)
        cancelled = booked.cancel("clash", utc(2026, 11, 2))
        await work.sessions.cancel(cancelled)
        assert await work.sessions.get(FIRST) == cancelled
        assert await work.sessions.busy([ANA, BEN], booked.meeting.span) == []
        assert await work.sessions.book(a_session(SECOND, TEN))


async def test_what_lies_ahead_is_found_by_mentorship_and_by_person(store: Store) -> None:
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        await work.mentorships.add(a_mentorship(PROGRAM, mentor=CLEO, mentee=ANA))
        later, sooner = a_session(FIRST, TEN + timedelta(days=1)), a_session(SECOND, TEN)
        for each in (later, sooner):
            await work.sessions.book(each)
        assert await work.sessions.ahead(MENTORSHIP, TEN - timedelta(minutes=1)) == [sooner, later]
        assert await work.sessions.ahead(MENTORSHIP, TEN) == [later]
        assert await work.sessions.ahead(PROGRAM, utc(2026, 1, 1)) == []
        held = await work.mentorships.hold_with_sessions(BEN, TEN)
        assert [each.id for each in held] == [MENTORSHIP]
        assert await work.mentorships.hold_with_sessions(CLEO, TEN) == []
        assert await work.mentorships.hold_with_sessions(BEN, TEN + timedelta(days=1)) == []
        found = await work.mentorships.hold_of_session(FIRST)
        assert found is not None
        assert found.id == MENTORSHIP
        assert await work.mentorships.hold_of_session(uuid4()) is None


async def test_a_mentorship_falls_due_when_both_are_here_and_at_work(store: Store) -> None:
    due = date(2026, 11, 16)
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        await work.check_ins.save(MENTORSHIP, [CheckIn(1, due), CheckIn(2, due + timedelta(days=14))])
        await work.people.keep([a_person(ANA)])
        assert await work.mentorships.hold_due(due) is None
        await work.people.keep([a_person(BEN, status="on-leave")])
        assert await work.mentorships.hold_due(due) is None
        await work.people.keep([a_person(BEN)])
        assert await work.mentorships.hold_due(due - timedelta(days=1)) is None
        assert await work.mentorships.hold_due(due) == a_mentorship()
        await work.check_ins.save(MENTORSHIP, [CheckIn(1, due, "unbooked")])
        assert await work.mentorships.hold_due(due) is None
        await work.mentorships.save(replace(a_mentorship(), state="ended"))
        assert await work.mentorships.hold_due(due + timedelta(days=14)) is None


async def test_check_ins_are_kept_by_number(store: Store) -> None:
    day = date(2026, 11, 16)
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        await work.sessions.book(a_session(FIRST, TEN))
        await work.check_ins.save(MENTORSHIP, [CheckIn(2, day), CheckIn(1, day)])
        await work.check_ins.save(MENTORSHIP, [CheckIn(1, day, "booked", FIRST)])
        await work.check_ins.save(MENTORSHIP, [])
        assert await work.check_ins.of(MENTORSHIP) == [CheckIn(1, day, "booked", FIRST), CheckIn(2, day)]


async def test_sessions_are_listed_by_start_a_page_at_a_time(store: Store) -> None:
    listed = [a_session(UUID(int=0x200 + number), TEN + timedelta(days=number)) for number in range(4)]
    reversed_roles = a_session(SECOND, TEN + timedelta(hours=1), mentorship=PROGRAM, mentor=CLEO, mentee=ANA)
    async with store.works() as work:
        await work.mentorships.add(a_mentorship())
        await work.mentorships.add(a_mentorship(PROGRAM, mentor=CLEO, mentee=ANA))
        for each in [*listed, reversed_roles]:
            await work.sessions.book(each)
    async with store.viewing() as views:
        every = [listed[0], reversed_roles, *listed[1:]]
        assert await views.sessions(ANA, None, None, 10) == every
        assert await views.sessions(ANA, None, None, 2) == every[:2]
        assert await views.sessions(ANA, None, (every[1].meeting.starts, every[1].id), 2) == every[2:4]
        assert await views.sessions(ANA, PROGRAM, None, 10) == [reversed_roles]
        assert await views.sessions(BEN, None, None, 10) == listed
        assert await views.session(SECOND) == reversed_roles


async def test_a_calendar_names_the_program_as_long_as_it_is_known(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_person(ANA), a_person(BEN)])
        await work.programs.keep({PROGRAM: "Première"})
        await work.programs.keep({PROGRAM: "Leadership"})
        await work.mentorships.add(a_mentorship())
        await work.sessions.book(a_session(FIRST, TEN))
    async with store.viewing() as views:
        assert b"Leadership" in await views.calendar(a_session(FIRST, TEN))
    async with store.works() as work:
        await work.programs.forget([PROGRAM])
    async with store.viewing() as views:
        assert b"Program" not in await views.calendar(a_session(FIRST, TEN))


async def test_a_token_becomes_a_person_who_is_here(postgres_store: Store, database: Database) -> None:
    async with postgres_store.works() as work:
        await work.people.keep([a_person(ANA, email="Ana@Example.com"), a_person(BEN, status="left")])
    async with database.reading() as connection:
        directory = PostgresDirectory(connection)
        assert await directory.person_of("employee_id", f"E{ANA.int}") == ANA
        assert await directory.person_of("email", "ana@example.COM") == ANA
        assert await directory.person_of("employee_id", f"E{BEN.int}") is None
        assert await directory.person_of("email", "nobody@example.com") is None


@pytest.mark.parametrize("during", ["empty", "(,2026-11-03)", "[2026-11-03,)", "[2026-11-03,2026-11-04]"])
async def test_the_database_refuses_times_that_would_pass_or_swallow_all_others(
    during: str, postgres_store: Store, database: Database
) -> None:
    async with postgres_store.works() as work:
        await work.mentorships.add(a_mentorship())
        await work.sessions.book(a_session(FIRST, TEN))
    async with database.session() as connection:
        with pytest.raises(asyncpg.CheckViolationError):
            await connection.execute(
                "INSERT INTO holds (session, person, during) VALUES ($1, $2, $3::text::tstzrange)", FIRST, CLEO, during
            )
