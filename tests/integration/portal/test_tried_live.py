"""What changes while one types or slides, in a real browser; and a request by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.integration.portal import world
from tests.integration.portal.browsing import browser_at, complaints_of, context_for
from tests.integration.portal.places import BEN, EVE
from tests.integration.portal.stage import Stage
from tests.integration.portal.world import BENS_PLACE, PAIR, PROGRAM, REQUEST, RUN


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with browser_at(chromium) as opened:
        yield opened


def _page(browser: Browser, stage: Stage, subject: str) -> Iterator[Page]:
    with context_for(browser, stage, subject) as context:
        opened = context.new_page()
        complaints = complaints_of(opened)
        yield opened
        assert complaints == []


@pytest.fixture
def bens(browser: Browser, stage: Stage) -> Iterator[Page]:
    yield from _page(browser, stage, BEN)


@pytest.fixture
def eves(browser: Browser, stage: Stage) -> Iterator[Page]:
    yield from _page(browser, stage, EVE)


def test_people_are_found_as_one_types_and_the_words_stay_under_the_hands(bens: Page) -> None:
    bens.goto("/find")
    field = bens.get_by_label("Skill, interest, goal, function or place")
    field.press_sequentially("zither", delay=30)
    expect(bens.locator("#found")).to_contain_text("Nobody meets all of this.")
    expect(field).to_be_focused()
    assert "text=zither" in bens.url
    field.fill("")
    expect(bens.locator("#found")).to_contain_text("Best for you")


def test_a_weight_that_is_slid_shows_its_effect_and_keeps_nothing(stage: Stage, eves: Page) -> None:
    eves.goto(f"/programs/{PROGRAM}/terms")
    slider = eves.get_by_role("slider", name="Goals")
    slider.focus()
    slider.press("ArrowRight")
    expect(eves.get_by_role("spinbutton", name="Goals")).to_have_value("5")
    expect(eves.locator("#effect")).to_contain_text("Who would be left without")
    expect(slider).to_be_focused()
    assert [sent.path for sent in stage.owners.sent] == [f"/matching/programs/{PROGRAM}/previews"]
    assert stage.owners.sent[0].body["weights"]["goals"] == 5
    eves.get_by_role("button", name="Save these terms").press("Enter")
    expect(eves.locator("#main")).to_contain_text("The new terms are saved.")
    assert stage.owners.sent[-1].body["weights"]["goals"] == 5


def test_asking_somebody_by_keyboard_alone(stage: Stage, bens: Page) -> None:
    bens.goto("/find")
    bens.get_by_role("button", name="See why, and request").first.focus()
    bens.keyboard.press("Enter")
    bens.wait_for_url(f"**/find/{BENS_PLACE}/{world.ANA}")
    expect(bens.locator("#main")).to_be_focused()
    bens.get_by_label("Why them?").focus()
    bens.keyboard.type("You have built what I am to build.")
    bens.keyboard.press("Tab")
    bens.keyboard.press("Enter")
    bens.wait_for_url(f"**/proposals/{REQUEST}")
    expect(bens.locator("#main")).to_contain_text("Your request is sent.")
    assert len(stage.owners.sent) == 1


def test_a_form_that_stands_open_is_not_taken_away_by_news(stage: Stage, bens: Page) -> None:
    bens.goto(f"/mentorships/{PAIR}")
    bens.get_by_text("Introduce Chi to somebody").click()
    bens.get_by_label("Why should they meet?").fill("Both build")
    stage.tell(world.introduction(state="made", agreed_by=[world.BEN, world.ANA]))
    bens.wait_for_timeout(1000)
    expect(bens.get_by_label("Why should they meet?")).to_have_value("Both build")


def test_an_edit_of_a_draft_by_keyboard(stage: Stage, eves: Page) -> None:
    eves.goto(f"/runs/{RUN}")
    eves.get_by_role("link", name="Ana Ruiz, Ben Okafor").filter(has_text="Keep apart").press("Enter")
    expect(eves.locator("#main")).to_contain_text("The total falls by 14 points.")
    eves.get_by_label("Why?").fill("They fell out.")
    eves.keyboard.press("Enter")
    expect(eves.locator("#main")).to_contain_text("The draft is changed")
    assert "They fell out." in [sent.body.get("why") for sent in stage.owners.sent]
