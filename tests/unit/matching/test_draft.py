"""A draft is the best there is, breaks no rule, exceeds no capacity, and says why."""

from collections import Counter
from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft, draft
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.terms import Rules
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, a_candidate, a_cohort
from tests.unit.matching.cohorts import TWO_SIDED, best_by_trying_everything, cohorts


def brought_together(found: Draft) -> set[tuple[UUID, UUID]]:
    return {(pair.mentor, pair.mentee) for pair in found.pairs}


@given(cohorts(kinds=TWO_SIDED))
@settings(max_examples=150, deadline=None)
def test_no_other_draft_has_more_points(cohort: Cohort) -> None:
    assert draft(cohort).figures.total_points == best_by_trying_everything(cohort)


@given(cohorts(most=7, kinds=TWO_SIDED))
@settings(max_examples=60, deadline=None)
def test_no_pair_breaks_a_rule_and_nobody_gets_more_than_their_places(cohort: Cohort) -> None:
    mentors = {one.enrollment: one for one in cohort.mentors}
    mentees = {one.enrollment: one for one in cohort.mentees}
    held: Counter[UUID] = Counter()
    found = draft(cohort)
    for pair in found.pairs:
        mentor, mentee = mentors[pair.mentor_enrollment], mentees[pair.mentee_enrollment]
        assert [] == breaches(mentor, mentee, cohort)
        assert (None, None) == (mentor.away, mentee.away)
        held.update([mentor.enrollment, mentee.enrollment])
    assert all(held[one.enrollment] <= one.places for one in (*cohort.mentors, *cohort.mentees))
    assert len(brought_together(found)) == len(found.pairs)


@given(cohorts(most=6, kinds=TWO_SIDED))
@settings(max_examples=60, deadline=None)
def test_the_explanation_adds_up_to_the_score_and_the_figures_to_the_draft(cohort: Cohort) -> None:
    found = draft(cohort)
    mentors = {one.enrollment: one for one in cohort.mentors}
    mentees_of = {one.enrollment: one for one in cohort.mentees}
    for pair in found.pairs:
        explanation = explain(mentors[pair.mentor_enrollment], mentees_of[pair.mentee_enrollment], cohort)
        assert {part.code: part.points for part in explanation.parts} == pair.parts
        assert explanation.points == pair.points
        assert 1 <= pair.points <= 100
        assert all(0 <= part.points <= part.most for part in explanation.parts)
        assert sum(part.most for part in explanation.parts) == 100
    assert found.figures.total_points == sum(pair.points for pair in found.pairs)
    assert sum(found.figures.histogram) == found.figures.pairs == len(found.pairs)
    mentees = {one.enrollment for one in cohort.mentees}
    matched = {pair.mentee_enrollment for pair in found.pairs}
    assert found.figures.unmatched == len(mentees - matched)
    everybody = {one.enrollment for one in (*cohort.mentees, *cohort.mentors)}
    taken = matched | {pair.mentor_enrollment for pair in found.pairs}
    assert sorted(everybody - taken) == sorted(one.enrollment for one in found.unmatched)


@given(cohorts(most=6, kinds=TWO_SIDED), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_people_come_changes_nothing(cohort: Cohort, chance: Random) -> None:
    mentors, mentees = list(cohort.mentors), list(cohort.mentees)
    chance.shuffle(mentors)
    chance.shuffle(mentees)
    shuffled = replace(cohort, mentors=tuple(mentors), mentees=tuple(mentees))
    assert draft(shuffled).pairs == draft(cohort).pairs


@given(cohorts(most=5, kinds=TWO_SIDED))
@settings(max_examples=40, deadline=None)
def test_a_rule_less_or_a_mentor_more_never_lowers_the_total(cohort: Cohort) -> None:
    total = draft(cohort).figures.total_points
    assert draft(replace(cohort, rules=Rules.none(), topics=frozenset())).figures.total_points >= total
    more = a_candidate(UUID(int=99), places=2, skills={"sql": 5})
    assert draft(replace(cohort, mentors=(*cohort.mentors, more))).figures.total_points >= total


def test_equal_drafts_are_decided_by_the_seed_and_not_by_who_came_first() -> None:
    mentor = a_candidate(UUID(int=100))
    mentees = [a_candidate(UUID(int=number)) for number in range(1, 21)]
    chosen = {draft(a_cohort([mentor], mentees, seed=seed)).pairs[0].mentee.int for seed in range(40)}
    assert len(chosen) > 5
    once, again = (draft(a_cohort([mentor], mentees, seed=3)) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("above", ["the mentor", "the mentee"])
def test_nobody_gets_somebody_of_their_own_reporting_line_however_far_above(above: str) -> None:
    chain = frozenset({UUID(int=1), UUID(int=2), ANA if above == "the mentor" else BEN})
    mentor = a_candidate(ANA, chain=chain if above == "the mentee" else frozenset())
    mentee = a_candidate(BEN, chain=chain if above == "the mentor" else frozenset())
    assert () == draft(a_cohort([mentor], [mentee])).pairs
    assert 1 == len(draft(a_cohort([mentor], [mentee], rules=Rules(not_in_reporting_line=False))).pairs)


def test_two_people_under_one_manager_are_not_in_one_line() -> None:
    boss = frozenset({CLEO})
    assert 1 == len(draft(a_cohort([a_candidate(ANA, chain=boss)], [a_candidate(BEN, chain=boss)])).pairs)


def test_nobody_is_brought_together_with_themselves() -> None:
    mentor, mentee = a_candidate(ANA, enrollment=UUID(int=1)), a_candidate(ANA, enrollment=UUID(int=2))
    (first, second) = draft(a_cohort([mentor], [mentee], rules=Rules(False, False))).unmatched
    assert ("same-person", "same-person") == (first.why, second.why)


@pytest.mark.parametrize("bar", ["declined", "proposed", "paired"])
def test_a_pair_that_said_no_or_is_open_or_was_together_is_not_proposed(bar: str) -> None:
    barred = {(ANA, BEN): bar}
    found = draft(a_cohort([a_candidate(ANA)], [a_candidate(BEN)], barred=barred))
    assert (bar, bar) == tuple(one.why for one in found.unmatched)
    assert 1 == len(draft(a_cohort([a_candidate(BEN)], [a_candidate(ANA)], barred=barred)).pairs)


@pytest.mark.parametrize(("mentors", "mentees"), [(0, 0), (0, 3), (3, 0)], ids=["empty", "no mentors", "no mentees"])
def test_without_both_sides_there_is_an_empty_draft_with_its_reason(mentors: int, mentees: int) -> None:
    found = draft(
        a_cohort(
            [a_candidate(UUID(int=10 + number)) for number in range(mentors)],
            [a_candidate(UUID(int=20 + number)) for number in range(mentees)],
        )
    )
    assert () == found.pairs
    assert (mentors, mentees) == (found.figures.mentors, found.figures.mentees)
    assert (found.figures.lowest_points, found.figures.median_points) == (None, None)
    assert {"nobody-there"} >= {one.why for one in found.unmatched}
    assert len(found.unmatched) == mentors + mentees


def test_whoever_has_no_capacity_or_is_away_is_set_aside_and_told_so() -> None:
    mentors = [a_candidate(ANA, places=0), a_candidate(CLEO, away="paused")]
    found = draft(a_cohort(mentors, [a_candidate(BEN), a_candidate(DAN, away="on-leave")]))
    why = {one.person: one.why for one in found.unmatched}
    assert why == {ANA: "no-capacity", CLEO: "paused", BEN: "nobody-there", DAN: "on-leave"}
    assert (2, 0, 0, 2) == (
        found.figures.mentees,
        found.figures.mentors,
        found.figures.places,
        found.figures.unmatched,
    )


def test_the_binding_rule_is_the_one_whose_absence_would_bring_the_most_people_into_question() -> None:
    french = frozenset({"fr"})
    mentors = [a_candidate(UUID(int=number), languages=french) for number in (1, 2)]
    mentors.append(a_candidate(UUID(int=3), chain=frozenset({BEN})))
    mentors += [a_candidate(UUID(int=number), chain=frozenset({BEN}), languages=french) for number in (4, 5, 6)]
    (one,) = [one for one in draft(a_cohort(mentors, [a_candidate(BEN)])).unmatched if one.person == BEN]
    assert "shared-language" == one.why
    assert {"others": 6, "admissible": 0, "best": 0, "shared-language": 5, "reporting-line": 4} == one.facts


def test_whoever_is_outbid_is_told_how_near_it_was() -> None:
    mentor = a_candidate(ANA, skills={"sql": 4})
    strong, weak = a_candidate(BEN, skills={"sql": 4}), a_candidate(CLEO, skills={"sql": 5})
    found = draft(a_cohort([mentor], [strong, weak]))
    (one,) = found.unmatched
    assert (CLEO, "outbid", 1) == (one.person, one.why, one.facts["admissible"])
    assert 0 < one.facts["best"] < found.pairs[0].points


def test_a_pair_for_which_no_point_speaks_is_not_made() -> None:
    mentor, mentee = a_candidate(ANA, zone=None, stage=None), a_candidate(BEN, zone=None, stage=None)
    found = draft(a_cohort([mentor], [mentee]))
    assert () == found.pairs
    assert {"nothing-in-common"} == {one.why for one in found.unmatched}


def test_the_total_counts_more_than_any_one_pair() -> None:
    # Ben is Ana's best, but Cleo has nobody else: the sum decides.
    ana = a_candidate(ANA, skills={"sql": 5, "go": 5})
    dan = a_candidate(DAN, skills={"sql": 4})
    ben, cleo = a_candidate(BEN, skills={"sql": 5}), a_candidate(CLEO, skills={"go": 5})
    assert {(ANA, CLEO), (DAN, BEN)} == brought_together(draft(a_cohort([ana, dan], [ben, cleo])))


def test_figures_speak_of_lowest_median_and_classes() -> None:
    levels = [5, 4, 3, 2, 1]
    mentors = [
        a_candidate(UUID(int=10 + level), skills={f"s{level}": level}, zone=None, stage=None) for level in levels
    ]
    mentees = [a_candidate(UUID(int=20 + level), skills={f"s{level}": 5}, zone=None, stage=None) for level in levels]
    figures = draft(a_cohort(mentors, mentees)).figures
    assert [60, 48, 36, 24, 12] == [60 * level // 5 for level in levels]
    assert (180, 12, 36.0) == (figures.total_points, figures.lowest_points, figures.median_points)
    assert (0, 1, 1, 1, 1, 0, 1, 0, 0, 0) == figures.histogram
