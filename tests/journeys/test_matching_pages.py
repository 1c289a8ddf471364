"""Matching as people meet it: found, explained and asked in the portal; terms tried, a run proved."""

from pathlib import Path

from playwright.async_api import expect

from mentoring.contracts.matching import EnrollmentState, ProgramState, ProposalState
from mentoring.contracts.profile import PersonState
from tests.journeys.browsing import a_persons_portal
from tests.journeys.suite import Suite, in_short, until

PATIENCE, SOLVING = 30_000, 240_000
"""Milliseconds; whoever solves first on a machine also compiles the kernel."""


async def test_somebody_is_found_and_asked(suite: Suite, chromium: Path) -> None:
    people = await suite.states(PersonState)
    program = await _named(suite, "Coffee and questions")
    places = (await suite.states(EnrollmentState)).values()
    english = {one.person for one in people.values() if one.locale.startswith("en")}
    here = [one for one in places if str(one.program) == program and one.person in english]
    mentee = next(one for one in here if one.place == "mentee")
    portal = suite.addresses["portal"]
    async with a_persons_portal(portal, chromium, in_short(people, mentee.person)) as page:
        await page.goto(f"{portal}/find?in={mentee.enrollment}")
        card = page.locator("#found article").first
        await expect(card).to_contain_text("free", timeout=PATIENCE)
        await card.get_by_role("button").click()
        await expect(page.locator("h1")).to_have_text("Why this person?")
        await expect(page.locator(".points .score")).to_contain_text("of 100 points")
        await page.get_by_label("Why them?").fill("I would like to hear how you did it.")
        await page.get_by_role("button", name="Request", exact=True).click()
        await expect(page.locator("main")).to_contain_text("You asked", timeout=PATIENCE)
        await expect(page.locator("blockquote")).to_contain_text("I would like to hear how you did it.")

    async def asked() -> ProposalState | None:
        found = (await suite.states(ProposalState)).values()
        return next((one for one in found if one.asked_by == mentee.person and one.origin == "request"), None)

    proposal = await until("the request is told", asked)
    async with a_persons_portal(portal, chromium, in_short(people, proposal.mentor)) as page:
        await page.goto(f"{portal}/proposals/{proposal.proposal}")
        await expect(page.locator("blockquote")).to_contain_text("I would like to hear how you did it.")
        await page.locator("form[action$='/acceptance'] button").click()
        await expect(page.locator("a[href^='/mentorships/']")).to_be_visible(timeout=PATIENCE)


async def test_terms_are_tried_and_a_run_is_proved(suite: Suite, chromium: Path) -> None:
    """By marks, not by words: who runs the program may read another language."""
    people = await suite.states(PersonState)
    program = await _named(suite, "The other way round")
    manager = (await suite.states(ProgramState))[program].managers[0]
    portal = suite.addresses["portal"]
    async with a_persons_portal(portal, chromium, in_short(people, manager)) as page:
        await page.goto(f"{portal}/programs/{program}/terms")
        await page.locator("input[name=weight_skills]").fill("40")
        await page.locator("button[value=preview]").click()
        await expect(page.locator("#effect .figures dd").first).to_be_visible(timeout=PATIENCE)

        await page.goto(f"{portal}/programs/{program}")
        await page.locator(f"form[action='/programs/{program}/runs'] button").click()
        draft = page.locator("form[action$='/publication']")
        await expect(draft).to_be_visible(timeout=SOLVING)
        await expect(page.locator("[aria-labelledby=proof] .chip.good")).to_be_visible()

        for part in ("health", "outcomes", "kept-pairs"):
            answer = await page.goto(f"{portal}/programs/{program}/{part}")
            assert answer is not None
            assert answer.ok
            await expect(page.locator(".trouble")).to_have_count(0)


async def _named(suite: Suite, name: str) -> str:
    """The id of the open program of this name."""

    async def opened() -> str | None:
        found = (await suite.states(ProgramState)).values()
        return next((str(one.program) for one in found if one.name == name and one.state == "open"), None)

    return await until(f"«{name}» is open", opened)
