"""A mentorship goes through phases, pauses and more time, and comes to its end as it was meant to."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from mentoring.contracts.matching import (
    AgreementReached,
    EnrollmentState,
    MentorshipCompleted,
    MentorshipExtended,
    MentorshipPaused,
    MentorshipPhaseBegun,
    MentorshipResumed,
    MentorshipState,
    ProposalMade,
    RematchOffered,
)
from mentoring.kernel import Refusal
from mentoring.matching.domain.errors.mentorships import (
    AgreementEmpty,
    AgreementMovedOn,
    AlreadyConfirmed,
    AlreadyReflected,
    EndTooFar,
    EndTooSoon,
    MentorshipNotOver,
    MentorshipNotPaused,
    MentorshipOver,
    NoAgreement,
    NoRematchOffered,
    NothingReflected,
    PauseTooLong,
    PauseTooShort,
    SatisfactionOutOfBounds,
    StillOnLeave,
)
from mentoring.matching.domain.errors.mentorships import MentorshipPaused as PausedAlready
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.errors.proposals import NotOfThePair, ReasonUnknown
from mentoring.matching.domain.terms import Phase
from mentoring.matching.usecases.mentorships.agree import confirm_agreement, set_agreement
from mentoring.matching.usecases.mentorships.ask_rematch import ask_rematch
from mentoring.matching.usecases.mentorships.begin_phases import begin_phases
from mentoring.matching.usecases.mentorships.complete_mentorship import (
    complete_mentorship,
    complete_those_over,
    reflect,
)
from mentoring.matching.usecases.mentorships.end_mentorship import end_mentorship
from mentoring.matching.usecases.mentorships.extend_mentorship import extend_mentorship
from mentoring.matching.usecases.mentorships.pause_mentorship import (
    pause_mentorship,
    resume_mentorship,
    resume_those_due,
)
from mentoring.matching.usecases.people.keep_people import forget_people
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.pass_on import claim_wishes, grant_wish
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    EVA,
    HR,
    a_participant,
    ana_mentors_ben,
    caller,
    enrolled,
    people_work_here,
    they_say,
)
from tests.unit.matching.memory.work import MemoryWork

ENDS = date(2027, 4, 30)


async def refused(kind: type[Refusal], act: object) -> None:
    with pytest.raises(kind):
        await act  # type: ignore[misc]


def state(work: MemoryWork) -> MentorshipState:
    return work.announced(MentorshipState)[-1]


async def test_either_of_the_two_pauses_it_and_either_says_that_it_goes_on(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await pause_mentorship(mentorship, caller(BEN), "workload", date(2026, 12, 24), work)
    (paused,) = work.announced(MentorshipPaused)
    assert ("workload", date(2026, 12, 24), BEN) == (paused.reason, paused.until, paused.by)
    assert ("paused", "workload", date(2026, 12, 24)) == (
        state(work).state,
        state(work).paused_because,
        state(work).paused_until,
    )
    await refused(PausedAlready, pause_mentorship(mentorship, caller(ANA), "other", None, work))
    work.after(timedelta(days=3))
    await resume_mentorship(mentorship, caller(ANA), work)
    (resumed,) = work.announced(MentorshipResumed)
    assert ("asked", 3, ANA, ENDS) == (resumed.reason, resumed.days, resumed.by, resumed.ends_on)
    assert ("active", None, None) == (state(work).state, state(work).paused_because, state(work).paused_until)
    await refused(MentorshipNotPaused, resume_mentorship(mentorship, caller(ANA), work))


async def test_a_pause_is_for_a_reason_that_is_understood_and_ends_within_the_mentorship(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    today = work.now().date()
    for kind, reason, until in (
        (ReasonUnknown, "whim", None),
        (PauseTooShort, "other", today),
        (PauseTooLong, "other", ENDS + timedelta(days=1)),
    ):
        await refused(kind, pause_mentorship(mentorship, caller(ANA), reason, until, work))
    await refused(NotItsManager, pause_mentorship(mentorship, caller(CLEO), "other", None, work))
    assert () == work.everything_announced()


async def test_a_pause_is_over_on_the_day_that_was_named(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await pause_mentorship(mentorship, caller(BEN), "absence", work.now().date() + timedelta(days=10), work)
    work.after(timedelta(days=9))
    assert 0 == await resume_those_due(work)
    work.after(timedelta(days=1))
    assert 1 == await resume_those_due(work)
    assert [("due", 10, None)] == [(told.reason, told.days, told.by) for told in work.announced(MentorshipResumed)]
    assert 0 == await resume_those_due(work)


async def test_a_pause_that_ends_while_one_is_on_leave_waits_for_them(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await pause_mentorship(mentorship, caller(BEN), "absence", work.now().date() + timedelta(days=1), work)
    await work.people.set_status(ANA, "on-leave")
    await refused(StillOnLeave, resume_mentorship(mentorship, HR, work))
    work.after(timedelta(days=1))
    assert 1 == await resume_those_due(work)
    assert [] == work.announced(MentorshipResumed)
    assert ("paused", "on-leave", None) == (state(work).state, state(work).paused_because, state(work).paused_until)
    assert 0 == await resume_those_due(work)


async def test_more_time_is_later_than_before_and_not_without_end(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await refused(EndTooSoon, extend_mentorship(mentorship, caller(ANA), ENDS, work))
    await refused(EndTooFar, extend_mentorship(mentorship, caller(ANA), date(2099, 1, 1), work))
    later = ENDS + timedelta(days=60)
    await extend_mentorship(mentorship, caller(EVA), later, work)
    (told,) = work.announced(MentorshipExtended)
    assert (ENDS, later, "P14D", EVA) == (told.before, told.ends_on, told.cadence and told.cadence.every, told.by)
    assert later == state(work).ends_on


async def test_phases_begin_on_their_first_day_and_those_slept_through_are_passed_over(work: MemoryWork) -> None:
    phases = (Phase("Arriving", "P2W"), Phase("Working", "P8W"), Phase("Closing", "P2W"))
    mentorship = await ana_mentors_ben(work, phases=phases)
    assert ("Arriving", 1) == (
        work.memory.mentorships[mentorship].phase_name,
        work.memory.mentorships[mentorship].phase,
    )
    work.after(timedelta(days=13))
    assert 0 == await begin_phases(work)
    work.after(timedelta(days=1))
    assert 1 == await begin_phases(work)
    assert 0 == await begin_phases(work)
    assert [("Working", 2)] == [(told.phase, told.number) for told in work.announced(MentorshipPhaseBegun)]
    assert "Working" == state(work).phase
    work.after(timedelta(days=400))
    assert 1 == await begin_phases(work)
    assert "Closing" == state(work).phase
    assert 0 == await begin_phases(work)


async def test_where_check_ins_are_free_no_rhythm_is_told(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work, check_ins="free")
    assert work.memory.mentorships[mentorship].cadence is None
    await extend_mentorship(mentorship, caller(ANA), ENDS + timedelta(days=1), work)
    assert (None, None) == (state(work).cadence, work.announced(MentorshipExtended)[0].cadence)


async def test_either_closes_it_and_each_looks_back_once(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await refused(MentorshipNotOver, reflect(mentorship, ANA, "So far so good", None, work))
    await refused(NotOfThePair, complete_mentorship(mentorship, EVA, work))
    await complete_mentorship(mentorship, ANA, work)
    await refused(MentorshipOver, complete_mentorship(mentorship, BEN, work))
    assert [(mentorship, ANA)] == [(told.mentorship, told.by) for told in work.announced(MentorshipCompleted)]
    assert ("completed", work.now(), None) == (state(work).state, state(work).ended_at, state(work).reason)
    assert {(ANA, "waiting"), (BEN, "waiting")} == {(one.person, one.state) for one in work.announced(EnrollmentState)}

    await refused(NothingReflected, reflect(mentorship, ANA, "  ", None, work))
    await refused(SatisfactionOutOfBounds, reflect(mentorship, ANA, "", 6, work))
    await refused(NotOfThePair, reflect(mentorship, EVA, "From outside", 1, work))
    await reflect(mentorship, ANA, "I learned as much as Ben.", 5, work)
    await reflect(mentorship, BEN, "", 4, work)
    await refused(AlreadyReflected, reflect(mentorship, ANA, "Once more", 1, work))
    assert [5, 4] == [one.satisfaction for one in await work.reflections.of(mentorship)]


async def test_the_day_after_its_last_one_it_is_complete(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await pause_mentorship(mentorship, caller(ANA), "other", None, work)
    work.after(timedelta(days=(ENDS - work.now().date()).days))
    assert 0 == await complete_those_over(work)
    work.after(timedelta(days=1))
    assert 1 == await complete_those_over(work)
    assert 0 == await complete_those_over(work)
    assert [None] == [told.by for told in work.announced(MentorshipCompleted)]
    assert ("completed", None) == (state(work).state, state(work).paused_because)


async def test_the_two_agree_when_the_other_confirms_the_words_that_stand(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await refused(NoAgreement, confirm_agreement(mentorship, ANA, 1, work))
    await refused(AgreementEmpty, set_agreement(mentorship, ANA, [], "", "", work))
    assert 1 == await set_agreement(mentorship, ANA, ["Lead a team"], "Every two weeks", "No salaries", work)
    await refused(AlreadyConfirmed, confirm_agreement(mentorship, ANA, 1, work))
    assert 2 == await set_agreement(mentorship, BEN, ["Lead a team", "Speak up"], "", "", work)
    await refused(AgreementMovedOn, confirm_agreement(mentorship, ANA, 1, work))
    await refused(NotOfThePair, confirm_agreement(mentorship, EVA, 2, work))
    await confirm_agreement(mentorship, ANA, 2, work)
    assert [(mentorship, 2)] == [(told.mentorship, told.goals) for told in work.announced(AgreementReached)]
    told = state(work).agreement
    assert told is not None
    assert (2, [ANA, BEN]) == (told.goals, told.confirmed_by)
    assert "Speak up" not in repr(work.everything_announced())


async def test_when_one_is_erased_the_words_of_both_go_and_the_numbers_stay(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await set_agreement(mentorship, ANA, ["Lead a team"], "Weekly", "", work)
    await complete_mentorship(mentorship, ANA, work)
    await reflect(mentorship, ANA, "Ben was shy.", 5, work)
    await reflect(mentorship, BEN, "Ana was kind.", None, work)
    await forget_people([BEN], work)
    assert await work.agreements.of(mentorship) is None
    assert [(ANA, "", 5)] == [
        (one.person, one.words, one.satisfaction) for one in await work.reflections.of(mentorship)
    ]


@pytest.mark.parametrize(
    ("by", "reason", "wanted", "offered"),
    [
        (ANA, "no-fit", None, {BEN}),
        (ANA, "no-time", None, {BEN}),
        (BEN, "no-time", None, set()),
        (BEN, "agreed", None, set()),
        (BEN, "agreed", True, {BEN}),
        (EVA, "no-fit", False, set()),
    ],
)
async def test_whoever_is_left_without_is_offered_somebody_else(
    work: MemoryWork, by: UUID, reason: str, wanted: bool | None, offered: set[UUID]
) -> None:
    mentorship = await ana_mentors_ben(work)
    await end_mentorship(mentorship, caller(by), reason, work, rematch=wanted)
    assert offered == {told.person for told in work.announced(RematchOffered)}
    assert offered == set(state(work).rematch_for)


async def test_whom_a_leaver_leaves_behind_is_offered_somebody_else(work: MemoryWork) -> None:
    await ana_mentors_ben(work)
    await settle_leaver(ANA, work)
    assert [(BEN, "left")] == [(told.person, told.reason) for told in work.announced(RematchOffered)]


async def test_a_mentor_whom_a_mentee_leaves_behind_is_found_by_whoever_looks_for_one(work: MemoryWork) -> None:
    await ana_mentors_ben(work)
    await settle_leaver(BEN, work)
    assert [] == work.announced(RematchOffered)


async def test_whoever_asks_gets_the_next_best_and_never_the_same(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    program = work.memory.mentorships[mentorship].program
    await people_work_here(work, CLEO)
    await they_say(work, a_participant(CLEO, offers={"SQL": 2}))
    await enrolled(work, program, Row("mentor", CLEO))
    await end_mentorship(mentorship, caller(ANA), "no-fit", work)
    await refused(NotOfThePair, ask_rematch(mentorship, CLEO, work))
    await refused(NoRematchOffered, ask_rematch(mentorship, ANA, work))
    await ask_rematch(mentorship, BEN, work)
    await refused(NoRematchOffered, ask_rematch(mentorship, BEN, work))
    assert [] == state(work).rematch_for
    choice = await claim_wishes(work)
    assert choice is not None
    ((wish,), ranked) = (choice.wishes, choice.ranked())
    assert await grant_wish(wish, ranked[wish.proposal], work) is not None
    made = work.announced(ProposalMade)[-1]
    assert (CLEO, BEN, "rematch") == (made.mentor, made.mentee, made.origin)
