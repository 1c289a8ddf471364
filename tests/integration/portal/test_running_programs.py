"""Those who run programs: kinds, terms with their effect, runs with their proof; every act without JavaScript."""

import pytest

from mentoring.contracts.matching import Certificate, RunState
from mentoring.portal.domain.terms import CRITERIA
from tests.integration.portal import world
from tests.integration.portal.reader import Reader
from tests.integration.portal.stage import Stage
from tests.integration.portal.world import NOW, PROGRAM, RUN, an_id


def test_the_kind_comes_first_and_brings_what_is_usual_for_it(stage: Stage, hal: Reader) -> None:
    hal.opens("/programs/new").sees("What kind of mentoring?", "Juniors teach seniors what they know better.")
    hal.opens("/programs/new?kind=reverse").sees("Skills that juniors know better")
    assert 'name="least" type="number" value="1"' in hal.html
    hal.sends(
        "/programs/new",
        name="The other way round",
        starts="2026-12-01",
        ends="2027-06-01",
        every="P1M",
        minutes="45",
        answer_within="P7D",
        topics="Python, Data visualisation",
        phases="Getting to know, 2\nWorking together, 20 weeks",
        skills="0",
        interests="100",
        managers="E4",
    )
    body = stage.owners.sent[0].body
    assert (body["kind"], body["mode"], body["topics"]) == ("reverse", "cohort", ["Python", "Data visualisation"])
    assert body["phases"] == [
        {"name": "Getting to know", "lasts": "P2W"},
        {"name": "Working together", "lasts": "P20W"},
    ]
    assert "group_size" not in body, "this kind has pairs alone"


def test_other_terms_are_tried_before_they_are_kept(stage: Stage, eve: Reader) -> None:
    page = f"/programs/{PROGRAM}/terms"
    eve.opens(page).sees("What if these were others?", "Nothing was changed yet.")
    eve.sends(page, do="preview", skills="20", goals="80", shared_language="yes", prefer_different=["function"])
    [sent] = stage.owners.sent
    assert sent.path == f"/matching/programs/{PROGRAM}/previews"
    assert sent.key is None, "it changes nothing"
    assert sent.body["weights"] == {
        **dict.fromkeys(CRITERIA, 0), "skills": 20, "goals": 80, "prefer_different": ["function"]
    }  # fmt: skip
    eve.sees("points in all", "5,711 -219", "Who would no longer have a pair", "Opa Nilsson", "1 person would have one")
    assert 'value="80"' in eve.html, "what was typed stays"
    eve.sends(page, do="save", skills="20", goals="80").sees("The new terms are saved.")
    assert stage.owners.sent[1].path == f"/matching/programs/{PROGRAM}"
    assert stage.owners.sent[1].key


def test_a_rule_set_that_makes_no_sense_is_refused_beside_its_field(stage: Stage, eve: Reader) -> None:
    what = {"where": "body.rules.stage_gap", "what": "No mentor is 4 stages ahead.", "mend": "Ask for fewer."}
    stage.owners.refuse[f"/matching/programs/{PROGRAM}/previews"] = (
        422,
        {"code": "rules-unsatisfiable", "detail": "No pair can keep these rules.", "errors": [what]},
    )
    page = f"/programs/{PROGRAM}/terms"
    eve.opens(page).sends(page, do="preview", skills="60", least="4", overlap_hours="many")
    assert eve.status == 422
    eve.sees("No pair can keep these rules.", "No mentor is 4 stages ahead. Ask for fewer.")


def test_a_run_is_started_with_its_aim_and_a_limit_for_groups(stage: Stage, eve: Reader) -> None:
    page = f"/programs/{PROGRAM}"
    eve.opens(page).sends(f"{page}/runs", run_mode="fair", fair_by="site", fair_cap="40")
    assert stage.owners.sent[0].body == {"mode": "fair", "fair": {"by": "site", "cap": 40}}
    eve.sees("Looking for the best assignment: 4 of 7.").sends(f"/runs/{an_id(98)}/cancellation")
    eve.sees("The run is called off.", "nobody was told of it")


def test_a_run_says_how_good_it_is_in_plain_words(eve: Reader) -> None:
    eve.opens(f"/runs/{RUN}").sees(
        "No other assignment of these people has more points: proved over all 90 \N{MULTIPLICATION SIGN} 34 pairs.",
        "84 pairs were scored and judged a second time, by other code: every rule is kept.",
        "3 pairs of people would both rather have each other.",
        "By site",
        "Porto 38 34 (89",
        "others, too few to be shown",
        "mentors with a pair",
    )


@pytest.mark.parametrize(
    ("mode", "more", "says"),
    [
        ("stable", {"price_of_stability": 41, "blocking_pairs": 0}, "Stability costs 41 points of the highest total."),
        ("fair", {"floor": 38}, "Nobody who can be helped has less than 38 points."),
        ("preview", {"certificate": None}, "This kind of run makes no proof."),
        (
            "optimum",
            {"certificate": Certificate(value=5, bound=9, gap=4, gap_percent=44.4, rounds=1, audited=1, violations=0)},
            "So it falls short of the best by 4 points at most (44.4 %).",
        ),
    ],
)
def test_each_aim_says_what_it_reached(
    stage: Stage, eve: Reader, mode: str, more: dict[str, object], says: str
) -> None:
    figures = world.figures().model_copy(update=more)
    run = {"program": PROGRAM, "state": "drafted", "started_at": NOW, "mode": mode, "figures": figures}
    stage.tell(RunState(run=an_id(97), **run))
    eve.opens(f"/runs/{an_id(97)}").sees(says)
