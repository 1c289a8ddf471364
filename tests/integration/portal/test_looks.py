"""How every page looks: to axe, to narrow screens, to eyes that want it dark, and in bytes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mentoring.testing.browser import axe
from tests.integration.portal.browsing import browser_at, complaints_of, context_for
from tests.integration.portal.places import PLACES
from tests.integration.portal.stage import Stage

SIZES = {1280: 900, 360: 780}
SERIOUS = {"serious", "critical"}
LARGEST = 100_000
"""Bytes of a page's HTML."""


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with browser_at(chromium) as opened:
        yield opened


@pytest.fixture(scope="module")
def judge(tools: Path) -> str:
    return axe(tools)


@pytest.fixture(scope="session")
def album(pytestconfig: pytest.Config) -> Path:
    """Where the pictures are kept, to be looked at by whoever changed a page."""
    folder = pytestconfig.rootpath / "build" / "portal"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_suits_everybody(
    place: str, width: int, scheme: str, stage: Stage, browser: Browser, judge: str, album: Path
) -> None:
    subject, path = PLACES[place]
    viewport = {"width": width, "height": SIZES[width]}
    with context_for(browser, stage, subject, viewport=viewport, color_scheme=scheme) as context:
        page = context.new_page()
        complaints = complaints_of(page)
        answer = page.goto(path)
        assert answer is not None
        assert len(answer.body()) < LARGEST
        page.wait_for_load_state("load")
        page.screenshot(path=album / f"{place}-{width}-{scheme}.png", full_page=True, caret="initial")

        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, "the page scrolls sideways"

        page.evaluate(judge)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            f"{one['id']}: {one['help']} at {[node['html'][:160] for node in one['nodes'][:4]]}"
            for one in found["violations"]
            if one["impact"] in SERIOUS
        ]
        assert serious == []
        assert complaints == []
