"""Mentorships over HTTP: what the two may do, what those who run the program may, and what nobody reads."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from mentoring.testing.databases import Databases
from tests.integration.matching.api import Api, an_api
from tests.integration.matching.test_doors import a_proposal, done, is_problem
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, EVA, a_participant, people_work_here, they_say


@pytest.fixture
async def api(databases: Databases) -> AsyncIterator[Api]:
    """Ana offers what Ben wants; Eva runs the program; Dan is of HR; Cleo is nobody here."""
    async with an_api(databases("matching")) as found:
        async with found.running.works() as work:
            await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
            await they_say(work, a_participant(ANA, offers={"SQL": 4}), a_participant(BEN, wants={"sql": 3, "Go": 2}))
        yield found


async def a_mentorship(api: Api) -> str:
    proposal = await a_proposal(api)
    done(await api.post(f"/proposals/{proposal}/acceptance", ANA))
    mentorship: str = done(await api.post(f"/proposals/{proposal}/acceptance", BEN))["mentorship"]
    return mentorship


async def shown(api: Api, mentorship: str, by: Any) -> dict[str, Any]:
    answer = await api.get(f"/mentorships/{mentorship}", by)
    assert 200 == answer.status_code, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_two_agree_and_nobody_else_reads_what(api: Api) -> None:
    path = f"/mentorships/{(mentorship := await a_mentorship(api))}/agreement"
    words = {"goals": ["Lead a team"], "frequency": "Every two weeks", "boundaries": "No salaries"}
    is_problem(await api.post(path, EVA, words), 403, "not-of-the-pair")
    is_problem(await api.post(path, ANA, {"goals": []}), 422, "agreement-empty")
    assert {"revision": 1} == done(await api.post(path, ANA, words))
    is_problem(await api.post(f"{path}/confirmation", BEN, {"revision": 2}), 409, "agreement-moved-on")
    done(await api.post(f"{path}/confirmation", BEN, {"revision": 1}))
    for person, side in ((ANA, "mentor"), (BEN, "mentee")):
        found = await shown(api, mentorship, person)
        assert (side, words) == (found["side"], {name: found["words"][name] for name in words})
    found = await shown(api, mentorship, EVA)
    assert ("manager", None, 1) == (found["side"], found["words"], found["agreement"]["goals"])
    is_problem(await api.get(f"/mentorships/{mentorship}", CLEO), 403, "not-its-manager")


async def test_it_is_paused_goes_on_and_gets_more_time(api: Api) -> None:
    path = f"/mentorships/{(mentorship := await a_mentorship(api))}"
    until = (api.at.date() + timedelta(days=7)).isoformat()
    is_problem(await api.post(f"{path}/pause", CLEO, {"reason": "other"}), 403, "not-its-manager")
    is_problem(await api.post(f"{path}/pause", BEN, {"reason": "whim"}), 422, "reason-unknown")
    done(await api.post(f"{path}/pause", BEN, {"reason": "workload", "until": until}))
    is_problem(await api.post(f"{path}/pause", ANA, {"reason": "other"}), 409, "mentorship-paused")
    found = await shown(api, mentorship, ANA)
    assert ("paused", "workload", until) == (found["state"], found["paused_because"], found["paused_until"])
    api.after(timedelta(days=7))
    await api.tick()
    assert "active" == (await shown(api, mentorship, ANA))["state"]
    is_problem(await api.post(f"{path}/resumption", ANA), 409, "mentorship-not-paused")
    problem = is_problem(await api.post(f"{path}/extension", ANA, {"ends_on": until}), 422, "end-too-soon")
    assert "body.ends_on" == problem["errors"][0]["where"]
    done(await api.post(f"{path}/extension", ANA, {"ends_on": "2027-06-30"}))
    assert "2027-06-30" == (await shown(api, mentorship, BEN))["ends_on"]


async def test_it_is_closed_and_each_looks_back_for_the_two_alone(api: Api) -> None:
    path = f"/mentorships/{(mentorship := await a_mentorship(api))}"
    done(await api.post(f"{path}/completion", BEN, {"reflection": "I lead a team now.", "satisfaction": 5}))
    done(await api.post(f"{path}/reflection", ANA, {"reflection": "He does.", "satisfaction": 4}))
    is_problem(await api.post(f"{path}/reflection", ANA, {"satisfaction": 1}), 409, "already-reflected")
    is_problem(await api.post(f"{path}/completion", ANA, {}), 409, "mentorship-over")
    found = await shown(api, mentorship, ANA)
    assert "completed" == found["state"]
    assert [("I lead a team now.", None), ("He does.", 4)] == [
        (one["words"], one["satisfaction"]) for one in sorted(found["reflections"], key=lambda one: -len(one["words"]))
    ]
    assert [] == (await shown(api, mentorship, EVA))["reflections"]


async def test_it_ends_early_with_a_reason_and_the_mentee_asks_for_somebody_else(api: Api) -> None:
    path = f"/mentorships/{(mentorship := await a_mentorship(api))}"
    is_problem(await api.post(f"{path}/ending", ANA, {"reason": "moved"}), 422, "reason-unknown")
    done(await api.post(f"{path}/ending", ANA, {"reason": "no-fit", "reflection": "We are too alike."}))
    found = await shown(api, mentorship, BEN)
    assert ("ended", "no-fit", [str(BEN)]) == (found["state"], found["reason"], found["rematch_for"])
    is_problem(await api.post(f"{path}/rematch", ANA), 409, "no-rematch-offered")
    done(await api.post(f"{path}/rematch", BEN))
    is_problem(await api.post(f"{path}/rematch", BEN), 409, "no-rematch-offered")
    is_problem(await api.post(f"{path}/pause", BEN, {"reason": "other"}), 409, "mentorship-over")


async def test_a_rule_that_nobody_broke_awaits_no_answer(api: Api) -> None:
    path = f"/mentorships/{await a_mentorship(api)}/flags"
    is_problem(await api.post(f"{path}/location/answer", ANA, {"answer": "keep"}), 404, "not-flagged")
    is_problem(await api.post(f"{path}/shoe-size/answer", ANA, {"answer": "keep"}), 422, "invalid-request")


async def test_somebody_is_introduced_to_a_third_person_and_only_the_three_see_it(api: Api) -> None:
    path = f"/mentorships/{await a_mentorship(api)}/introductions"
    is_problem(await api.post(path, EVA, {"to": str(CLEO)}), 403, "not-of-the-pair")
    problem = is_problem(await api.post(path, ANA, {"to": str(BEN)}), 422, "introduced-to-themselves")
    assert "body.to" == problem["errors"][0]["where"]
    introduction = done(await api.post(path, ANA, {"to": str(CLEO), "message": "You two!"}), 201)["introduction"]
    one = f"/introductions/{introduction}"
    is_problem(await api.get(one, EVA), 403, "not-of-the-three")
    for person, side in ((ANA, "introducer"), (BEN, "introduced"), (CLEO, "third")):
        found = (await api.get(one, person)).json()
        assert (side, "You two!") == (found["side"], found["message"])
        assert [introduction] == [
            each["introduction"] for each in (await api.get("/introductions", person)).json()["items"]
        ]
    is_problem(await api.get(path, CLEO), 403, "not-of-the-pair")
    assert [introduction] == [each["introduction"] for each in (await api.get(path, BEN)).json()]
    done(await api.post(f"{one}/agreement", BEN))
    done(await api.post(f"{one}/agreement", CLEO))
    is_problem(await api.post(f"{one}/refusal", CLEO, {"reason": "no-time"}), 409, "introduction-closed")
    is_problem(await api.post(f"{one}/withdrawal", ANA), 409, "introduction-closed")
    done(await api.post(f"{one}/outcome", BEN, {"outcome": "helped"}))
    assert "helped" == (await api.get(one, ANA)).json()["outcome"]
    is_problem(await api.get(f"/introductions/{ANA}", ANA), 404, "introduction-unknown")


async def test_those_who_run_a_program_see_who_is_at_risk_and_why(api: Api) -> None:
    mentorship = await a_mentorship(api)
    program = (await shown(api, mentorship, ANA))["program"]
    api.after(timedelta(days=50))
    await api.tick()
    path = f"/programs/{program}/health"
    is_problem(await api.get(path, ANA), 403, "not-its-manager")
    found = (await api.get(path, EVA)).json()
    assert {"good": 0, "watch": 0, "at_risk": 1, "paused": 0, "unjudged": 0} == found["counts"]
    ((risk,), says) = found["items"], ["They have not met since it began, 50 days ago."]
    assert (mentorship, "at-risk", says) == (
        risk["mentorship"],
        risk["health"],
        [one["says"] for one in risk["reasons"]],
    )
    assert says == (await shown(api, mentorship, BEN))["health_says"]
    done(await api.post(f"/mentorships/{mentorship}/pause", ANA, {"reason": "workload"}))
    found = (await api.get(path, EVA)).json()
    assert ([], 1) == (found["items"], found["counts"]["paused"])
    is_problem(await api.get(path, EVA, params={"after": "WzFd"}), 422, "bad-cursor")


async def test_those_who_run_a_program_read_what_it_came_to(api: Api) -> None:
    mentorship = await a_mentorship(api)
    program = (await shown(api, mentorship, ANA))["program"]
    done(await api.post(f"/mentorships/{mentorship}/completion", ANA, {"satisfaction": 5}))
    is_problem(await api.get(f"/programs/{program}/outcomes", ANA), 403, "not-its-manager")
    answer = await api.get(f"/programs/{program}/outcomes", EVA)
    found = answer.json()
    assert 200 == answer.status_code
    assert (1, 1, 1) == (
        found["match_rate"]["number"],
        found["match_rate"]["of"],
        found["match_rate"]["share"]["value"],
    )
    assert {"counted": 1, "open": 0, "median": 0, "ninetieth": 0} == found["time_to_match"]
    assert (1, 1.0) == (found["proposals"]["made"], found["proposals"]["accepted"]["share"]["value"])
    assert (1, {}) == (found["mentorships"]["completed"], found["mentorships"]["ended"])
    assert {"answers": 1, "mean": None, "satisfied": None} == found["satisfaction"]
    assert all(not each["groups"] for each in found["exposure"])
    assert ("too-early", None) == (found["retention"]["unknown"], found["retention"]["comparison"])
    ((objective,),) = ([each["measured_by"] for each in found["objectives"]],)
    assert "promotion" in objective
    api.after(timedelta(days=300))
    assert "too-few" == (await api.get(f"/programs/{program}/outcomes", EVA)).json()["promotion"]["unknown"]
