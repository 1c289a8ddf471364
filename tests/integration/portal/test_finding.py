"""Whom could I ask: found, explained, asked, kept in mind; every act as a browser without JavaScript sends it."""

import pytest

from tests.integration.portal import world
from tests.integration.portal.reader import Reader
from tests.integration.portal.stage import Stage
from tests.integration.portal.world import BENS_PLACE, COFFEE, FLASH, OFFER, REQUEST


def test_the_best_stand_with_reasons_answer_time_and_free_places(ben: Reader) -> None:
    ben.opens("/find").sees(
        "Who could help me with this?",
        "Ana offers 1 of the 2 skills that you want, and you both like climbing.",
        "2 places free",
        "6 hours apart, 15 common working hours a week",
        "Half of the time within 26 hours; four times in five between 9 hours and 3 days. That rests on 6 answers.",
        "Not known yet; mentors here answer within 2 days",
        "No place free",
    )
    assert "Kept for later CT Chi Tran" in ben.text


def test_a_search_says_what_it_searches_for_and_each_part_can_be_taken_away(ben: Reader) -> None:
    ben.opens(f"/find?in={BENS_PLACE}&skill=Rust&stage=lead&text=payments").sees("1 person", "«payments»", "Lead")
    assert f'href="/find?in={BENS_PLACE}&amp;skill=Rust&amp;stage=lead"' in ben.html, "the text can be taken away"
    ben.opens(f"/find?in={BENS_PLACE}&text=zither").sees("Nobody meets all of this.")


def test_everybody_is_found_too_with_the_rule_that_keeps_them_apart(ben: Reader) -> None:
    ben.opens(f"/find?in={BENS_PLACE}&all=true").sees("Not possible", "You share no language.", "Why not?")
    ben.opens(f"/find/{BENS_PLACE}/{world.HAL}").sees("Why not this person?", "What stands between you")
    assert "/request" not in ben.html


def test_asking_somebody_sends_the_words_and_goes_to_the_request(stage: Stage, ben: Reader) -> None:
    page = f"/find/{BENS_PLACE}/{world.ANA}"
    ben.opens(page).sees("Why this person?", "82 of 100 points", "Distributed systems").sends(
        f"{page}/request", message="You have built what I am to build."
    )
    [sent] = stage.owners.sent
    assert sent.path == f"/matching/programs/{COFFEE}/requests"
    assert sent.body == {"mentor": str(world.ANA), "message": "You have built what I am to build."}
    assert ben.url.path == f"/proposals/{REQUEST}"
    ben.sees("Your request is sent.", "You asked", "You have built what I am to build.")
    ben.sends(f"/proposals/{REQUEST}/withdrawal").sees("Your request is taken back.")
    assert stage.owners.sent[1].body == {"reason": "changed"}


def test_a_refused_request_keeps_the_words(stage: Stage, ben: Reader) -> None:
    detail = "Ana has no free place."
    stage.owners.refuse[f"/matching/programs/{COFFEE}/requests"] = 409, {"code": "asked-is-full", "detail": detail}
    page = f"/find/{BENS_PLACE}/{world.ANA}"
    ben.opens(page).sends(f"{page}/request", message="Typed with care")
    assert ben.status == 409
    ben.sees("This person has no free place just now.")
    assert "Typed with care</textarea>" in ben.html


def test_somebody_is_kept_for_later_and_no_longer(stage: Stage, ben: Reader) -> None:
    page = f"/find/{BENS_PLACE}/{world.ANA}"
    ben.opens(page).sends(f"{page}/bookmark").sees("Kept for later. They do not learn of it.")
    page = f"/find/{BENS_PLACE}/{world.CHI}"
    ben.opens(page).sees("Do not keep").sends(f"{page}/bookmark")
    assert [sent.path for sent in stage.owners.sent] == [
        f"/matching/bookmarks/{world.ANA}",
        f"/matching/bookmarks/{world.CHI}",
    ]


def test_only_ones_own_places_are_looked_from(eve: Reader) -> None:
    eve.opens(f"/find/{BENS_PLACE}/{world.ANA}")
    assert eve.status == 404
    eve.opens("/find").sees("You are in no program where one asks.")


def test_joining_changing_and_leaving_a_program(stage: Stage, ben: Reader) -> None:
    ben.opens("/taking-part").sees("Coffee and questions", "One question", "One or two short talks about one question.")
    ben.sends(f"/taking-part/{FLASH}/joining", place="mentee", top="goals").sees("You take part now.")
    assert stage.owners.sent[0].body == {"place": "mentee", "top": "goals"}
    ben.sees("One question").sends(f"/taking-part/{BENS_PLACE}/change", top="skills").sees(
        "Counts double for you Skills"
    )
    ben.sends(f"/taking-part/{BENS_PLACE}/leaving").sees("You gave up your place.")
    assert [sent.path for sent in stage.owners.sent] == [
        f"/matching/programs/{FLASH}/places",
        f"/matching/enrollments/{BENS_PLACE}",
        f"/matching/enrollments/{BENS_PLACE}/withdrawal",
    ]


def test_whoever_is_passed_over_or_away_says_that_they_are_back(stage: Stage, chi: Reader) -> None:
    stage.tell(world.mentor(world.CHI, taken=3, frozen=True))
    chi.opens("/taking-part").sees("Zu Ihnen wird niemand Neues geschickt").sends("/taking-part/back")
    chi.sees("Willkommen zurück.").does_not_see("Zu Ihnen wird niemand")
    assert stage.owners.sent[0].path == "/matching/mentors/me/thaw"


@pytest.mark.parametrize(("day", "says"), [("2027-01-11", "nobody new is offered to you"), ("", "You declined.")])
def test_declining_may_say_until_when_one_is_away(stage: Stage, ben: Reader, day: str, says: str) -> None:
    page = f"/proposals/{OFFER}"
    ben.opens(page).sends(f"{page}/refusal", reason="no-time", unavailable_until=day).sees(says)
    more = {"unavailable_until": "2027-01-11T00:00:00+01:00"} if day else {}
    assert stage.owners.sent[0].body == {"reason": "no-time", **more}


def test_a_request_to_me_stands_with_its_words(stage: Stage, ben: Reader) -> None:
    asked = world.proposal(REQUEST, mentor=world.BEN, mentee=world.CHI, origin="request", asked_by=world.CHI)
    stage.tell(asked.model_copy(update={"accepted_by": [world.CHI]}))
    ben.opens(f"/proposals/{REQUEST}").sees("Chi Tran asks you.", "The mentorship starts with your yes.")
    ben.sees("You have built what I am to build.")


def test_the_page_does_without_an_owner_that_is_away(stage: Stage, ben: Reader) -> None:
    stage.owners.away.add("matching")
    ben.opens("/find").sees("does not answer at the moment")
    ben.opens(f"/find/{BENS_PLACE}/{world.ANA}").sees("Builds platforms that people like to use")
