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
        weight_skills="0",
        weight_interests="100",
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
    eve.sends(
        page, do="preview", weight_skills="20", weight_goals="80", shared_language="yes", prefer_different=["function"]
    )
    [sent] = stage.owners.sent
    assert sent.path == f"/matching/programs/{PROGRAM}/previews"
    assert sent.key is None, "it changes nothing"
    assert sent.body["weights"] == {
        **dict.fromkeys(CRITERIA, 0), "skills": 20, "goals": 80, "prefer_different": ["function"]
    }  # fmt: skip
    eve.sees("points in all", "5,711 -219", "Who would be left without", "Opa Nilsson", "1 person would have one")
    assert 'value="80"' in eve.html, "what was typed stays"
    eve.sends(page, do="save", weight_skills="20", weight_goals="80").sees("The new terms are saved.")
    assert stage.owners.sent[1].path == f"/matching/programs/{PROGRAM}"
    assert stage.owners.sent[1].key


def test_a_rule_set_that_makes_no_sense_is_refused_beside_its_field(stage: Stage, eve: Reader) -> None:
    what = {"where": "body.rules.stage_gap", "what": "No mentor is 4 stages ahead.", "mend": "Ask for fewer."}
    stage.owners.refuse[f"/matching/programs/{PROGRAM}/previews"] = (
        422,
        {"code": "rules-unsatisfiable", "detail": "No pair can keep these rules.", "errors": [what]},
    )
    page = f"/programs/{PROGRAM}/terms"
    eve.opens(page).sends(page, do="preview", weight_skills="60", least="4", overlap_hours="many")
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


def test_an_edit_shows_what_it_costs_before_it_is_made_and_is_logged(stage: Stage, eve: Reader) -> None:
    eve.opens(f"/runs/{RUN}").sees("Edited by hand", "«They asked for each other.»", "-3 points", "Unpin")
    page = f"/runs/{RUN}/edit"
    eve.opens(f"{page}?edit=exclude&mentor={world.ANA}&mentee={world.BEN}")
    eve.sees("Keep these two apart?", "The total falls by 14 points.", "Pairs that go", "Pairs that come", "Chi Tran")
    eve.sends(page, why="They fell out.").sees("The draft is changed")
    tried, made = stage.owners.sent
    assert tried.body["preview"] is True
    assert tried.key != made.key
    pair = {"edit": "exclude", "mentor": str(world.ANA), "mentee": str(world.BEN)}
    assert made.body == {**pair, "why": "They fell out."}


def test_a_swap_asks_first_for_whom(stage: Stage, eve: Reader) -> None:
    page = f"/runs/{RUN}/edit?edit=swap&mentor={world.ANA}&mentee={world.BEN}"
    eve.opens(page).sees("Who shall have Ana instead?")
    eve.opens(f"{page}&instead=nobody@example.com").sees("Nobody is known as nobody@example.com.")
    eve.opens(f"{page}&instead=E3").sees("The total falls by 14 points.")
    assert stage.owners.sent[0].body["instead"] == str(world.CHI)


def test_an_edit_that_cannot_be_is_refused_with_the_reason(stage: Stage, eve: Reader) -> None:
    detail = "They share no language."
    stage.owners.refuse[f"/matching/runs/{RUN}/edits"] = 409, {"code": "pin-impossible", "detail": detail}
    eve.opens(f"/runs/{RUN}/edit?edit=pin&mentor=E1&mentee=E2").sees(detail, "What would it cost, against the rule?")
    stage.owners.refuse.clear()
    eve.opens(f"/runs/{RUN}/edit?edit=pin&mentor=E1&mentee=E2&override=yes").sees("Against a rule shared-language")
    eve.sends(f"/runs/{RUN}/edit", why="They speak with their hands.")
    assert stage.owners.sent[-1].body["override"] is True
    eve.opens(f"/runs/{RUN}/edit?edit=pin&mentor=E1&mentee=E99").sees("Nobody is known as E99.")
    eve.opens(f"/runs/{RUN}/edit?edit=paint&mentor={world.ANA}&mentee={world.BEN}")
    assert eve.status == 404


def test_a_draft_is_brought_up_to_date_after_it_is_shown_who_changed(stage: Stage, eve: Reader) -> None:
    page = f"/runs/{RUN}/refresh"
    eve.opens(f"/runs/{RUN}").sees("Who changed since? Bring it up to date")
    eve.opens(f"{page}?move_penalty=5").sees("3 people changed since this draft.", "Chi Tran", "more free places")
    eve.sees("The total falls by 7 points.", "points before 90", "Pairs that come")
    eve.sends(page, move_penalty="5").sees("The draft is up to date, and proved again.")
    tried, made = stage.owners.sent
    assert ({"move_penalty": 5, "preview": True}, {"move_penalty": 5}) == (tried.body, made.body)
    stage.owners.refuse[f"/matching/runs/{RUN}/refresh"] = 409, {"code": "nothing-changed", "detail": "x"}
    eve.opens(page).sees("It is up to date: nobody came, went or changed since it was made.")
    stage.owners.refuse[f"/matching/runs/{RUN}/refresh"] = 503, {"code": "editor-warming", "detail": "Ask again."}
    eve.opens(page).sees("Ask again.", "Leave it as it is")


def test_a_draft_is_filtered_by_person_and_points(eve: Reader) -> None:
    eve.opens(f"/runs/{RUN}?person=E1&least=50").sees("Show all", "Ana Ruiz")
    eve.opens(f"/runs/{RUN}?person=E99").sees("Nobody is known as E99.")


def test_pairs_are_kept_apart_or_together_for_all_runs(stage: Stage, eve: Reader) -> None:
    page = f"/programs/{PROGRAM}/kept-pairs"
    eve.opens(page).sees("Who never, and who always?", "Hal Moreau")
    eve.sends(f"{page}/required-pairs", do="add", mentor="E3", mentee="E6").sees("Saved.")
    assert stage.owners.sent[0].body == {"pairs": [{"mentor": str(world.CHI), "mentee": str(world.OPA)}]}
    eve.opens(page).sends(f"{page}/exclusions", do="remove", mentor=str(world.ANA), mentee=str(world.HAL))
    assert stage.owners.sent[1].body == {"pairs": []}
    eve.opens(page).sends(f"{page}/required-pairs", do="add", mentor="E99", mentee="E6")
    eve.sees("Nobody is known as E99.")


def test_who_needs_a_look_stands_with_the_reasons(eve: Reader) -> None:
    eve.opens(f"/programs/{PROGRAM}/health").sees(
        "at risk 2", "They have not met since it began, 20 days ago.", "Chi Tran", "Ben Okafor", "Getting to know"
    )


def test_outcomes_say_how_sure_they_are_and_hide_single_people(eve: Reader) -> None:
    eve.opens(f"/programs/{PROGRAM}/outcomes").sees(
        "80 of 90; in 95 cases of 100 the true share lies between",
        "half of the time; nine times in ten at most 15.",
        "Porto 31 31 hidden",
        "No difference that could not be chance.",
        "It is too early to compare anybody.",
        "Groups of fewer than 5 people are told together",
    )


@pytest.mark.parametrize("page", ["health", "outcomes", "terms", "kept-pairs"])
def test_a_programs_pages_are_for_those_who_run_it(ben: Reader, page: str) -> None:
    ben.opens(f"/programs/{PROGRAM}/{page}")
    assert ben.status == 403


def test_a_program_is_closed(stage: Stage, eve: Reader) -> None:
    page = f"/programs/{PROGRAM}"
    eve.opens(page).sends(f"{page}/closing").sees("The program is closed.", "Closed")
    assert stage.owners.sent[0].path == f"/matching/programs/{PROGRAM}/closing"


def test_the_draft_and_its_proof_are_handed_out_as_files(hal: Reader) -> None:
    hal.opens(f"/runs/{RUN}").sees("The proof, to check it yourself (JSON)")
    hal.opens(f"/runs/{RUN}/draft.csv")
    assert hal.html.startswith("row,mentor,mentee,points")
    hal.opens(f"/runs/{RUN}/proof.json")
    assert str(RUN) in hal.html
