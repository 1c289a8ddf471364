"""The main job, from outside: from 1,000 people in an HR file to check-ins that pairs find in the portal.

Every step goes through the doors that others have: HTTP with tokens, Kafka as an outside reader, mails, a browser.
"""

import asyncio
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from mentoring.contracts.matching import MentorshipState, ProgramState, ProposalState, RunFigures, RunState
from mentoring.contracts.profile import PersonState
from mentoring.contracts.scheduling import CheckInsState, SessionState
from mentoring.contracts.topics import TOPICS
from mentoring.local.company.doors import Doors
from mentoring.local.company.scheme import NAME
from mentoring.local.company.sign_in import HR, LOADER, OPERATOR
from tests.journeys.browsing import a_persons_portal
from tests.journeys.suite import Suite, a_key, in_short, until

AT_ONCE = 8
CATEGORY = "X-Mentoring-Category"


async def test_people_become_pairs_that_meet(suite: Suite, chromium: Path, pytestconfig: pytest.Config) -> None:
    async with httpx.AsyncClient(timeout=60) as http:
        doors = suite.doors(http)
        people = await suite.states(PersonState)
        assert 1000 == len(people)
        programs = (await suite.states(ProgramState)).values()
        (program,) = [one for one in programs if one.name == NAME]

        proposals = await _match_and_publish(suite, doors, http, program, people)
        await _everybody_accepts(suite, doors, proposals, people)
        mentorships = await _mentorships_start(suite, proposals)
        sessions = await _check_ins_are_booked(suite, mentorships, people)
        await _mails_tell_each_person_once(suite, http, proposals, sessions, people)
        await _calendar_file_and_mail_speak_of_one_event(suite, doors, http, sessions, people)
        await _the_portal_shows_it(suite, chromium, pytestconfig.rootpath, sessions, people)
        await _nothing_was_put_aside(doors)
        await _the_same_file_again_tells_nobody_anything(suite, doors, http)
        await _a_leavers_mentorship_ends_everywhere(suite, doors, http, people)


async def _match_and_publish(
    suite: Suite, doors: Doors, http: httpx.AsyncClient, program: ProgramState, people: dict[str, PersonState]
) -> dict[str, ProposalState]:
    manager = await doors.as_person(LOADER, in_short(people, program.managers[0]))
    place = f"/programs/{program.program}/runs"
    begun = await doors.ask("matching", "POST", place, token=manager, key=f"journey-run-{program.program}")
    run = begun.json()["result"]["run"]

    async def drafted() -> RunFigures | None:
        found = (await suite.states(RunState)).get(run)
        return found.figures if found and found.state == "drafted" else None

    figures = await until("the draft is there", drafted)
    assert figures.mentees + figures.mentors == 200
    assert figures.pairs + figures.unmatched == figures.mentees
    assert figures.pairs > 100
    assert not await suite.states(ProposalState), "nobody hears of a draft"

    pair = (await doors.ask("matching", "GET", f"/runs/{run}/pairs?limit=1", token=manager)).json()["items"][0]
    assert pair["points"] == sum(one["points"] for one in pair["explanation"]["reasons"]), (
        "the reason adds up to the score"
    )
    stranger = await doors.as_person(LOADER, next(iter(people.values())).employee_id)
    refused = await doors.ask(
        "matching", "POST", f"/runs/{run}/publication", token=stranger, key="stranger", accept=frozenset({403})
    )
    assert refused.status_code == 403
    published = await doors.ask("matching", "POST", f"/runs/{run}/publication", token=manager, key=f"publish-{run}")
    again = await doors.ask("matching", "POST", f"/runs/{run}/publication", token=manager, key=f"publish-{run}")
    assert published.json() == again.json(), "two clicks have one effect and one answer"

    async def made() -> dict[str, ProposalState]:
        found = await suite.states(ProposalState)
        return found if len(found) == figures.pairs else {}

    proposals = await until("every pair is offered", made)
    _no_rule_is_broken(proposals, people)

    async def asked() -> bool:
        return await suite.mail_count(http) == 2 * len(proposals)

    await until("both sides of every proposal have their mail", asked)
    return proposals


def _no_rule_is_broken(proposals: dict[str, ProposalState], people: dict[str, PersonState]) -> None:
    def chain(person: str) -> set[str]:
        found: set[str] = set()
        while (manager := people[person].manager) is not None and str(manager) not in found:
            person = str(manager)
            found.add(person)
        return found

    for one in proposals.values():
        mentor, mentee = str(one.mentor), str(one.mentee)
        assert mentor not in chain(mentee)
        assert mentee not in chain(mentor)
        assert one.points == sum(reason.points for reason in one.reasons)
    assert max(Counter(one.mentee for one in proposals.values()).values()) == 1


async def _everybody_accepts(
    suite: Suite, doors: Doors, proposals: dict[str, ProposalState], people: dict[str, PersonState]
) -> None:
    turn = asyncio.Semaphore(AT_ONCE)

    async def accept(one: ProposalState, person: Any) -> None:
        async with turn:
            token = await doors.as_person(LOADER, in_short(people, person))
            place = f"/proposals/{one.proposal}/acceptance"
            await doors.ask("matching", "POST", place, token=token, key=f"{one.proposal}-{person}")

    await asyncio.gather(*(accept(one, side) for one in proposals.values() for side in (one.mentor, one.mentee)))

    async def agreed() -> bool:
        return {"agreed"} == {one.state for one in (await suite.states(ProposalState)).values()}

    await until("every proposal is agreed", agreed)


async def _mentorships_start(suite: Suite, proposals: dict[str, ProposalState]) -> dict[str, MentorshipState]:
    async def started() -> dict[str, MentorshipState]:
        found = await suite.states(MentorshipState)
        return found if len(found) == len(proposals) else {}

    mentorships = await until("every agreed proposal is a mentorship", started)
    assert {str(one.proposal) for one in mentorships.values()} == set(proposals)
    return mentorships


async def _check_ins_are_booked(
    suite: Suite, mentorships: dict[str, MentorshipState], people: dict[str, PersonState]
) -> dict[str, SessionState]:
    async def planned() -> dict[str, CheckInsState]:
        found = await suite.states(CheckInsState)
        near = [one for plan in found.values() for one in plan.check_ins if _is_near(one.due_on)]
        settled = all(one.state in {"booked", "unbooked"} for one in near)
        return found if len(found) == len(mentorships) and settled else {}

    plans = await until("every mentorship has its check-ins, and the near ones are booked", planned)
    sessions = await suite.states(SessionState)
    booked = [one for plan in plans.values() for one in plan.check_ins if one.state == "booked"]
    assert {str(one.session) for one in booked} == set(sessions)
    assert len(booked) > len(mentorships) / 2, "most pairs share a time"
    busy: dict[Any, list[SessionState]] = {}
    for session in sessions.values():
        busy.setdefault(session.mentor, []).append(session)
        busy.setdefault(session.mentee, []).append(session)
    for held in busy.values():
        held.sort(key=lambda session: session.meeting.starts)
        assert all(a.meeting.ends <= b.meeting.starts for a, b in pairwise(held)), "double-booked"
    assert set(busy) <= {one.person for one in people.values()}
    return sessions


def _is_near(due: date) -> bool:
    return (due - date.today()).days < 20  # noqa: DTZ011 - well inside the booking horizon of 28 days


async def _mails_tell_each_person_once(
    suite: Suite,
    http: httpx.AsyncClient,
    proposals: dict[str, ProposalState],
    sessions: dict[str, SessionState],
    people: dict[str, PersonState],
) -> None:
    expected = 2 * (2 * len(proposals) + len(sessions))

    async def all_sent() -> bool:
        return await suite.mail_count(http) >= expected

    await until(f"{expected} mails are caught", all_sent)
    mails = await suite.mails(http)
    assert len(mails) == expected == len({mail["Message-ID"] for mail in mails})
    told = Counter((mail[CATEGORY], mail["To"].addresses[0].addr_spec) for mail in mails)
    for one in proposals.values():
        for side in (one.mentor, one.mentee):
            address = people[str(side)].email
            pairs = sum(side in {other.mentor, other.mentee} for other in proposals.values())
            assert told["proposal-to-answer", address] == told["mentorship-started", address] == pairs


async def _calendar_file_and_mail_speak_of_one_event(
    suite: Suite,
    doors: Doors,
    http: httpx.AsyncClient,
    sessions: dict[str, SessionState],
    people: dict[str, PersonState],
) -> None:
    session = next(iter(sessions.values()))
    token = await doors.as_person(LOADER, in_short(people, session.mentor))
    file = await doors.ask("scheduling", "GET", f"/sessions/{session.session}/calendar.ics", token=token)
    downloaded = Calendar.from_ical(file.content).walk("VEVENT")[0]
    uid = str(downloaded["UID"])
    mailed = [
        event
        for mail in await suite.mails(http)
        for part in mail.walk()
        if part.get_content_type() == "text/calendar"
        for event in Calendar.from_ical(part.get_content()).walk("VEVENT")
        if str(event["UID"]) == uid
    ]
    assert len(mailed) == 2, "both sides have the invitation of the event that the file is of"
    for event in mailed:
        assert event.decoded("DTSTART") == session.meeting.starts == downloaded.decoded("DTSTART")


async def _the_portal_shows_it(
    suite: Suite, chromium: Path, root: Path, sessions: dict[str, SessionState], people: dict[str, PersonState]
) -> None:
    session = min(sessions.values(), key=lambda one: one.meeting.starts)
    mentee, mentor = people[str(session.mentee)], people[str(session.mentor)]
    async with a_persons_portal(suite.addresses["portal"], chromium, mentee.employee_id) as page:
        await page.goto(suite.addresses["portal"])
        shown = await page.locator("main").inner_text()
        assert mentor.name in shown
        picture = root / "build" / "pictures" / "home.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=str(picture), full_page=True)
        await page.goto(f"{suite.addresses['portal']}/mentorships/{session.mentorship}")
        assert mentor.name in await page.locator("main").inner_text()


async def _nothing_was_put_aside(doors: Doors) -> None:
    token = await doors.as_machine(OPERATOR)
    for service in ("profile", "matching", "scheduling", "notification", "portal"):

        async def drained(service: str = service) -> bool:
            stands = (await doors.ask(service, "GET", "/operations", token=token)).json()
            return bool(stands["outbox"]["rows"] == 0)

        await until(f"the outbox of {service} is empty", drained)
        letters = (await doors.ask(service, "GET", "/dead-letters", token=token)).json()
        assert [] == letters["items"]


async def _the_same_file_again_tells_nobody_anything(suite: Suite, doors: Doors, http: httpx.AsyncClient) -> None:
    quiet = [name for name in TOPICS if name != "profile.imports"]
    before, mails = await suite.ends(*quiet), await suite.mail_count(http)
    finished = await _import(doors, (suite.company / "hr.csv").read_bytes())
    assert finished["counts"]["unchanged"] == 1000
    await asyncio.sleep(3)
    assert before == await suite.ends(*quiet)
    assert mails == await suite.mail_count(http)


async def _import(doors: Doors, content: bytes) -> dict[str, Any]:
    token = await doors.as_machine(HR)
    key = a_key()["Idempotency-Key"]
    kind = {"Content-Type": "text/csv"}
    begun = await doors.ask("profile", "POST", "/imports", token=token, key=key, content=content, headers=kind)
    place = f"/imports/{begun.json()['result']['import_id']}"

    async def ended() -> dict[str, Any] | None:
        found: dict[str, Any] = (await doors.ask("profile", "GET", place, token=token)).json()
        return found if found["state"] in {"finished", "refused"} else None

    return await until("the import has ended", ended)


async def _a_leavers_mentorship_ends_everywhere(
    suite: Suite, doors: Doors, http: httpx.AsyncClient, people: dict[str, PersonState]
) -> None:
    mentorships, sessions = await suite.states(MentorshipState), await suite.states(SessionState)
    mentorship = mentorships[str(next(iter(sessions.values())).mentorship)]
    leaver = in_short(people, mentorship.mentee)
    rows = (suite.company / "hr.csv").read_text().splitlines(keepends=True)
    without = "".join(row for row in rows if not row.startswith(f"{leaver},"))
    assert len(without.splitlines()) == len(rows) - 1
    mails = await suite.mail_count(http)

    assert (await _import(doors, without.encode()))["counts"]["left"] == 1

    async def ended() -> bool:
        found = (await suite.states(MentorshipState))[str(mentorship.mentorship)]
        booked = [
            one
            for one in (await suite.states(SessionState)).values()
            if one.mentorship == mentorship.mentorship and one.state == "booked"
        ]
        return (found.state, found.reason, booked) == ("ended", "left", [])

    await until("the leaver's mentorship has ended and the sessions are cancelled", ended, within=30)

    async def told() -> bool:
        return await suite.mail_count(http) > mails

    await until("the other side hears of the cancelled session", told, within=30)
    recipients = {
        mail["To"].addresses[0].addr_spec for mail in (await suite.mails(http))[: await suite.mail_count(http) - mails]
    }
    assert people[str(mentorship.mentee)].email not in recipients, "who has left is not written to"
