"""Node, npm's packages and a browser, with nothing of these on the machine; the issuer's page in that browser."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright

from mentoring.issuer.grants import challenge_of
from mentoring.local.company.people import make_people
from mentoring.local.company.scheme import make_scheme
from mentoring.local.company.sign_in import write_clients, write_people
from mentoring.local.mail.box import Box
from mentoring.local.node import run_node
from mentoring.local.parts import Process
from mentoring.local.parts.ports import answers, free_port
from mentoring.local.run import services
from mentoring.testing.browser import ARGUMENTS, axe


@pytest.fixture
def issuer(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    people = make_people(60)
    write_clients("http://127.0.0.1:9", tmp_path / "clients.json")
    said = {
        "MENTORING_ENVIRONMENT": "local",
        "MENTORING_ISSUER": f"http://127.0.0.1:{port}",
        "MENTORING_ISSUER_PEOPLE": str(write_people(people, make_scheme(people), tmp_path / "people.json")),
        "MENTORING_ISSUER_CLIENTS": str(tmp_path / "clients.json"),
        "MENTORING_ISSUER_DATA": str(tmp_path / "data"),
        "MENTORING_HTTP_PORT": str(port),
    }
    environment = services.surroundings() | said
    with Process("issuer", services.argv("issuer"), log=tmp_path / "log", env=environment) as process:
        process.wait_until(lambda: answers(port), seconds=60)
        yield said["MENTORING_ISSUER"]


@pytest.fixture
def mails(tmp_path: Path) -> Iterator[str]:
    Box(tmp_path / "mail").put(b"Subject: One\r\nFrom: a@example.com\r\n\r\nHello", ["b@example.com"])
    smtp, http = free_port(), free_port()
    argv = services.argv("local")[0].replace("mentoring-local", "python")
    words = [argv, "-m", "mentoring.local.mail", str(tmp_path / "mail"), str(smtp), str(http)]
    with Process("mail", words, log=tmp_path / "mail.log", env=services.surroundings()) as process:
        process.wait_until(lambda: answers(http) and answers(smtp), seconds=60)
        yield f"http://127.0.0.1:{http}"


@pytest_asyncio.fixture
async def page(chromium: Path) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield await browser.new_page(viewport={"width": 360, "height": 740})
        await browser.close()


async def _serious(page: Page, tools: Path) -> list[str]:
    """What axe finds; in a context where our own policy forbids scripts, it is injected by the browser's own means."""
    await page.evaluate(axe(tools))
    found = await page.evaluate("axe.run()")
    return [one["id"] for one in found["violations"] if one["impact"] in {"serious", "critical"}]


def _sign_in(issuer: str) -> str:
    asked = {
        "client_id": "portal",
        "redirect_uri": "http://127.0.0.1:9/sign-in/callback",
        "response_type": "code",
        "scope": "openid",
        "state": "the-state",
        "code_challenge": challenge_of("v" * 43),
        "code_challenge_method": "S256",
    }
    return f"{issuer}/authorize?{urlencode(asked)}"


async def test_somebody_is_found_and_picked_by_keyboard_alone_on_a_small_screen(
    issuer: str, page: Page, tools: Path
) -> None:
    await page.goto(_sign_in(issuer))
    assert [] == await _serious(page, tools)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.keyboard.press("Tab")
    await page.keyboard.type("operator")
    await page.keyboard.press("Enter")
    await page.get_by_text("1 person.").wait_for()
    for _ in range(3):
        await page.keyboard.press("Tab")
    async with page.expect_request("**/sign-in/callback?**") as asked:
        await page.keyboard.press("Enter")
    assert "state=the-state" in (await asked.value).url


async def test_the_pages_of_the_mail_catcher_have_no_serious_fault(mails: str, page: Page, tools: Path) -> None:
    await page.goto(mails)
    assert [] == await _serious(page, tools)
    await page.get_by_role("link", name="One").click()
    assert "Hello" in await page.inner_text("pre")
    assert [] == await _serious(page, tools)


def test_node_comes_out_of_its_wheel(node: Path, tools: Path) -> None:
    assert ".venv" in str(node) or "site-packages" in str(node)
    assert json.loads(run_node("--print", "JSON.stringify(1 + 1)", folder=tools)) == 2
