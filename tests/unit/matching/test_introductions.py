"""Somebody of a pair brings the other together with a third person, if both would like it."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentoring.contracts import Tombstone
from mentoring.contracts.matching import (
    IntroductionAgreed,
    IntroductionAsked,
    IntroductionDeclined,
    IntroductionExpired,
    IntroductionMade,
    IntroductionOutcomeTold,
    IntroductionState,
    IntroductionWithdrawn,
)
from mentoring.matching.domain.errors.introductions import (
    AlreadyIntroduced,
    IntroducedToThemselves,
    IntroductionAnswered,
    IntroductionClosed,
    IntroductionNotMade,
    IntroductionsTooMany,
    MessageTooLong,
    NotIntroduced,
    NotTheIntroducer,
    OutcomeTold,
    ThirdPersonUnknown,
)
from mentoring.matching.domain.errors.mentorships import MentorshipOver
from mentoring.matching.domain.errors.proposals import NotOfThePair, ReasonUnknown
from mentoring.matching.usecases.introductions.answer_introduction import (
    agree_to_introduction,
    decline_introduction,
    expire_introductions,
    tell_outcome,
    withdraw_introduction,
)
from mentoring.matching.usecases.introductions.introduce import introduce
from mentoring.matching.usecases.mentorships.complete_mentorship import complete_mentorship
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, ana_mentors_ben, people_work_here
from tests.unit.matching.memory.work import MemoryWork

A_FORTNIGHT = timedelta(days=14)


async def ana_introduces_ben_to_cleo(work: MemoryWork) -> UUID:
    mentorship = await ana_mentors_ben(work)
    await people_work_here(work, CLEO, DAN)
    return await introduce(mentorship, ANA, CLEO, "Cleo founded the team that you want to join.", work)


def state(work: MemoryWork) -> IntroductionState:
    return work.announced(IntroductionState)[-1]


async def test_it_is_made_when_both_who_are_to_meet_have_said_yes(work: MemoryWork) -> None:
    introduction = await ana_introduces_ben_to_cleo(work)
    (asked,) = work.announced(IntroductionAsked)
    assert (ANA, BEN, CLEO, work.now() + A_FORTNIGHT) == (asked.by, asked.introduced, asked.to, asked.open_until)
    assert "founded" not in repr(work.everything_announced())
    with pytest.raises(NotIntroduced):
        await agree_to_introduction(introduction, ANA, work)
    await agree_to_introduction(introduction, CLEO, work)
    assert [] == work.announced(IntroductionMade)
    with pytest.raises(IntroductionAnswered):
        await agree_to_introduction(introduction, CLEO, work)
    await agree_to_introduction(introduction, BEN, work)
    assert [CLEO, BEN] == [one.by for one in work.announced(IntroductionAgreed)]
    assert [(BEN, CLEO)] == [(one.introduced, one.to) for one in work.announced(IntroductionMade)]
    assert ("made", work.now()) == (state(work).state, state(work).made_at)


async def test_one_no_is_enough_and_the_two_may_be_introduced_later(work: MemoryWork) -> None:
    introduction = await ana_introduces_ben_to_cleo(work)
    with pytest.raises(ReasonUnknown):
        await decline_introduction(introduction, CLEO, "whim", work)
    await decline_introduction(introduction, CLEO, "no-time", work)
    assert [(CLEO, "no-time")] == [(one.by, one.reason) for one in work.announced(IntroductionDeclined)]
    with pytest.raises(IntroductionClosed):
        await agree_to_introduction(introduction, BEN, work)
    await introduce(state(work).mentorship, ANA, CLEO, "", work)


async def test_what_nobody_answers_runs_out(work: MemoryWork) -> None:
    introduction = await ana_introduces_ben_to_cleo(work)
    await agree_to_introduction(introduction, BEN, work)
    work.after(A_FORTNIGHT - timedelta(seconds=1))
    assert 0 == await expire_introductions(work)
    work.after(timedelta(seconds=1))
    with pytest.raises(IntroductionClosed):
        await agree_to_introduction(introduction, CLEO, work)
    assert 1 == await expire_introductions(work)
    assert 0 == await expire_introductions(work)
    assert [[CLEO]] == [one.silent for one in work.announced(IntroductionExpired)]


async def test_whoever_introduces_takes_it_back_and_nobody_else(work: MemoryWork) -> None:
    introduction = await ana_introduces_ben_to_cleo(work)
    with pytest.raises(NotTheIntroducer):
        await withdraw_introduction(introduction, BEN, work)
    await withdraw_introduction(introduction, ANA, work)
    assert ["changed"] == [one.reason for one in work.announced(IntroductionWithdrawn)]


async def test_the_introduced_person_tells_what_came_of_it(work: MemoryWork) -> None:
    introduction = await ana_introduces_ben_to_cleo(work)
    with pytest.raises(IntroductionNotMade):
        await tell_outcome(introduction, BEN, "met", work)
    await agree_to_introduction(introduction, BEN, work)
    await agree_to_introduction(introduction, CLEO, work)
    with pytest.raises(NotIntroduced):
        await tell_outcome(introduction, CLEO, "met", work)
    await tell_outcome(introduction, BEN, "met", work)
    await tell_outcome(introduction, BEN, "helped", work)
    for outcome in ("helped", "nothing-came"):
        with pytest.raises(OutcomeTold):
            await tell_outcome(introduction, BEN, outcome, work)
    assert ["met", "helped"] == [one.outcome for one in work.announced(IntroductionOutcomeTold)]
    assert "helped" == state(work).outcome


async def test_who_may_be_introduced_to_whom(work: MemoryWork) -> None:
    introduction = await ana_introduces_ben_to_cleo(work)
    mentorship = state(work).mentorship
    for by, to, kind in (
        (ANA, CLEO, AlreadyIntroduced),
        (ANA, BEN, IntroducedToThemselves),
        (ANA, ANA, IntroducedToThemselves),
        (ANA, UUID(int=404), ThirdPersonUnknown),
        (CLEO, DAN, NotOfThePair),
    ):
        with pytest.raises(kind):
            await introduce(mentorship, by, to, "", work)
    with pytest.raises(MessageTooLong):
        await introduce(mentorship, ANA, DAN, "x" * 2001, work)
    await introduce(mentorship, BEN, CLEO, "", work)
    crowd = [UUID(int=1000 + number) for number in range(9)]
    await people_work_here(work, *crowd)
    for person in crowd[:8]:
        await introduce(mentorship, ANA, person, "", work)
    with pytest.raises(IntroductionsTooMany):
        await introduce(mentorship, ANA, crowd[8], "", work)
    await complete_mentorship(mentorship, ANA, work)
    with pytest.raises(MentorshipOver):
        await introduce(mentorship, ANA, DAN, "", work)
    await agree_to_introduction(introduction, BEN, work)


async def test_nobody_is_introduced_to_a_leaver_and_it_goes_with_any_of_the_three(work: MemoryWork) -> None:
    introduction = await ana_introduces_ben_to_cleo(work)
    await settle_leaver(CLEO, work)
    assert ["left"] == [one.reason for one in work.announced(IntroductionWithdrawn)]
    await forget_people([CLEO], work)
    assert [str(introduction)] == [one.message_key for one in work.announced(Tombstone)]
    assert {} == work.memory.introductions
