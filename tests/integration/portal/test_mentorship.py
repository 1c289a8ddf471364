"""A mentorship from agreement to looking back, and introductions: every act without JavaScript."""

import pytest

from tests.integration.portal import world
from tests.integration.portal.reader import Reader
from tests.integration.portal.stage import Stage
from tests.integration.portal.world import ASKING_PAIR, INTRODUCTION, OVER_PAIR, PAIR, an_id

PAGE = f"/mentorships/{PAIR}"


def test_how_it_is_doing_stands_in_words_with_its_reasons(ben: Reader) -> None:
    ben.opens(PAGE).sees(
        "Needs a look",
        "2 check-ins are overdue.",
        "31 days lie between your meetings, more than you meant.",
        "Working together now",
        "Lead a team of three by spring",
        "Waits for your yes",
    )


AGREED = {"goals": ["One", "Two"], "frequency": "Weekly", "boundaries": ""}
LEARNED = {"reflection": "I learned a lot.", "satisfaction": 5}


@pytest.mark.parametrize(
    ("act", "typed", "body", "says"),
    [
        ("agreement", {**AGREED, "goals": "One\n\nTwo"}, AGREED, "Set down."),
        ("agreement/confirmation", {}, {"revision": 2}, "You agreed."),
        ("pause", {"reason": "workload", "until": "2027-01-11"}, None, "It goes on from 11 Jan 2027"),
        ("pause", {"reason": "other", "until": ""}, {"reason": "other"}, "It goes on when one of you says so."),
        ("extension", {"ends_on": "2027-08-31"}, None, "The mentorship has more time."),
        ("completion", {**LEARNED, "satisfaction": "5"}, LEARNED, "The mentorship is closed."),
        (
            "ending",
            {"reason": "no-fit", "rematch": "yes", "reflection": ""},
            {"reason": "no-fit", "rematch": True, "reflection": ""},
            "Would you like somebody else?",
        ),
    ],
)
def test_each_act_goes_to_its_owner_and_back_to_the_page(
    stage: Stage, ben: Reader, act: str, typed: dict[str, str], body: object, says: str
) -> None:
    ben.opens(PAGE).sends(f"{PAGE}/{act}", **typed).sees(says)
    [sent] = stage.owners.sent
    assert sent.path == f"/matching/mentorships/{PAIR}/{act}"
    assert sent.body == (body or typed)


def test_a_refused_act_keeps_its_form_open_and_what_was_typed(stage: Stage, ben: Reader) -> None:
    detail = "The program ends on 31 May 2027."
    fault = {"where": "body.ends_on", "what": "It is after the program's end.", "mend": "Choose an earlier day."}
    problem = {"code": "too-long", "detail": detail, "errors": [fault]}
    stage.owners.refuse[f"/matching/mentorships/{PAIR}/extension"] = 422, problem
    ben.opens(PAGE).sends(f"{PAGE}/extension", ends_on="2031-01-01").sees(detail, "Choose an earlier day.")
    assert "<details open><summary>More time" in ben.html
    assert 'value="2031-01-01"' in ben.html


def test_a_pair_that_broke_a_rule_is_asked_and_a_paused_one_goes_on(stage: Stage, ben: Reader) -> None:
    page = f"/mentorships/{ASKING_PAIR}"
    ben.opens(page).sees("One of you is in the other's reporting line now", "Too much work at the moment")
    ben.sends(f"{page}/flags/reporting-line").sees("Your answer is kept.")
    ben.opens(page).sends(f"{page}/resumption").sees("The mentorship goes on.")
    assert stage.owners.sent[0].path == f"/matching/mentorships/{ASKING_PAIR}/flags/reporting-line/answer"
    assert stage.owners.sent[0].body == {"answer": "keep"}


def test_whoever_was_left_alone_may_ask_for_somebody_else_and_look_back(stage: Stage, ben: Reader) -> None:
    page = f"/mentorships/{OVER_PAIR}"
    ben.opens(page).sees("Would you like somebody else?").sends(f"{page}/rematch").sees("We look for somebody")
    ben.opens(page).sends(f"{page}/reflection", reflection="Too short.", satisfaction="3").sees(
        "Kept, for the two of you."
    )
    assert stage.owners.sent[1].body == {"reflection": "Too short.", "satisfaction": 3}


def test_introducing_somebody_by_their_number(stage: Stage, ben: Reader) -> None:
    ben.opens(PAGE).sends(f"{PAGE}/introductions", to="E99").sees("Nobody is known as E99.")
    assert "<details open><summary>Introduce" in ben.html
    ben.sends(f"{PAGE}/introductions", to="E6", message="Both build bridges.").sees("Both are asked.")
    assert stage.owners.sent[0].body == {"to": str(world.OPA), "message": "Both build bridges."}
    ben.opens(f"/introductions/{an_id(92)}").sees("An introduction that you make").sends(
        f"/introductions/{an_id(92)}/withdrawal"
    )


def test_answering_an_introduction_and_telling_what_became_of_it(stage: Stage, ben: Reader) -> None:
    page = f"/introductions/{INTRODUCTION}"
    ben.opens("/").sees("Chi Tran thinks that you two should know each other.")
    ben.opens(page).sees("She has done what you are about to do.", "Ana Ruiz").sends(f"{page}/agreement")
    ben.sees("You said yes")
    stage.tell(world.introduction(state="made", agreed_by=[world.BEN, world.ANA]))
    ben.opens(page).sends(f"{page}/outcome", outcome="helped").sees("We met, and it helped")
    assert stage.owners.sent[1].body == {"outcome": "helped"}


def test_an_introduction_is_for_the_three_alone(hal: Reader) -> None:
    hal.opens(f"/introductions/{INTRODUCTION}")
    assert hal.status == 403


def test_declining_an_introduction(stage: Stage, ben: Reader) -> None:
    page = f"/introductions/{INTRODUCTION}"
    ben.opens(page).sends(f"{page}/refusal", reason="no-time").sees("Nothing more comes of it.")
    assert stage.owners.sent[0].body == {"reason": "no-time"}


def test_the_page_does_without_its_owner(stage: Stage, ben: Reader) -> None:
    stage.owners.away.add("matching")
    ben.opens(PAGE).sees("Chi Tran", "2 check-ins are overdue.").does_not_see("What we agreed on")
