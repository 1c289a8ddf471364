"""Why these two, from each side, in numbers and in sentences."""

from mentoring.matching.domain.pairing.draft import draft
from mentoring.matching.domain.pairing.reasons import verdicts, wording
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, SkillAnswer, explain
from tests.unit.matching.builders import ANA, BEN, CLEO, a_candidate, a_cohort


def why_ana_and_ben() -> Explanation:
    ana = a_candidate(ANA, skills={"sql": 4, "go": 2}, interests=frozenset({"chess"}), stage=3, chain=frozenset({CLEO}))
    ben = a_candidate(
        BEN,
        skills={"sql": 3, "go": 4, "rust": 2},
        interests=frozenset({"chess", "tea"}),
        zone="Europe/London",
        shown={"sql": "SQL", "chess": "Chess"},
    )
    return explain(ana, ben, a_cohort([ana], [ben]))


def test_it_names_the_skills_met_below_and_missing_as_the_mentee_wrote_them() -> None:
    explanation = why_ana_and_ben()
    assert (
        SkillAnswer("go", 4, 2, 10, 20),
        SkillAnswer("rust", 2, 0, 0, 20),
        SkillAnswer("SQL", 3, 4, 20, 20),
    ) == explanation.skills
    assert [False, False, True] == [skill.met for skill in explanation.skills]
    assert ("Chess",) == explanation.interests


def test_the_mentee_reads_it_from_their_side() -> None:
    explanation = why_ana_and_ben()
    skills, interests, stage, zone = (wording.because(part, explanation, "mentee") for part in explanation.parts)
    assert skills == (
        "Your mentor offers 1 of the 3 skills that you want at the wanted level or above: SQL (4 for 3). "
        "Below the wanted level: go (2 for 4). Not offered: rust."
    )
    assert interests == "Shared interests: Chess."
    assert stage == "Career stages: mentor lead, mentee mid."
    assert zone == "1 hour between the two clocks."


def test_the_mentor_reads_it_from_theirs() -> None:
    explanation = why_ana_and_ben()
    assert wording.because(explanation.parts[0], explanation, "mentor").startswith(
        "You offer 1 of the 3 skills that your mentee wants at the wanted level or above: SQL (4 for 3)."
    )


def test_the_rules_come_with_the_values_that_they_were_judged_by() -> None:
    line, language, new = why_ana_and_ben().rules
    assert verdicts.kept(line) == (
        "Neither is in the other's reporting line (1 manager and 0 managers above them, to the top)."
    )
    assert verdicts.kept(language) == "Shared languages: en."
    assert verdicts.kept(new).startswith("Nobody of the two has declined")


def test_the_summary_has_the_score_and_what_weighed_most() -> None:
    explanation = why_ana_and_ben()
    assert wording.summary(explanation, "manager").startswith(f"{explanation.points} of 100 points. The mentor offers")


def test_when_somebody_is_forgotten_the_points_stay_and_the_words_go() -> None:
    explanation = why_ana_and_ben()
    left = explanation.without_words()
    assert left.points == explanation.points
    assert {"What stood behind this is no longer kept."} == {
        wording.because(part, left, "mentee") for part in left.parts
    }
    assert "SQL" not in repr(left)


def test_the_unmatched_read_what_binds() -> None:
    french = a_candidate(ANA, languages=frozenset({"fr"}))
    said = {one.person: verdicts.binding(one) for one in draft(a_cohort([french], [a_candidate(BEN)])).unmatched}
    assert said[BEN] == "Not even the one mentor with a free place may be paired (no shared language: 1)."
    (one,) = draft(a_cohort([], [a_candidate(BEN)])).unmatched
    assert verdicts.binding(one) == "No mentor has a free place."
    (one,) = draft(a_cohort([], [a_candidate(BEN, away="on-leave")])).unmatched
    assert verdicts.binding(one) == "Is on leave."
