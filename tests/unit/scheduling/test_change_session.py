"""A session is moved or given up."""

from collections.abc import Coroutine
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from mentoring.contracts.scheduling import SessionCancelled, SessionMoved, SessionState
from mentoring.scheduling.domain.errors import (
    NotFree,
    NotYourMentorship,
    SessionBegun,
    SessionMissing,
    SessionNotBooked,
    StartPast,
)
from mentoring.scheduling.domain.session import Session
from mentoring.scheduling.usecases.book_session import book_session
from mentoring.scheduling.usecases.cancel_session import cancel_session, cancel_sessions_of_leaver
from mentoring.scheduling.usecases.move_session import move_session
from tests.unit.scheduling.builders import ANA, BEN, CLEO, MENTORSHIP, a_mentorship, a_person, utc
from tests.unit.scheduling.memory import MemoryWork

TUESDAY_TEN = utc(2026, 11, 3, 10)


@pytest.fixture
async def booked(pair: MemoryWork) -> Session:
    session = await book_session(MENTORSHIP, TUESDAY_TEN, 60, None, by=BEN, work=pair)
    pair.forget_announced()
    return session


def changes_of(session: UUID, by: UUID, work: MemoryWork) -> list[Coroutine[Any, Any, Session]]:
    tomorrow = TUESDAY_TEN + timedelta(days=1)
    return [move_session(session, tomorrow, by, work), cancel_session(session, "other", by, work)]


async def test_a_moved_session_takes_its_new_time_and_gives_back_the_old(booked: Session, pair: MemoryWork) -> None:
    later = TUESDAY_TEN + timedelta(minutes=30)  # overlaps the time that it has itself
    moved = await move_session(booked.id, later, by=ANA, work=pair)
    [told] = pair.announced(SessionMoved)
    assert (told.before.starts, told.after.starts, told.sequence, told.by) == (TUESDAY_TEN, later, 1, ANA)
    assert [1] == [state.sequence for state in pair.announced(SessionState)]
    assert await pair.sessions.busy([BEN], booked.meeting.span) == [moved.meeting.span]


async def test_a_move_to_the_time_that_it_has_changes_nothing(booked: Session, pair: MemoryWork) -> None:
    assert await move_session(booked.id, TUESDAY_TEN, by=ANA, work=pair) == booked
    assert () == pair.everything_announced()


async def test_a_move_to_a_taken_or_past_time_is_refused(booked: Session, pair: MemoryWork) -> None:
    await book_session(MENTORSHIP, TUESDAY_TEN + timedelta(hours=2), 30, None, by=BEN, work=pair)
    with pytest.raises(NotFree):
        await move_session(booked.id, TUESDAY_TEN + timedelta(hours=2), by=ANA, work=pair)
    with pytest.raises(StartPast):
        await move_session(booked.id, utc(2026, 11, 2, 8), by=ANA, work=pair)


async def test_a_cancelled_session_gives_its_time_back(booked: Session, pair: MemoryWork) -> None:
    cancelled = await cancel_session(booked.id, "clash", by=ANA, work=pair)
    [told] = pair.announced(SessionCancelled)
    assert (told.reason, told.sequence, told.by) == ("clash", 1, ANA)
    assert [("cancelled", "clash")] == [(state.state, state.reason) for state in pair.announced(SessionState)]
    assert await pair.sessions.busy([ANA], cancelled.meeting.span) == []


async def test_only_a_booked_session_that_lies_ahead_can_change(booked: Session, pair: MemoryWork) -> None:
    pair.is_at(TUESDAY_TEN)
    for act in (
        move_session(booked.id, TUESDAY_TEN + timedelta(days=1), ANA, pair),
        cancel_session(booked.id, "other", ANA, pair),
    ):
        with pytest.raises(SessionBegun):
            await act
    pair.is_at(utc(2026, 11, 2, 9))
    await cancel_session(booked.id, "other", by=ANA, work=pair)
    for act in (
        move_session(booked.id, TUESDAY_TEN + timedelta(days=1), ANA, pair),
        cancel_session(booked.id, "other", ANA, pair),
    ):
        with pytest.raises(SessionNotBooked, match="cancelled"):
            await act


async def test_only_the_two_change_a_session(booked: Session, pair: MemoryWork) -> None:
    for act in (
        move_session(booked.id, TUESDAY_TEN + timedelta(days=1), CLEO, pair),
        cancel_session(booked.id, "other", CLEO, pair),
    ):
        with pytest.raises(NotYourMentorship):
            await act
    for act in (
        move_session(uuid4(), TUESDAY_TEN + timedelta(days=1), ANA, pair),
        cancel_session(uuid4(), "other", ANA, pair),
    ):
        with pytest.raises(SessionMissing):
            await act


async def test_what_lies_ahead_of_a_leaver_is_cancelled_and_nothing_else(booked: Session, pair: MemoryWork) -> None:
    other = uuid4()
    await pair.people.keep([a_person(CLEO)])
    await pair.mentorships.add(a_mentorship(other, mentor=ANA, mentee=CLEO, cadence=None))
    kept = await book_session(other, TUESDAY_TEN + timedelta(hours=2), 30, None, by=CLEO, work=pair)
    pair.forget_announced()
    await cancel_sessions_of_leaver(BEN, pair)
    await cancel_sessions_of_leaver(BEN, pair)
    assert [(booked.id, "left", None)] == [(t.session, t.reason, t.by) for t in pair.announced(SessionCancelled)]
    assert (await pair.sessions.get(kept.id)) == kept


async def test_what_has_begun_stays_when_a_person_leaves(booked: Session, pair: MemoryWork) -> None:
    pair.is_at(TUESDAY_TEN)
    await cancel_sessions_of_leaver(BEN, pair)
    assert [] == pair.announced(SessionCancelled)
    assert await pair.sessions.get(booked.id) == booked
