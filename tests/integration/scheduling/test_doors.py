"""Scheduling over HTTP: what the two do, and what nobody else does."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import vobject

from mentoring.scheduling.usecases.plan_check_ins import plan_check_ins
from mentoring.testing.databases import Databases
from tests.integration.scheduling.api import Api, a_token, an_api
from tests.unit.scheduling.builders import ANA, BEN, CLEO, MENTORSHIP, PROGRAM, a_mentorship, a_person, utc

TEN = "2026-11-03T10:00:00Z"
HOURS = [{"weekday": 2, "starts": "10:00", "ends": "13:00"}]


@pytest.fixture
async def api(databases: Databases) -> AsyncIterator[Api]:
    """Ana in Berlin mentors Ben in Kathmandu; their check-ins are planned. Cleo is nobody to them."""
    async with an_api(databases("scheduling")) as found:
        async with found.running.works() as work:
            await work.people.keep([a_person(ANA), a_person(BEN, "Asia/Kathmandu"), a_person(CLEO)])
            await work.programs.keep({PROGRAM: "Leadership"})
            await plan_check_ins(a_mentorship(), work)
        yield found


def is_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    return body


def topics_of(answer: httpx.Response) -> set[str]:
    return {change["topic"] for change in answer.json()["changed"]}


async def book(api: Api, by: UUID = ANA, start: str = TEN, key: str | None = None, **more: Any) -> httpx.Response:
    return await api.post("/sessions", by, {"mentorship": str(MENTORSHIP), "start": start, "minutes": 30} | more, key)


async def a_session(api: Api) -> dict[str, Any]:
    answer = await book(api)
    assert answer.status_code == 201, answer.json()
    result: dict[str, Any] = answer.json()["result"]
    return result


async def test_a_person_reads_and_states_their_hours(api: Api) -> None:
    path = f"/people/{BEN}/availability"
    read = await api.get(path, BEN)
    assert (read.json()["stated"], read.json()["zone"], read.headers["ETag"]) == (False, "Asia/Kathmandu", '"0"')
    said = await api.put(path, BEN, {"hours": HOURS}, read=0)
    assert said.json()["result"]["hours"] == HOURS
    assert said.headers["ETag"] == '"1"'
    assert said.json()["changed"] == [{"topic": "scheduling.availability.state", "key": str(BEN), "version": 1}]
    assert (await api.get(path, BEN)).json()["hours"] == HOURS
    is_problem(await api.put(path, BEN, {"hours": []}, read=0), 412, "stale")
    is_problem(await api.put(path, BEN, {"hours": []}, read=None), 428, "if-match-missing")
    assert (await api.put(path, BEN, {"hours": None}, read=1)).json()["result"]["stated"] is False


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid-request"),
        ({"hours": [{"weekday": 8, "starts": "09:00", "ends": "10:00"}]}, "invalid-request"),
        ({"hours": [{"weekday": 1, "starts": "9", "ends": "10:00"}]}, "invalid-request"),
        ({"hours": [{"weekday": 1, "starts": "10:00", "ends": "10:00"}]}, "hours-empty"),
        ({"hours": HOURS * 2}, "hours-overlap"),
        ({"hours": HOURS, "zone": "Mars/Olympus"}, "unknown-zone"),
        ({"hours": HOURS, "zome": "UTC"}, "invalid-request"),
    ],
)
async def test_hours_that_make_no_sense_are_refused_with_what_to_mend(
    body: dict[str, Any], code: str, api: Api
) -> None:
    problem = is_problem(await api.put(f"/people/{ANA}/availability", ANA, body, read=0), 422, code)
    assert problem["errors"][0]["where"].startswith("body")
    assert problem["errors"][0]["mend"]


async def test_slots_are_told_on_both_clocks(api: Api) -> None:
    """Nine to five in Berlin and in Kathmandu (5:45 ahead of UTC) share 08:00 to 11:15 UTC."""
    asked = {"from": "2026-11-03T00:00:00Z", "to": "2026-11-04T00:00:00Z", "minutes": 60}
    body = (await api.get(f"/mentorships/{MENTORSHIP}/slots", ANA, params=asked)).json()
    assert (body["slots"][0]["starts"], body["slots"][-1]["ends"]) == ("2026-11-03T08:00:00Z", "2026-11-03T11:15:00Z")
    assert [clock["starts"] for clock in body["slots"][0]["local"]] == [
        "2026-11-03T09:00:00+01:00",
        "2026-11-03T13:45:00+05:45",
    ]
    assert [clock["person"] for clock in body["slots"][0]["local"]] == [str(ANA), str(BEN)]


async def test_a_slot_can_be_booked_as_it_was_offered(api: Api) -> None:
    slots = (await api.get(f"/mentorships/{MENTORSHIP}/slots", BEN)).json()["slots"]
    answer = await book(api, BEN, slots[0]["starts"])
    assert answer.status_code == 201
    assert answer.json()["result"]["starts"] == slots[0]["starts"]
    assert topics_of(answer) == {"scheduling.sessions", "scheduling.sessions.state"}
    assert slots[0] not in (await api.get(f"/mentorships/{MENTORSHIP}/slots", ANA)).json()["slots"]


async def test_two_clicks_on_one_button_book_once(api: Api) -> None:
    one, other = await asyncio.gather(book(api, key="k"), book(api, key="k"))
    assert one.json()["result"] == other.json()["result"]
    is_problem(await book(api), 409, "not-free")


async def test_a_time_that_does_not_suit_is_answered_with_those_that_do(api: Api) -> None:
    await a_session(api)
    problem = is_problem(await book(api, BEN), 409, "not-free")
    assert "2026-11-03 15:15" in problem["detail"]
    assert "Asia/Kathmandu" in problem["detail"]
    assert problem["errors"][0]["where"] == "body.start"
    assert "2026-11-03T10:30:00+00:00" in problem["errors"][0]["mend"]


@pytest.mark.parametrize(
    ("start", "minutes", "status", "code"),
    [
        ("2026-11-02T08:00:00Z", 30, 409, "start-past"),
        ("2026-11-02T10:00:00Z", 30, 409, "too-soon"),
        ("2026-12-24T10:00:00Z", 30, 409, "too-far-ahead"),
        ("2026-11-03T10:00:30Z", 30, 422, "not-whole-minute"),
        ("2026-11-03T10:00:00", 30, 422, "invalid-request"),
        ("2026-11-03T10:00:00Z", 0, 422, "invalid-request"),
        ("2026-11-03T10:00:00Z", 241, 422, "invalid-request"),
        ("2026-11-07T10:00:00Z", 30, 409, "not-free"),
    ],
)
async def test_a_time_that_cannot_be_is_refused(start: str, minutes: int, status: int, code: str, api: Api) -> None:
    is_problem(await book(api, start=start, minutes=minutes), status, code)


async def test_a_session_is_moved_and_cancelled_by_either(api: Api) -> None:
    session = (await a_session(api))["session"]
    moved = await api.post(f"/sessions/{session}/moving", BEN, {"start": "2026-11-03T10:15:00Z"})
    assert (moved.json()["result"]["sequence"], moved.json()["result"]["zone"]) == (1, "Asia/Kathmandu")
    cancelled = await api.post(f"/sessions/{session}/cancellation", ANA, {"reason": "clash"})
    assert (cancelled.json()["result"]["state"], cancelled.json()["result"]["sequence"]) == ("cancelled", 2)
    assert {change["version"] for change in cancelled.json()["changed"]} == {3}
    again = await api.post(f"/sessions/{session}/cancellation", ANA, {"reason": "clash"})
    is_problem(again, 409, "session-not-booked")
    nonsense = await api.post(f"/sessions/{session}/cancellation", ANA, {"reason": "my dog ate it"})
    is_problem(nonsense, 422, "invalid-request")


async def test_check_ins_and_sessions_are_listed_by_page(api: Api) -> None:
    path = f"/mentorships/{MENTORSHIP}/check-ins"
    first = (await api.get(path, BEN, params={"limit": 4})).json()
    rest = (await api.get(path, BEN, params={"limit": 4, "after": first["next"]})).json()
    assert [item["number"] for item in first["items"] + rest["items"]] == [1, 2, 3, 4, 5, 6]
    assert [item["state"] for item in first["items"]] == ["booked", "booked", "planned", "planned"]
    assert rest["next"] is None
    sessions = (await api.get("/sessions", ANA, params={"limit": 1})).json()
    more = (await api.get("/sessions", ANA, params={"after": sessions["next"]})).json()
    listed = [item["session"] for item in sessions["items"] + more["items"]]
    assert listed == [item["session"] for item in first["items"][:2]]
    assert (await api.get(f"/sessions/{listed[0]}", BEN)).json()["kind"] == "check-in"
    assert (await api.get("/sessions", ANA, params={"mentorship": str(uuid4())})).json()["items"] == []
    assert (await api.get("/sessions", CLEO)).json()["items"] == []
    for cursor, where in ((first["next"], "/sessions"), (sessions["next"], path), ("WzEsMl0", "/sessions")):
        is_problem(await api.get(where, ANA, params={"after": cursor}), 422, "bad-cursor")


async def test_a_check_in_without_a_time_is_booked_by_its_number(api: Api) -> None:
    answer = await book(api, check_in=3)
    assert answer.json()["result"]["kind"] == "check-in"
    assert "scheduling.check-ins.state" in topics_of(answer)
    is_problem(await book(api, start="2026-11-03T11:00:00Z", minutes=15, check_in=3), 409, "check-in-taken")
    is_problem(await book(api, start="2026-11-03T11:00:00Z", minutes=15, check_in=30), 404, "check-in-missing")
    assert len((await api.get("/sessions", ANA)).json()["items"]) == 3


async def test_nobody_else_sees_or_does_anything(api: Api) -> None:
    session = (await a_session(api))["session"]
    refused = "not-your-mentorship"
    is_problem(await api.get(f"/people/{ANA}/availability", CLEO), 403, "not-your-availability")
    is_problem(await api.put(f"/people/{ANA}/availability", CLEO, {"hours": []}, 0), 403, "not-your-availability")
    is_problem(await api.get(f"/mentorships/{MENTORSHIP}/slots", CLEO), 403, refused)
    is_problem(await api.get(f"/mentorships/{MENTORSHIP}/check-ins", CLEO), 403, refused)
    is_problem(await book(api, CLEO, "2026-11-03T11:00:00Z"), 403, refused)
    is_problem(await api.get(f"/sessions/{session}", CLEO), 403, refused)
    is_problem(await api.get(f"/sessions/{session}/calendar.ics", CLEO), 403, refused)
    is_problem(await api.post(f"/sessions/{session}/moving", CLEO, {"start": TEN}), 403, refused)
    is_problem(await api.post(f"/sessions/{session}/cancellation", CLEO, {"reason": "other"}), 403, refused)


async def test_what_does_not_exist_is_missing(api: Api) -> None:
    nothing = uuid4()
    is_problem(await api.get(f"/mentorships/{nothing}/slots", ANA), 404, "mentorship-missing")
    is_problem(await api.get(f"/mentorships/{nothing}/check-ins", ANA), 404, "mentorship-missing")
    is_problem(await api.get(f"/sessions/{nothing}/calendar.ics", ANA), 404, "session-missing")
    is_problem(await api.post(f"/sessions/{nothing}/moving", ANA, {"start": TEN}), 404, "session-missing")


async def test_only_a_believed_token_of_a_known_person_enters(api: Api) -> None:
    stranger = UUID(int=0xFFFF)
    is_problem(await api.get("/sessions", stranger), 403, "not-known")
    for claims in ({"exp": 1}, {"aud": "another"}, {"iss": "http://evil.test"}):
        headers = {"Authorization": f"Bearer {a_token(ANA, **claims)}"}
        is_problem(await api.client.get("/sessions", headers=headers), 401, "token-refused")
    is_problem(await api.client.get("/sessions"), 401, "token-missing")


async def test_a_session_can_be_taken_into_any_calendar(api: Api) -> None:
    """Judged by vobject, another parser than the one that wrote it."""
    session = await a_session(api)
    path = f"/sessions/{session['session']}"
    answer = await api.get(f"{path}/calendar.ics", BEN)
    assert answer.headers["content-type"].startswith("text/calendar; charset=utf-8")
    assert f'filename="session-{session["session"]}.ics"' in answer.headers["content-disposition"]
    first = vobject.readOne(answer.text)
    first.validate(raiseException=True)
    assert first.method.value == "PUBLISH"
    assert first.vevent.dtstart.value == utc(2026, 11, 3, 10)
    assert first.vevent.dtend.value == utc(2026, 11, 3, 10, 30)
    assert first.vevent.organizer.value == "mailto:ana@example.com"
    assert first.vevent.organizer.params["CN"] == ["Ana Álvarez"]
    assert [each.value for each in first.vevent.contact_list] == [
        "Ana Álvarez <ana@example.com>",
        "Ben Őrsi <ben@example.com>",
    ]
    assert "Program: Leadership" in first.vevent.description.value

    await api.post(f"{path}/moving", BEN, {"start": "2026-11-03T10:15:00Z"})
    moved = vobject.readOne((await api.get(f"{path}/calendar.ics", ANA)).text)
    await api.post(f"{path}/cancellation", ANA, {"reason": "clash"})
    gone = vobject.readOne((await api.get(f"{path}/calendar.ics", ANA)).text)
    assert {each.vevent.uid.value for each in (first, moved, gone)} == {f"session-{session['session']}@mentoring"}
    assert [each.vevent.sequence.value for each in (first, moved, gone)] == ["0", "1", "2"]
    assert [each.vevent.status.value for each in (first, moved, gone)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


async def test_every_line_of_a_calendar_has_75_bytes_at_most(api: Api) -> None:
    session = await a_session(api)
    content = (await api.get(f"/sessions/{session['session']}/calendar.ics", BEN)).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
