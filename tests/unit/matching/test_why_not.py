"""Why not these two: the rules that they break with their values, and what would change it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from mentoring.matching.adapters.postgres.rows import EXPLANATION
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.hours import in_utc, local_week
from mentoring.matching.domain.pairing.reasons import verdicts, wording
from mentoring.matching.domain.pairing.reasons.explanation import Answer, Change, Explanation, Part, explain
from mentoring.matching.domain.pairing.rules import RULES, breaches
from mentoring.matching.domain.terms import Rules, StageGap, Weights
from tests.unit.matching.builders import ANA, BEN, CLEO, a_candidate, a_cohort
from tests.unit.matching.cohorts import cohorts

USUAL = local_week(9 * 60, 17 * 60)
IN_BERLIN, IN_TOKYO = (in_utc(USUAL, 60), in_utc(USUAL, 120)), (in_utc(USUAL, 540), in_utc(USUAL, 540))


def why(mentor: Candidate, mentee: Candidate, **changed: Any) -> Explanation:
    return explain(mentor, mentee, a_cohort([mentor], [mentee], **changed))


@pytest.mark.parametrize(
    ("rule", "mentor", "mentee", "changed", "said"),
    [
        ("reporting-line", {}, {"chain": frozenset({ANA})}, {}, "They are in one reporting line: the mentor is above"),
        ("shared-language", {"languages": frozenset({"fr"})}, {}, {}, "They share no language (mentor fr, mentee en)."),
        (
            "overlap",
            {"hours": IN_TOKYO},
            {"hours": IN_BERLIN},
            {"rules": Rules(overlap_minutes=300)},
            "They work at the same time for 0 hours a week; 5 hours are asked.",
        ),
        (
            "overlap",
            {},
            {"hours": IN_BERLIN},
            {"rules": Rules(overlap_minutes=300)},
            "Working hours are not known; 5 hours a week in common are asked.",
        ),
        (
            "location",
            {"site": "Bern", "remote": True},
            {"site": "Bonn"},
            {"rules": Rules(location="same-site-or-remote")},
            "They do not work at one site (mentor Bern, mentee Bonn), and not both meet remotely.",
        ),
        (
            "stage-gap",
            {"stage": 0},
            {},
            {"rules": Rules(stage_gap=StageGap(least=1))},
            "Career stages: mentor early, mentee mid. Asked is a gap of at least 1.",
        ),
        (
            "department",
            {"department": "north"},
            {},
            {"rules": Rules(department="same")},
            "The same department is asked for: mentor north, mentee unknown.",
        ),
        ("topic", {}, {}, {"topics": frozenset({"sql"})}, "The mentor offers none of the program's topics: sql."),
    ],
)
def test_a_broken_rule_is_told_with_its_values_and_what_would_be_without_it(
    rule: str, mentor: dict[str, Any], mentee: dict[str, Any], changed: dict[str, Any], said: str
) -> None:
    explanation = why(a_candidate(ANA, **mentor), a_candidate(BEN, **mentee), **changed)
    (broken,) = explanation.broken
    assert rule == broken.code
    assert verdicts.broken(broken).startswith(said)
    assert Change("rule", names=(rule,)) in explanation.changes
    assert verdicts.changing(explanation.changes[-1]).endswith("this pair would be admissible.")
    assert not explanation.admissible


def test_what_stands_between_two_people_no_rule_can_be_left_out_for() -> None:
    explanation = why(a_candidate(ANA), a_candidate(BEN, stage=4), barred={(ANA, BEN): "declined"})
    assert ["One of the two has declined the other."] == [verdicts.broken(rule) for rule in explanation.broken]
    assert () == explanation.changes


def test_two_broken_rules_are_named_together() -> None:
    mentor, rules = a_candidate(ANA, languages=frozenset({"fr"}), stage=0), Rules(stage_gap=StageGap(least=1))
    (change,) = why(mentor, a_candidate(BEN), rules=rules).changes
    assert change == Change("rules", names=("shared-language", "stage-gap"))
    assert "a shared language and the stage gap" in verdicts.changing(change)


def test_what_is_missing_is_told_with_the_points_that_it_would_add() -> None:
    mentor = a_candidate(ANA, skills={"sql": 2}, transitions=frozenset({"promotion"}))
    mentee = a_candidate(
        BEN, skills={"sql": 4}, goals=frozenset({"go", "sql"}), transitions=frozenset({"founding", "promotion"})
    )
    explanation = why(mentor, mentee, weights=Weights(50, 0, 0, 0, goals=20, transitions=30))
    assert [Part("skills", 25, 50), Part("goals", 10, 20), Part("transitions", 15, 30)] == list(explanation.parts)
    assert [Answer("go", False, 0, 10), Answer("sql", True, 10, 10)] == list(explanation.goals)
    assert [
        "With level 4 in sql: +25.",
        "With go offered, or as a goal of the mentor's own: +10.",
        "With founding lived through: +15.",
    ] == [verdicts.changing(change) for change in explanation.changes]


def test_every_criterion_has_its_sentence() -> None:
    mentor = a_candidate(ANA, site="Bern", function="law", remote=True, styles=frozenset({"direct"}))
    mentee = a_candidate(BEN, site="Bern", function="sales", remote=True, styles=frozenset({"direct", "free"}))
    weights = Weights(0, 0, 0, 0, function=1, location=1, style=1, goals=1, prefer_different=("function",))
    explanation = why(mentor, mentee, weights=weights)
    assert {part.code: wording.because(part, explanation, "manager") for part in explanation.parts} == {
        "goals": "The mentee has named no goal.",
        "function": "Different functions: mentor law, mentee sales; this program prefers different ones.",
        "location": "Both have the site Bern. Both meet remotely.",
        "style": "Shared working styles: direct.",
    }


def test_an_explanation_that_was_kept_before_can_still_be_read() -> None:
    old = {
        "parts": [{"code": "skills", "points": 40, "most": 60}],
        "skills": [{"name": "SQL", "wanted": 3, "offered": 2}],
        "rules": [{"code": "shared-language", "values": {"languages": ["en"]}}],
        "hours_apart": 1.5,
    }
    read = EXPLANATION.validate_python(old)
    assert (40, 2, True) == (read.points, read.skills[0].offered, read.admissible)


@given(cohorts(most=4))
@settings(max_examples=80, deadline=None)
def test_an_explanation_adds_up_says_all_that_is_broken_and_survives_the_store(cohort: Cohort) -> None:
    for mentor in cohort.mentors:
        for mentee in cohort.mentees:
            explanation = explain(mentor, mentee, cohort)
            assert sum(part.most for part in explanation.parts) == 100
            assert [ruling.code for ruling in explanation.broken] == breaches(mentor, mentee, cohort)
            assert sum(skill.points for skill in explanation.skills) == sum(
                part.points for part in explanation.parts if part.code == "skills"
            )
            said = [verdicts.broken(one) for one in explanation.broken] + [
                verdicts.kept(one) for one in explanation.rules
            ]
            assert all(one.endswith(".") for one in (*said, *map(verdicts.changing, explanation.changes)))
            assert EXPLANATION.validate_python(EXPLANATION.dump_python(explanation, mode="json")) == explanation


@given(cohorts(most=4))
@settings(max_examples=60, deadline=None)
def test_a_rule_removed_never_bars_a_pair_and_what_is_promised_for_a_skill_comes_true(cohort: Cohort) -> None:
    without = replace(cohort, rules=Rules.none(), topics=frozenset())
    for mentor in cohort.mentors:
        for mentee in cohort.mentees:
            before = explain(mentor, mentee, cohort)
            assert {*breaches(mentor, mentee, without)} <= {*breaches(mentor, mentee, cohort)} - {*RULES}
            for change in before.changes:
                if change.code == "skill-level":
                    better = replace(mentor, skills={**mentor.skills, change.names[0]: change.level})
                    after = {part.code: part.points for part in explain(better, mentee, cohort).parts}
                    gained = after.get("skills", 0) - sum(p.points for p in before.parts if p.code == "skills")
                    assert gained == change.points


def test_peers_are_seen_from_both_sides_and_reverse_programs_mirror_the_gap() -> None:
    one, other = a_candidate(ANA, stage=3), a_candidate(BEN, stage=1)
    only_stage = Weights(0, 0, 100, 0)
    assert [100, 0, 0] == [
        why(one, other, weights=only_stage, kind=kind).points for kind in ("formal", "reverse", "peer")
    ]
    assert [0, 100, 0] == [
        why(other, one, weights=only_stage, kind=kind).points for kind in ("formal", "reverse", "peer")
    ]
    assert [100, 66] == [
        why(one, replace(other, person=CLEO, stage=stage), weights=only_stage, kind="peer").points for stage in (3, 4)
    ]
