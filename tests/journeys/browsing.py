"""A real browser at the portal, signed in as somebody of the company."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, async_playwright

from mentoring.testing.browser import ARGUMENTS


@asynccontextmanager
async def a_persons_portal(portal: str, chromium: Path, employee_id: str, *, width: int = 1280) -> AsyncIterator[Page]:
    """Sign in as a person does: the button, the issuer's page, a click on the name."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        try:
            page = await browser.new_page(viewport={"width": width, "height": 900})
            await page.goto(f"{portal}/sign-in")
            await page.get_by_role("searchbox").fill(employee_id)
            await page.get_by_role("searchbox").press("Enter")
            await page.locator("form button[name=subject]").first.click()
            await page.wait_for_url(f"{portal}/**")
            yield page
        finally:
            await browser.close()
