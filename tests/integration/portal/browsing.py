"""A browser on the stage: Chromium out of npm, signed in as a person would be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mentoring.testing.browser import ARGUMENTS
from tests.integration.portal.stage import Stage

ZONE = "Europe/Berlin"


@contextmanager
def browser_at(chromium: Path) -> Iterator[Browser]:
    """A browser until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def context_for(browser: Browser, stage: Stage, subject: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser's profile that holds the sign-in of ``subject``."""
    context = browser.new_context(base_url=stage.url, **options)
    context.add_cookies([{"name": "mentoring", "value": stage.cookie_of(subject), "url": stage.url}])
    context.set_default_timeout(15_000)
    try:
        yield context
    finally:
        context.close()


def complaints_of(page: Page) -> list[str]:
    """What the browser complains about from now on: broken scripts, refused content, files that are not there.

    That the page itself may be a 403 or 404 is another test's business.
    """
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            found.append(f"{message.location['url']}: {message.text}")
            if message.type in {"error", "warning"} and message.location["url"] != page.url
            else None
        ),
    )
    return found
