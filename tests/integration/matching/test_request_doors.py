"""Requests, bookmarks and answers over HTTP: what is typed between two is for the two alone."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from mentoring.testing.databases import Databases
from tests.integration.matching.api import HR, Api, a_token, an_api
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, EVA, a_participant, people_work_here, they_say

PROGRAM: dict[str, Any] = {
    "name": "Coffee",
    "kind": "informal",
    "mode": "self-service",
    "timeline": {"starts": "2026-11-02", "ends": "2027-04-30"},
    "managers": [str(EVA)],
}
WORDS = "You have led the change that I am facing."


@pytest.fixture
async def api(databases: Databases) -> AsyncIterator[Api]:
    async with an_api(databases("matching")) as found:
        async with found.running.works() as work:
            await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
        yield found


def done(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()["result"]


async def a_program(api: Api, **places: UUID) -> str:
    program: str = done(await api.post("/programs", DAN, PROGRAM, roles=HR), 201)["program"]
    done(await api.post(f"/programs/{program}/opening", EVA))
    for place, person in (places or {"mentor": ANA, "mentee": BEN}).items():
        done(await api.post(f"/programs/{program}/places", person, {"place": place}), 201)
    return program


async def put(api: Api, path: str, by: UUID) -> httpx.Response:
    return await api.client.put(path, headers={"Authorization": f"Bearer {a_token(by)}"})


async def remove(api: Api, path: str, by: UUID) -> httpx.Response:
    return await api.client.delete(path, headers={"Authorization": f"Bearer {a_token(by)}"})


async def test_a_request_is_read_by_the_two_and_its_message_by_nobody_else(api: Api) -> None:
    program = await a_program(api)
    asked = {"mentor": str(ANA), "message": WORDS}
    proposal = done(await api.post(f"/programs/{program}/requests", BEN, asked), 201)["proposal"]
    for person in (ANA, BEN):
        shown = (await api.get(f"/proposals/{proposal}", person)).json()
        assert (WORDS, "request", str(BEN)) == (
            shown["message"],
            shown["proposal"]["origin"],
            shown["proposal"]["asked_by"],
        )
    managers = await api.get(f"/proposals/{proposal}", EVA)
    assert managers.json()["message"] is None
    assert 403 == (await api.get(f"/proposals/{proposal}", CLEO)).status_code
    assert done(await api.post(f"/proposals/{proposal}/acceptance", ANA))["mentorship"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"mentor": str(BEN), "message": "Hm?"}, 422, "asked-yourself"),
        ({"mentor": str(CLEO), "message": "Hm?"}, 409, "asked-has-no-place"),
        ({"mentee": str(ANA), "message": "Hm?"}, 422, "whom-to-ask"),
        ({"mentor": str(ANA), "message": " "}, 422, "message-missing"),
        ({"message": "Hm?"}, 422, "invalid-request"),
        ({"mentor": str(ANA), "peer": str(ANA), "message": "Hm?"}, 422, "invalid-request"),
    ],
)
async def test_a_request_that_cannot_be_made_says_why(api: Api, body: Any, status: int, code: str) -> None:
    program = await a_program(api)
    answer = await api.post(f"/programs/{program}/requests", BEN, body)
    assert (status, code) == (answer.status_code, answer.json()["code"]), answer.text


async def test_bookmarks_are_the_callers_own(api: Api) -> None:
    done(await put(api, f"/bookmarks/{ANA}", BEN))
    done(await put(api, f"/bookmarks/{ANA}", BEN))
    assert [str(ANA)] == [one["person"] for one in (await api.get("/bookmarks", BEN)).json()["items"]]
    assert 1 == len((await api.get(f"/bookmarks/{ANA}", BEN)).json()["items"])
    assert [] == (await api.get("/bookmarks", ANA)).json()["items"]
    assert "bookmarked-yourself" == (await put(api, f"/bookmarks/{BEN}", BEN)).json()["code"]
    done(await remove(api, f"/bookmarks/{ANA}", BEN))
    assert "bookmark-unknown" == (await remove(api, f"/bookmarks/{ANA}", BEN)).json()["code"]


async def test_a_mentor_says_no_to_everybody_for_a_time_and_is_back_by_their_own_word(api: Api) -> None:
    program = await a_program(api)
    asked = {"mentor": str(ANA), "message": WORDS}
    proposal = done(await api.post(f"/programs/{program}/requests", BEN, asked), 201)["proposal"]
    past = {"reason": "no-time", "unavailable_until": "2026-11-01T00:00:00Z"}
    refusal = f"/proposals/{proposal}/refusal"
    assert "pause-out-of-bounds" == (await api.post(refusal, ANA, past)).json()["code"]
    done(await api.post(refusal, ANA, past | {"unavailable_until": "2026-12-24T00:00:00Z"}))
    assert "proposal-closed" == (await api.post(refusal, ANA, {"reason": "no-time"})).json()["code"]
    await api.tick()
    shown = (await api.get(f"/mentors/{ANA}", BEN)).json()
    assert ("paused", 1, 0, 1) == (
        shown["away"],
        shown["places"],
        shown["open_requests"],
        shown["answer_hours"]["answers"],
    )
    done(await api.post("/mentors/me/thaw", ANA))
    await api.tick()
    assert (await api.get(f"/mentors/{ANA}", BEN)).json()["away"] is None
    assert 404 == (await api.get(f"/mentors/{CLEO}", BEN)).status_code


async def test_after_a_no_the_clock_suggests_the_next_best(api: Api) -> None:
    async with api.running.works() as work:
        await they_say(
            work,
            a_participant(ANA, offers={"SQL": 5}),
            a_participant(CLEO, offers={"SQL": 3}),
            a_participant(BEN, wants={"SQL": 5}),
        )
    program = await a_program(api)
    done(await api.post(f"/programs/{program}/places", CLEO, {"place": "mentor"}), 201)
    asked = {"mentor": str(ANA), "message": WORDS}
    proposal = done(await api.post(f"/programs/{program}/requests", BEN, asked), 201)["proposal"]
    done(await api.post(f"/proposals/{proposal}/refusal", ANA, {"reason": "no-time"}))
    await api.tick()
    async with api.running.works() as work:
        (suggested,) = await work.proposals.hold_open_of_person(BEN)
    shown = (await api.get(f"/proposals/{suggested.id}", BEN)).json()
    assert ("suggestion", str(CLEO), None) == (
        shown["proposal"]["origin"],
        shown["proposal"]["mentor"],
        shown["message"],
    )
    assert shown["explanation"]["points"] == shown["proposal"]["points"] > 0
    done(await api.post(f"/proposals/{suggested.id}/acceptance", BEN))
    assert done(await api.post(f"/proposals/{suggested.id}/acceptance", CLEO))["mentorship"]
