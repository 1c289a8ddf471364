"""The next best by the kernel are those that the slow scorer finds one pair at a time."""

from hypothesis import given, settings

from mentoring.matching.domain.pairing.choosing import choose
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.pairing.rules import breaches
from tests.unit.matching.builders import ANA, BEN, DAN, a_candidate, a_cohort
from tests.unit.matching.cohorts import cohorts


@settings(max_examples=25, deadline=None)
@given(cohorts())
def test_the_best_are_chosen_and_no_rule_is_broken(cohort: Cohort) -> None:
    chosen = choose(cohort, 3, {})
    for mentee in cohort.mentees:
        worth = sorted(
            (
                points
                for mentor in cohort.mentors
                if mentee.away is None and mentor.takes_part and not breaches(mentor, mentee, cohort)
                if (points := explain(mentor, mentee, cohort).points) > 0
            ),
            reverse=True,
        )
        assert worth[:3] == [one.explanation.points for one in chosen.get(mentee.enrollment, [])]


def test_nobody_is_chosen_who_was_offered_before_is_away_or_has_no_place() -> None:
    skills = {"sql": 3}
    seeking = a_candidate(BEN, skills=skills)
    mentors = [a_candidate(ANA, skills=skills), a_candidate(DAN, skills=skills)]
    cohort = a_cohort(mentors, [seeking])
    assert {ANA, DAN} == {one.mentor for one in choose(cohort, 5, {})[seeking.enrollment]}
    assert [DAN] == [one.mentor for one in choose(cohort, 5, {seeking.enrollment: {ANA}})[seeking.enrollment]]
    busy = [a_candidate(ANA, skills=skills, places=0), a_candidate(DAN, skills=skills, away="frozen")]
    assert {} == choose(a_cohort(busy, [seeking]), 5, {})


def test_a_mentee_whose_place_is_just_taken_is_still_ranked() -> None:
    seeking = a_candidate(BEN, places=0, skills={"sql": 3})
    assert 1 == len(choose(a_cohort([a_candidate(ANA, skills={"sql": 3})], [seeking]), 5, {})[seeking.enrollment])
