"""How a mentorship is doing follows from what the two do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.contracts.matching import MentorshipHealthChanged, MentorshipState
from mentoring.contracts.scheduling import CheckIn, CheckInsState, Meeting, SessionState
from mentoring.matching.domain.health import LEVELS, Behaviour, judge
from mentoring.matching.domain.wording import finding_in_words
from mentoring.matching.usecases.health.judge_health import judge_health
from mentoring.matching.usecases.health.keep_behaviour import keep_check_ins, keep_sessions
from mentoring.matching.usecases.mentorships.complete_mentorship import complete_mentorship
from mentoring.matching.usecases.mentorships.pause_mentorship import pause_mentorship, resume_mentorship
from tests.unit.matching.builders import ANA, BEN, ana_mentors_ben, caller
from tests.unit.matching.memory.work import MemoryWork

BEGAN = datetime(2026, 11, 2, 9, tzinfo=UTC)
A_FORTNIGHT = Behaviour(since=BEGAN, rhythm=14)


def after(days: int) -> datetime:
    return BEGAN + timedelta(days=days)


@pytest.mark.parametrize(
    ("seen", "days", "level", "codes"),
    [
        (A_FORTNIGHT, 14, "good", []),
        (A_FORTNIGHT, 15, "watch", ["nothing-ahead"]),
        (replace(A_FORTNIGHT, ahead=True), 28, "good", []),
        (replace(A_FORTNIGHT, ahead=True), 29, "watch", ["never-met"]),
        (A_FORTNIGHT, 43, "at-risk", ["never-met"]),
        (replace(A_FORTNIGHT, ahead=True), 43, "watch", ["never-met"]),
        (replace(A_FORTNIGHT, last_met=after(40)), 43, "good", []),
        (replace(A_FORTNIGHT, last_met=after(10)), 60, "at-risk", ["silent"]),
        (replace(A_FORTNIGHT, last_met=after(40), met_before=after(5)), 43, "watch", ["drifting"]),
        (replace(A_FORTNIGHT, overdue=1), 5, "watch", ["overdue"]),
        (replace(A_FORTNIGHT, overdue=3), 5, "at-risk", ["overdue"]),
        (replace(A_FORTNIGHT, missed=1, overdue=1), 5, "watch", ["missed", "overdue"]),
        (replace(A_FORTNIGHT, missed=2, overdue=1), 5, "at-risk", ["missed", "overdue"]),
        (replace(A_FORTNIGHT, asked_at=BEGAN), 13, "good", []),
        (replace(A_FORTNIGHT, asked_at=BEGAN, ahead=True), 14, "watch", ["unanswered"]),
        (replace(A_FORTNIGHT, asked_at=BEGAN, last_met=after(28)), 28, "at-risk", ["unanswered"]),
        (replace(A_FORTNIGHT, rhythm=None), 30, "good", []),
        (replace(A_FORTNIGHT, rhythm=None), 91, "at-risk", ["never-met"]),
        (replace(A_FORTNIGHT, rhythm=1), 7, "good", []),
        (replace(A_FORTNIGHT, slipping=2), 7, "watch", ["goals-slipping"]),
    ],
)
def test_what_is_asked_is_measured_in_the_rhythm_of_the_pair(
    seen: Behaviour, days: int, level: str, codes: list[str]
) -> None:
    verdict = judge(seen, after(days))
    assert (level, codes) == (verdict.level, [finding.code for finding in verdict.findings])
    assert all(finding_in_words(finding).endswith(".") for finding in verdict.findings)


behaviours = st.builds(
    Behaviour,
    since=st.just(BEGAN),
    rhythm=st.one_of(st.none(), st.integers(1, 183)),
    last_met=st.one_of(st.none(), st.integers(0, 300).map(after)),
    ahead=st.booleans(),
    missed=st.integers(0, 5),
    overdue=st.integers(0, 5),
    asked_at=st.one_of(st.none(), st.integers(0, 300).map(after)),
)


@given(behaviours, st.integers(300, 400), st.integers(0, 100))
def test_time_alone_makes_nothing_better_and_a_meeting_nothing_worse(seen: Behaviour, days: int, more: int) -> None:
    def rank(what: Behaviour, at: int) -> int:
        return LEVELS.index(judge(what, after(at)).level)

    assert rank(seen, days) <= rank(seen, days + more)
    assert rank(replace(seen, last_met=after(days)), days) <= rank(seen, days)
    assert rank(replace(seen, ahead=True), days) <= rank(seen, days)
    assert rank(seen, days) <= rank(replace(seen, missed=seen.missed + 1, overdue=seen.overdue + 1), days)


def a_session(mentorship: UUID, number: int, starts: datetime, state: str = "booked") -> SessionState:
    return SessionState(
        session=UUID(int=number),
        mentorship=mentorship,
        mentor=ANA,
        mentee=BEN,
        kind="session",
        state=state,
        meeting=Meeting(starts=starts, ends=starts + timedelta(minutes=45), zone="Europe/Berlin"),
        sequence=0,
    )


async def judged(work: MemoryWork, days: int = 1) -> MentorshipState:
    work.after(timedelta(days=days))
    await judge_health(work)
    return work.announced(MentorshipState)[-1]


async def test_silence_puts_a_pair_at_risk_and_a_meeting_makes_it_well(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    assert "good" == (await judged(work)).health
    assert "watch" == (await judged(work, 20)).health
    found = await judged(work, 30)
    assert ("at-risk", [("never-met", 51)]) == (found.health, [(one.code, one.value) for one in found.health_reasons])
    await keep_sessions([a_session(mentorship, 1, work.now() - timedelta(hours=2))], work)
    assert 1 == await judge_health(work)
    assert 0 == await judge_health(work)
    assert ("good", []) == ((found := work.announced(MentorshipState)[-1]).health, found.health_reasons)
    assert [(None, "good"), ("good", "watch"), ("watch", "at-risk"), ("at-risk", "good")] == [
        (one.before, one.health) for one in work.announced(MentorshipHealthChanged)
    ]


async def test_numbers_that_grow_are_told_with_the_state_alone(work: MemoryWork) -> None:
    await ana_mentors_ben(work)
    await judged(work, 50)
    found = await judged(work)
    assert [51] == [one.value for one in found.health_reasons]
    assert 1 == len(work.announced(MentorshipHealthChanged))
    assert work.now() - timedelta(days=1) == next(iter(work.memory.mentorships.values())).verdict.since  # type: ignore[union-attr]


async def test_check_ins_that_nobody_booked_are_overdue_the_day_after(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    states = ["done", "unbooked", "planned", "cancelled", "booked", "planned"]
    due = [date(2026, 11, 3 + number) for number in range(6)]
    asked = [
        CheckIn(number=number, due_on=day, state=state)
        for number, (day, state) in enumerate(zip(due, states, strict=True), start=1)
    ]
    await keep_check_ins([CheckInsState(mentorship=mentorship, check_ins=asked)], work)
    work.is_at(datetime(2026, 11, 8, 12, tzinfo=UTC))
    found = await judged(work, 0)
    assert [("overdue", 2)] == [(one.code, one.value) for one in found.health_reasons]


async def test_a_pair_that_is_paused_is_well_and_starts_anew_when_it_goes_on(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await judged(work, 50)
    await pause_mentorship(mentorship, caller(ANA), "workload", None, work)
    assert ("good", "paused") == ((found := await judged(work, 0)).health, found.state)
    assert "good" == (await judged(work, 60)).health
    await resume_mentorship(mentorship, caller(ANA), work)
    assert "good" == (await judged(work, 10)).health
    assert "watch" == (await judged(work, 10)).health


async def test_what_is_over_is_judged_no_more(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await complete_mentorship(mentorship, ANA, work)
    work.after(timedelta(days=100))
    assert 1 == await judge_health(work)
    assert 0 == await judge_health(work)
    assert [] == work.announced(MentorshipHealthChanged)


async def test_what_is_told_of_a_mentorship_that_is_not_there_yet_waits_for_it(work: MemoryWork) -> None:
    await keep_sessions([a_session(UUID(int=404), 1, work.now())], work)
    assert 1 == await judge_health(work)
    assert 0 == await judge_health(work)
