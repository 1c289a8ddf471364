"""What HR tells of people changes what becomes of their mentorships."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.contracts.matching import (
    EnrollmentRestored,
    MentorshipEnded,
    MentorshipFlagged,
    MentorshipFlagSettled,
    MentorshipPaused,
    MentorshipResumed,
    MentorshipState,
    ProposalMade,
    RematchOffered,
)
from mentoring.matching.domain.errors.mentorships import NotFlagged
from mentoring.matching.domain.flags import Placed, broken
from mentoring.matching.domain.person import STAGES, Person
from mentoring.matching.domain.terms import Kind, Rules, StageGap
from mentoring.matching.domain.terms.shape import KINDS
from mentoring.matching.usecases.mentorships.pause_mentorship import (
    pause_for_leave,
    pause_mentorship,
    resume_after_leave,
)
from mentoring.matching.usecases.mentorships.settle_flag import settle_flag
from mentoring.matching.usecases.people.keep_people import keep_people, keep_status
from mentoring.matching.usecases.people.look_again import look_again
from mentoring.matching.usecases.people.restore_person import restore_person
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    a_person_state,
    ana_is_proposed_to_ben,
    ana_mentors_ben,
    caller,
    enrolled,
)
from tests.unit.matching.memory.work import MemoryWork


def state(work: MemoryWork) -> MentorshipState:
    return work.announced(MentorshipState)[-1]


async def goes_on_leave(work: MemoryWork, person: UUID) -> None:
    await keep_status(person, "on-leave", work)
    await pause_for_leave(person, work)


async def returns(work: MemoryWork, person: UUID) -> None:
    await keep_status(person, "active", work)
    await resume_after_leave(person, work)


async def test_a_leave_pauses_and_the_return_resumes(work: MemoryWork) -> None:
    await ana_mentors_ben(work)
    await goes_on_leave(work, ANA)
    await goes_on_leave(work, ANA)
    assert [("on-leave", None, None)] == [(one.reason, one.until, one.by) for one in work.announced(MentorshipPaused)]
    work.after(timedelta(days=30))
    await returns(work, ANA)
    await returns(work, ANA)
    assert [("returned", 30)] == [(one.reason, one.days) for one in work.announced(MentorshipResumed)]
    assert "active" == state(work).state


async def test_it_goes_on_when_the_last_of_the_two_is_back(work: MemoryWork) -> None:
    await ana_mentors_ben(work)
    await goes_on_leave(work, ANA)
    await goes_on_leave(work, BEN)
    await returns(work, ANA)
    assert [] == work.announced(MentorshipResumed)
    await returns(work, BEN)
    assert 1 == len(work.announced(MentorshipResumed))


async def test_whoever_paused_it_themselves_goes_on_after_a_leave_that_came_between(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await pause_mentorship(mentorship, caller(BEN), "workload", None, work)
    work.after(timedelta(days=2))
    await goes_on_leave(work, ANA)
    assert ["workload", "on-leave"] == [one.reason for one in work.announced(MentorshipPaused)]
    work.after(timedelta(days=2))
    await returns(work, ANA)
    assert [4] == [one.days for one in work.announced(MentorshipResumed)]


async def test_a_move_into_one_reporting_line_is_flagged_and_asked_of_the_two_and_the_managers(
    work: MemoryWork,
) -> None:
    mentorship = await ana_mentors_ben(work)
    await keep_people([a_person_state(BEN, manager=CLEO)], work)
    assert [] == work.announced(MentorshipFlagged)
    await keep_people([a_person_state(CLEO, manager=DAN), a_person_state(DAN, manager=ANA)], work)
    (flagged,) = work.announced(MentorshipFlagged)
    assert (mentorship, "reporting-line", [EVA]) == (flagged.mentorship, flagged.reason, flagged.managers)
    assert ("active", ["reporting-line"]) == (state(work).state, state(work).flags)
    await look_again([BEN], [BEN], work)
    assert 1 == len(work.announced(MentorshipFlagged))


async def test_the_event_of_a_move_may_come_before_or_after_the_snapshots(work: MemoryWork) -> None:
    await ana_mentors_ben(work)
    await look_again([BEN], [BEN], work)
    assert [] == work.announced(MentorshipFlagged)
    await keep_people([a_person_state(BEN, manager=ANA)], work)
    await look_again([BEN], [BEN], work)
    assert 1 == len(work.announced(MentorshipFlagged))


@pytest.mark.parametrize("by", [ANA, BEN, EVA])
async def test_whoever_is_asked_may_say_that_it_goes_on(work: MemoryWork, by: UUID) -> None:
    mentorship = await ana_mentors_ben(work)
    await keep_people([a_person_state(BEN, manager=ANA)], work)
    await settle_flag(mentorship, caller(by), "reporting-line", "keep", work)
    assert [("reporting-line", "keep", by)] == [
        (one.reason, one.answer, one.by) for one in work.announced(MentorshipFlagSettled)
    ]
    assert ("active", []) == (state(work).state, state(work).flags)
    await look_again([BEN], [BEN], work)
    assert 1 == len(work.announced(MentorshipFlagged))
    with pytest.raises(NotFlagged):
        await settle_flag(mentorship, caller(by), "reporting-line", "end", work)


async def test_whoever_is_asked_may_end_it_and_the_mentee_is_offered_somebody_else(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    await keep_people([a_person_state(BEN, manager=ANA)], work)
    await settle_flag(mentorship, caller(EVA), "reporting-line", "end", work)
    assert ["moved"] == [one.reason for one in work.announced(MentorshipEnded)]
    assert {BEN} == {one.person for one in work.announced(RematchOffered)}


async def test_a_rule_that_is_kept_again_is_no_longer_asked_about_and_may_break_anew(work: MemoryWork) -> None:
    await ana_mentors_ben(work)
    for manager in (ANA, None, ANA):
        await keep_people([a_person_state(BEN, manager=manager)], work)
    assert 2 == len(work.announced(MentorshipFlagged))
    assert ["mended"] == [one.answer for one in work.announced(MentorshipFlagSettled)]


async def test_sites_departments_and_stages_are_looked_at_where_the_program_asks(work: MemoryWork) -> None:
    rules = Rules(location="same-site", department="different", stage_gap=StageGap(most=1))
    mentorship = await ana_mentors_ben(work)
    program = await work.programs.get(work.memory.mentorships[mentorship].program)
    await work.programs.save(replace(program, rules=rules))
    moved = a_person_state(BEN, site="Graz", department="A", career_stage="executive")
    await keep_people([a_person_state(ANA, site="Linz", department="A", career_stage="mid"), moved], work)
    assert ["location", "department"] == [one.reason for one in work.announced(MentorshipFlagged)]
    await keep_people([a_person_state(ANA, site="Linz", department="A", career_stage="executive")], work)
    assert ["location", "department"] == state(work).flags


async def test_a_rehired_person_has_their_places_again_and_what_ended_is_offered_to_both(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    before = work.memory.mentorships[mentorship]
    await settle_leaver(ANA, work)
    await restore_person(ANA, work)
    assert [(before.mentor_enrollment, ANA)] == [
        (one.enrollment, one.person) for one in work.announced(EnrollmentRestored)
    ]
    assert "waiting" == work.memory.enrollments[before.mentor_enrollment].state
    assert [(ANA, BEN, "rematch", "both")] == [
        (one.mentor, one.mentee, one.origin, one.answers) for one in work.announced(ProposalMade)
    ]
    work.forget_announced()
    await restore_person(ANA, work)
    assert () == work.everything_announced()


async def test_whoever_found_somebody_else_meanwhile_is_not_asked_again(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    found = work.memory.mentorships[mentorship]
    await settle_leaver(ANA, work)
    place = work.memory.enrollments[found.mentee_enrollment]
    await work.enrollments.save([place.withdrawn()])
    await restore_person(ANA, work)
    assert [] == work.announced(ProposalMade)


async def test_a_place_that_was_given_up_for_another_reason_or_taken_anew_does_not_come_back(work: MemoryWork) -> None:
    mentorship = await ana_mentors_ben(work)
    found = work.memory.mentorships[mentorship]
    await settle_leaver(ANA, work)
    await keep_people([a_person_state(ANA)], work)
    await enrolled(work, found.program, Row("mentor", ANA))
    work.forget_announced()
    await restore_person(ANA, work)
    assert [] == work.announced(EnrollmentRestored)


@st.composite
def pairs(draw: Any) -> tuple[Placed, Placed, Rules, Kind]:
    def one(number: int) -> Placed:
        place = st.sampled_from([None, "A", "B"])
        person = Person(
            UUID(int=number),
            stage=draw(st.sampled_from([None, *STAGES])),
            site=draw(place),
            department=draw(place),
        )
        chain = draw(st.frozensets(st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=3)])))
        return Placed(person, frozenset(chain))

    gap = st.one_of(st.none(), st.integers(-4, 4))
    least, most = draw(gap), draw(gap)
    if least is not None and most is not None and least > most:
        least, most = most, least
    rules = Rules(
        not_in_reporting_line=draw(st.booleans()),
        location=draw(st.sampled_from(["any", "same-site", "same-site-or-remote"])),
        department=draw(st.sampled_from(["any", "same", "different"])),
        stage_gap=StageGap(least, most),
    )
    return one(1), one(2), rules, draw(st.sampled_from(KINDS))


@given(pairs())
def test_peers_are_judged_alike_either_way_and_nothing_unknown_breaks_a_rule(
    pair: tuple[Placed, Placed, Rules, Kind],
) -> None:
    mentor, mentee, rules, kind = pair
    found = broken(mentor, mentee, rules, kind)
    if kind == "peer":
        assert found == broken(mentee, mentor, rules, kind)
    assert () == broken(mentor, mentee, Rules.none(), kind)
    unknown = Placed(Person(mentee.person.id))
    assert set(broken(mentor, unknown, rules, kind)) <= {"reporting-line"}
    one, other = mentor.person, mentee.person
    expected = rules.department != "any" and None not in {one.department, other.department}
    same = one.department == other.department
    assert ("department" in found) == (expected and same != (rules.department == "same"))
    in_line = one.id in mentee.chain or other.id in mentor.chain
    assert ("reporting-line" in found) == (rules.not_in_reporting_line and in_line)


async def test_what_begins_while_one_is_on_leave_waits_for_them(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await accept_proposal(proposal, by=ANA, work=work)
    await goes_on_leave(work, ANA)
    await accept_proposal(proposal, by=BEN, work=work)
    assert ["on-leave"] == [one.reason for one in work.announced(MentorshipPaused)]
    assert "paused" == state(work).state
    await returns(work, ANA)
    assert "active" == state(work).state
