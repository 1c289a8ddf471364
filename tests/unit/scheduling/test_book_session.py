"""The two agree on a time."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from mentoring.contracts.scheduling import CheckInsState, SessionBooked, SessionState
from mentoring.scheduling.domain.errors import (
    CheckInMissing,
    CheckInTaken,
    MentorshipMissing,
    MentorshipOver,
    NotFree,
    NotWholeMinute,
    NotYourMentorship,
    PeopleNotKnown,
    PersonNotHere,
    SessionMissing,
    StartPast,
    TooFarAhead,
    TooSoon,
    WindowEmpty,
)
from mentoring.scheduling.usecases.book_session import book_session
from mentoring.scheduling.usecases.end_mentorship import end_mentorship
from mentoring.scheduling.usecases.find_slots import Wanted, find_slots, window_of
from mentoring.scheduling.usecases.plan_check_ins import plan_check_ins
from tests.unit.scheduling.builders import ANA, BEN, CLEO, MENTORSHIP, a_mentorship, a_person, utc
from tests.unit.scheduling.memory import MemoryWork

TUESDAY_TEN = utc(2026, 11, 3, 10)  # eleven in Berlin
THE_HOUR = Wanted(30, TUESDAY_TEN, TUESDAY_TEN + timedelta(hours=1))


async def test_a_time_that_suits_both_is_held_for_both(pair: MemoryWork) -> None:
    booked = await book_session(MENTORSHIP, TUESDAY_TEN, 45, None, by=BEN, work=pair)
    [told] = pair.announced(SessionBooked)
    [state] = pair.announced(SessionState)
    assert (told.session, told.kind, told.by, told.sequence) == (booked.id, "session", BEN, 0)
    assert (told.meeting.starts, told.meeting.zone) == (TUESDAY_TEN, "Europe/Berlin")
    assert (state.state, state.meeting.ends) == ("booked", TUESDAY_TEN + timedelta(minutes=45))
    assert await pair.sessions.busy([ANA], booked.meeting.span) == [booked.meeting.span]


async def test_what_is_booked_is_no_slot_any_more(pair: MemoryWork) -> None:
    before = await find_slots(MENTORSHIP, THE_HOUR, ANA, pair.views)
    await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=BEN, work=pair)
    after = await find_slots(MENTORSHIP, THE_HOUR, BEN, pair.views)
    assert (len(before.starts), len(after.starts)) == (3, 1)


async def test_who_wants_to_move_a_session_is_offered_its_own_time_too(pair: MemoryWork) -> None:
    booked = await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=BEN, work=pair)
    found = await find_slots(MENTORSHIP, replace(THE_HOUR, moving=booked.id), ANA, pair.views)
    assert len(found.starts) == 3
    other = uuid4()
    await pair.people.keep([a_person(CLEO)])
    await pair.mentorships.add(a_mentorship(other, mentor=ANA, mentee=CLEO, cadence=None))
    for session in (booked.id, uuid4()):
        with pytest.raises(SessionMissing):
            await find_slots(other, replace(THE_HOUR, moving=session), ANA, pair.views)


async def test_a_window_that_ends_before_it_begins_is_refused_and_one_that_is_past_is_empty(pair: MemoryWork) -> None:
    with pytest.raises(WindowEmpty):
        await find_slots(MENTORSHIP, Wanted(30, TUESDAY_TEN, TUESDAY_TEN), ANA, pair.views)
    past = Wanted(30, utc(2026, 10, 1), utc(2026, 10, 2))
    assert (await find_slots(MENTORSHIP, past, ANA, pair.views)).starts == []


async def test_slots_are_offered_after_the_notice_and_within_the_horizon(pair: MemoryWork) -> None:
    found = await find_slots(MENTORSHIP, Wanted(30), ANA, pair.views)
    assert window_of(found) == (utc(2026, 11, 2, 11), utc(2026, 11, 30, 9))
    assert found.starts[0] * 60 == utc(2026, 11, 2, 11).timestamp()


async def test_a_taken_time_is_refused_and_the_nearest_are_named_on_the_callers_clock(pair: MemoryWork) -> None:
    await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=BEN, work=pair)
    with pytest.raises(NotFree) as refused:
        await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=ANA, work=pair)
    assert "2026-11-03 10:15, 2026-11-03 10:30, 2026-11-03 11:30 (Europe/Berlin)" in str(refused.value)
    assert "2026-11-03T10:30:00+00:00" in str(refused.value.facts["mend"])


async def test_a_time_outside_the_hours_of_one_is_refused(pair: MemoryWork) -> None:
    with pytest.raises(NotFree, match="2026-11-03 16:30"):
        await book_session(MENTORSHIP, utc(2026, 11, 3, 15, 45), 30, None, by=ANA, work=pair)


async def test_where_no_time_is_common_that_is_said(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA), a_person(BEN, "Pacific/Auckland")])
    await work.mentorships.add(a_mentorship(cadence=None))
    with pytest.raises(NotFree, match="no common time within a week"):
        await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=ANA, work=work)


@pytest.mark.parametrize(
    ("starts", "refusal"),
    [
        (utc(2026, 11, 2, 9), StartPast),
        (utc(2026, 11, 2, 10, 59), TooSoon),
        (utc(2026, 11, 30, 10), TooFarAhead),
        (TUESDAY_TEN + timedelta(seconds=1), NotWholeMinute),
    ],
)
async def test_a_start_that_can_not_be_is_refused(starts: object, refusal: type[Exception], pair: MemoryWork) -> None:
    with pytest.raises(refusal):
        await book_session(MENTORSHIP, starts, 30, None, by=ANA, work=pair)  # type: ignore[arg-type]


async def test_only_the_two_book_and_ask(pair: MemoryWork) -> None:
    with pytest.raises(NotYourMentorship):
        await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=CLEO, work=pair)
    with pytest.raises(NotYourMentorship):
        await find_slots(MENTORSHIP, Wanted(30), CLEO, pair.views)
    with pytest.raises(MentorshipMissing):
        await find_slots(uuid4(), Wanted(30), ANA, pair.views)
    with pytest.raises(MentorshipMissing):
        await book_session(uuid4(), TUESDAY_TEN, 30, None, by=ANA, work=pair)


async def test_nothing_is_booked_when_it_is_over(pair: MemoryWork) -> None:
    await end_mentorship(MENTORSHIP, pair)
    with pytest.raises(MentorshipOver):
        await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=ANA, work=pair)


async def test_nothing_is_booked_with_one_who_is_not_known_or_gone(pair: MemoryWork) -> None:
    await pair.people.keep([a_person(BEN, status="left")])
    with pytest.raises(PersonNotHere):
        await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=ANA, work=pair)
    await pair.people.forget([BEN])
    with pytest.raises(PeopleNotKnown):
        await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=ANA, work=pair)


async def test_a_person_cannot_be_in_two_mentorships_at_once(pair: MemoryWork) -> None:
    other = uuid4()
    await pair.people.keep([a_person(CLEO)])
    await pair.mentorships.add(a_mentorship(other, mentor=ANA, mentee=CLEO, cadence=None))
    await book_session(MENTORSHIP, TUESDAY_TEN, 30, None, by=BEN, work=pair)
    with pytest.raises(NotFree):
        await book_session(other, TUESDAY_TEN + timedelta(minutes=15), 30, None, by=CLEO, work=pair)


async def test_the_pair_picks_a_time_for_a_check_in_that_has_none(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA)])
    await plan_check_ins(a_mentorship(), work)
    await work.people.keep([a_person(BEN)])
    booked = await book_session(MENTORSHIP, TUESDAY_TEN, 30, 1, by=BEN, work=work)
    first = work.announced(CheckInsState)[-1].check_ins[0]
    assert (booked.kind, first.number, first.state, first.session) == ("check-in", 1, "booked", booked.id)
    with pytest.raises(CheckInTaken):
        await book_session(MENTORSHIP, TUESDAY_TEN + timedelta(hours=1), 30, 1, by=BEN, work=work)
    with pytest.raises(CheckInMissing):
        await book_session(MENTORSHIP, TUESDAY_TEN + timedelta(hours=2), 30, 99, by=BEN, work=work)
