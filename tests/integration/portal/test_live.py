"""A page in a real browser: live, by keyboard, and never in the reader's way."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from mentoring.contracts.matching import EnrollmentState, ProposalState
from mentoring.contracts.notification import InboxItemState
from mentoring.contracts.profile import PersonState
from tests.integration.portal import world
from tests.integration.portal.browsing import browser_at, complaints_of, context_for
from tests.integration.portal.places import BEN, EVE, OPA
from tests.integration.portal.stage import Stage
from tests.integration.portal.world import NOW, OFFER, PAIR, PROGRAM, SESSION, an_id


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with browser_at(chromium) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, stage: Stage) -> Iterator[Page]:
    with context_for(browser, stage, BEN) as context:
        opened = context.new_page()
        complaints = complaints_of(opened)
        yield opened
        assert complaints == []


def test_what_another_service_changed_shows_by_itself_and_is_announced(stage: Stage, page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("3 things need you.")).to_be_visible()

    stage.tell(world.proposal(an_id(35), mentor=world.CHI, points=91))

    expect(page.get_by_text("4 things need you.")).to_be_visible()
    expect(page.locator("#offers")).to_contain_text("91 points")
    expect(page.locator("#announcer")).to_contain_text("Your proposals were updated.")
    stage.tell(ProposalState.gone(an_id(35)), world.inbox_item(7))
    expect(page.locator(".count")).to_contain_text("3")
    stage.tell(InboxItemState.gone(an_id(507)))


def test_a_name_that_comes_late_fills_its_placeholder(stage: Stage, page: Page) -> None:
    stranger = an_id(800)
    stage.tell(world.proposal(an_id(36), mentor=stranger))
    page.goto("/")
    expect(page.get_by_text("Name is on its way").first).to_be_visible()

    stage.tell(world.person(world.ANA).model_copy(update={"person": stranger, "name": "Zoe Late", "employee_id": "E8"}))

    expect(page.locator("#offers")).to_contain_text("Zoe Late")
    stage.tell(ProposalState.gone(an_id(36)), PersonState.gone(stranger))


def test_what_is_being_typed_and_the_focus_stay(stage: Stage, page: Page) -> None:
    page.goto(f"/sessions/{SESSION}")
    page.get_by_text("Cancel", exact=True).click()
    page.get_by_label("Why? The other side is told.").select_option("unwell")
    page.get_by_label("Why? The other side is told.").focus()

    stage.tell(world.session(starts=world.session().meeting.starts.replace(hour=15), sequence=1))

    page.wait_for_timeout(1500)
    assert page.evaluate("document.activeElement.id") == "f-reason"
    assert page.get_by_label("Why? The other side is told.").input_value() == "unwell"
    expect(page.locator("#session")).to_contain_text("14:00")

    page.get_by_text("Cancel", exact=True).click()  # closes it: nothing is in the way any more
    page.get_by_role("link", name="Home", exact=True).focus()
    expect(page.locator("#session")).to_contain_text("16:00")


def test_a_page_that_was_away_hears_what_it_missed(stage: Stage, page: Page) -> None:
    page.goto("/")
    page.wait_for_timeout(500)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    stage.tell(world.proposal(an_id(37), mentor=world.CHI, points=77))
    page.wait_for_timeout(700)
    expect(page.locator("#offers")).not_to_contain_text("77 points")

    page.evaluate("dispatchEvent(new Event('pageshow'))")

    expect(page.locator("#offers")).to_contain_text("77 points")
    stage.tell(ProposalState.gone(an_id(37)))


def test_accepting_by_keyboard_alone(stage: Stage, page: Page) -> None:
    page.goto("/")
    _tab_to(page, "See why, and answer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Why this person?")).to_be_visible()
    _tab_to(page, "Accept")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You accepted. Thank you.")).to_be_visible()
    expect(page.locator("#answer")).to_contain_text("Agreed")
    assert "You accepted" in page.evaluate("document.activeElement.textContent")
    assert len(stage.owners.sent) == 1


def test_the_first_key_leads_past_the_navigation(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_booking_by_arrow_keys(stage: Stage, page: Page) -> None:
    page.goto(f"/mentorships/{PAIR}/booking")
    radios = page.locator("input[type=radio]")
    radios.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    chosen = page.locator("input[type=radio]:checked")
    assert chosen.evaluate("field => field.closest('fieldset').querySelector('legend').innerText").startswith("Wed")
    assert chosen.evaluate("field => field.nextElementSibling.innerText").startswith("14:30")
    _tab_to(page, "Book this time")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The session is booked.")).to_be_visible()
    assert stage.owners.sent[0].body["start"] == chosen_start()


def chosen_start() -> str:
    return NOW.replace(day=25, hour=13, minute=30).isoformat()


def test_two_clicks_in_a_row_have_one_effect(stage: Stage, page: Page) -> None:
    page.goto(f"/proposals/{OFFER}")
    page.get_by_role("button", name="Accept").dblclick()
    expect(page.locator("#answer")).to_contain_text("Agreed")
    assert len({sent.key for sent in stage.owners.sent}) == 1


def test_on_its_way_becomes_the_truth_by_itself(stage: Stage, page: Page) -> None:
    stage.holds_back = True
    page.goto(f"/proposals/{OFFER}")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#pending")).to_contain_text("on its way")
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)

    stage.let_through()

    expect(page.locator("#answer")).to_contain_text("Agreed")
    expect(page.locator("#pending")).to_be_hidden()


def test_the_progress_moves_while_one_looks(stage: Stage, browser: Browser) -> None:
    with context_for(browser, stage, EVE) as context:
        page = context.new_page()
        page.goto(f"/programs/{PROGRAM}")
        expect(page.locator("#progress table")).to_contain_text("120")
        enrollment = EnrollmentState(
            enrollment=an_id(2900), program=PROGRAM, person=world.BEN, place="mentee", state="waiting"
        )
        stage.tell(enrollment)
        expect(page.locator("#progress table")).to_contain_text("121")
        picture = page.locator("#progress img")
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("image => image.naturalWidth") > 0
        stage.tell(EnrollmentState.gone(an_id(2900)))


def test_the_operators_lanes_look_again_by_themselves(stage: Stage, browser: Browser) -> None:
    with context_for(browser, stage, OPA) as context:
        page = context.new_page()
        page.goto("/operator")
        expect(page.locator("#lane-profile")).to_contain_text("Flowing")
        stage.owners.away.add("profile")
        expect(page.locator("#lane-profile")).to_contain_text("Does not answer")


def test_events_rise_and_are_replayed_after_the_last_one_that_was_heard(stage: Stage) -> None:
    with closing(stage.signed_in(BEN)) as client:
        start = int(re.findall(r"/live\?after=(\d+)", client.get("/").text)[0])
        stage.tell(world.inbox_item(8))
        [(first, parts)] = _events(client, {"after": str(start)}, until="inbox")
        assert first > start
        assert parts == ["inbox"]
        stage.tell(world.mentorship(ends_on=None))

        [(second, parts)] = _events(client, {}, until="mentorships", last=first)
        assert second > first
        assert parts == ["mentorships", "proposals"]

        missed = _events(client, {"after": str(10**9)}, until="*")
        assert missed[0][1] == ["*"]
        stage.tell(InboxItemState.gone(an_id(508)))


def test_nobody_hears_of_other_peoples_changes(stage: Stage) -> None:
    with closing(stage.signed_in("s-E3")) as client:
        start = int(re.findall(r"/live\?after=(\d+)", client.get("/").text)[0])
        stage.tell(world.inbox_item(9, of=world.BEN))
        stage.tell(world.inbox_item(10, of=world.CHI))
        heard = _events(client, {"after": str(start)}, until="inbox")
        assert len(heard) == 1
        stage.tell(InboxItemState.gone(an_id(509)), InboxItemState.gone(an_id(510)))


def _events(
    client: httpx.Client, query: dict[str, str], *, until: str, last: int | None = None
) -> list[tuple[int, list[str]]]:
    headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": str(last)} if last is not None else {})
    heard: list[tuple[int, list[str]]] = []
    number = 0
    end = time.monotonic() + 10
    with client.stream("GET", "/live", params=query, headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            if line.startswith("data: "):
                heard.append((number, line[6:].split(" ")))
                if until in heard[-1][1]:
                    return heard
            assert time.monotonic() < end, heard
    return heard


def _tab_to(page: Page, name: str, most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        text = page.evaluate(
            "document.activeElement.matches('a, button, summary') ? document.activeElement.innerText : ''"
        )
        if name in text:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"«{name}» does not show that it has the focus"
            return
    raise AssertionError(f"«{name}» cannot be reached by the Tab key")
