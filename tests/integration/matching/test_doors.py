"""Matching over HTTP: what people of HR, managers and the two of a pair do, and what nobody else does."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from mentoring.testing.databases import Databases
from tests.integration.matching.api import HR, Api, a_token, an_api
from tests.unit.matching.builders import (
    A_WEEK,
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    a_participant,
    a_record,
    people_work_here,
    they_say,
)

PROGRAM: dict[str, Any] = {
    "name": "Rising leaders",
    "objectives": ["Fill 20 lead positions from within"],
    "timeline": {"starts": "2026-11-02", "ends": "2027-04-30"},
    "cadence": {"every": "P14D", "minutes": 45},
    "managers": [str(EVA)],
}


@pytest.fixture
async def api(databases: Databases) -> AsyncIterator[Api]:
    """Ana offers what Ben wants; Cleo is in Ana's line; Dan is of HR; Eva will run the program."""
    async with an_api(databases("matching")) as found:
        async with found.running.works() as work:
            await people_work_here(work, ANA, BEN, DAN, EVA)
            await work.people.keep([a_record(CLEO, manager=ANA)])
            await they_say(work, a_participant(ANA, offers={"SQL": 4}), a_participant(BEN, wants={"sql": 3, "Go": 2}))
        yield found


def done(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()["result"]


def is_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert answer.headers["content-type"] == "application/problem+json"
    return body


async def an_open_program(api: Api, **changed: Any) -> str:
    program: str = done(await api.post("/programs", DAN, PROGRAM | changed, roles=HR), 201)["program"]
    done(await api.post(f"/programs/{program}/opening", EVA))
    return program


async def enroll(api: Api, program: str, *rows: dict[str, Any]) -> dict[str, Any]:
    report: dict[str, Any] = done(await api.post(f"/programs/{program}/enrollments", EVA, list(rows)))
    return report


async def a_drafted_run(api: Api, program: str) -> str:
    run: str = done(await api.post(f"/programs/{program}/runs", EVA), 202)["run"]
    await api.tick()
    return run


async def a_proposal(api: Api) -> str:
    program = await an_open_program(api)
    await enroll(api, program, {"place": "mentor", "person": str(ANA)}, {"place": "mentee", "person": str(BEN)})
    published = await api.post(f"/runs/{await a_drafted_run(api, program)}/publication", EVA)
    assert {"proposals": 1, "passed_over": {}, "left": False} == done(published)
    (change,) = [one for one in published.json()["changed"] if one["topic"] == "matching.proposals.state"]
    key: str = change["key"]
    return key


async def test_a_program_is_created_opened_and_read(api: Api) -> None:
    program = await an_open_program(api)
    (listed,) = (await api.get("/programs", BEN)).json()["items"]
    shown = (await api.get(f"/programs/{program}", BEN)).json()
    assert listed == shown
    assert ("open", [str(EVA)], "P7D") == (shown["state"], shown["managers"], shown["answer_within"])
    assert {"skills": 60, "interests": 20, "stage": 10, "zone": 10}.items() <= shown["weights"].items()


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"timeline": {"starts": "2026-11-02", "ends": "2026-11-01"}}, "timeline-backwards", "body.timeline.ends"),
        ({"timeline": {"starts": "2025-11-02", "ends": "2026-10-30"}}, "timeline-over", "body.timeline.ends"),
        ({"timeline": {"starts": "2026-11-02", "ends": "2036-11-01"}}, "timeline-too-long", "body.timeline.ends"),
        ({"timeline": {"starts": "2026-11-31", "ends": "2036-11-01"}}, "invalid-request", "body.timeline.starts"),
        ({"weights": {"skills": 0, "interests": 0, "stage": 0, "zone": 0}}, "weights-all-zero", "body.weights"),
        ({"weights": {"skills": 101}}, "invalid-request", "body.weights.skills"),
        ({"cadence": {"every": "P1Y", "minutes": 45}}, "invalid-request", "body.cadence.every"),
        ({"cadence": {"every": "P7M", "minutes": 45}}, "cadence-out-of-bounds", "body.cadence.every"),
        ({"cadence": {"every": "P1D", "minutes": 5}}, "invalid-request", "body.cadence.minutes"),
        ({"cadence": {"every": "P0D", "minutes": 45}}, "invalid-request", "body.cadence.every"),
        ({"answer_within": "soon"}, "span-unreadable", "body.answer_within"),
        ({"answer_within": "P90D"}, "answer-time-out-of-bounds", "body.answer_within"),
        ({"name": " "}, "name-missing", "body.name"),
        ({"name": None}, "invalid-request", "body.name"),
        ({"objectives": []}, "objectives-missing", "body.objectives"),
        ({"kind": "group", "mode": "roulette"}, "mode-not-offered", "body.mode"),
        ({"kind": "secret"}, "invalid-request", "body.kind"),
        ({"managers": [str(uuid4())]}, "managers-unknown", "body.managers"),
        ({"manager": str(EVA)}, "invalid-request", "body.manager"),
    ],
)
async def test_a_program_that_makes_no_sense_is_refused_where_it_is_wrong(
    change: dict[str, Any], code: str, where: str, api: Api
) -> None:
    problem = is_problem(await api.post("/programs", DAN, PROGRAM | change, roles=HR), 422, code)
    assert [where] == [fault["where"] for fault in problem["errors"]]
    assert [] == (await api.get("/programs", DAN)).json()["items"]


async def test_people_are_enrolled_by_id_or_employee_id_and_every_row_is_answered(api: Api) -> None:
    program = await an_open_program(api)
    report = await enroll(
        api,
        program,
        {"place": "mentor", "person": str(ANA), "capacity": 2},
        {"place": "mentee", "employee_id": f"E{BEN.int}"},
        {"place": "mentee", "person": str(BEN)},
        {"place": "mentee", "employee_id": "nobody"},
        {"place": "mentor", "person": str(BEN), "capacity": 1000},
    )
    assert (2, 3) == (report["enrolled"], report["refused"])
    assert [None, None, "listed-twice", "person-unknown", "capacity-out-of-bounds"] == [
        row["code"] for row in report["rows"]
    ]
    assert "Nobody is known as nobody." == report["rows"][3]["reason"]
    again = await enroll(api, program, {"place": "mentor", "person": str(ANA)})
    assert "already-enrolled" == again["rows"][0]["code"]
    page = (await api.get(f"/programs/{program}/enrollments", EVA, params={"limit": 1})).json()
    rest = (await api.get(f"/programs/{program}/enrollments", EVA, params={"after": page["next"]})).json()
    assert [(str(ANA), 2), (str(BEN), 1)] == [(one["person"], one["capacity"]) for one in page["items"] + rest["items"]]
    assert rest["next"] is None


@pytest.mark.parametrize(
    "rows",
    [
        [],
        {},
        [{"place": "host", "person": str(ANA)}],
        [{"place": "mentor"}],
        [{"place": "mentor", "person": str(ANA), "employee_id": "1"}],
        [{"place": "mentor", "person": "ana"}],
        [{"place": "mentor", "person": str(ANA), "capacity": "many"}],
        [{"place": "mentor", "person": str(ANA), "role": "mentor"}],
        [{"place": "mentor", "person": str(ANA)}] * 5001,
    ],
    ids=["empty", "no list", "no place", "nobody", "twice named", "no id", "no number", "unknown field", "too many"],
)
async def test_a_batch_that_is_none_is_refused_whole(rows: Any, api: Api) -> None:
    program = await an_open_program(api)
    is_problem(await api.post(f"/programs/{program}/enrollments", EVA, rows), 422, "invalid-request")


async def test_pairs_that_runs_never_or_always_make_are_kept_and_read(api: Api) -> None:
    program = await an_open_program(api)
    await enroll(api, program, {"place": "mentor", "person": str(ANA)}, {"place": "mentee", "person": str(BEN)})
    pairs = {"pairs": [{"mentor": str(ANA), "mentee": str(BEN)}]}
    for kept in ("exclusions", "required-pairs"):
        path = f"/programs/{program}/{kept}"
        is_problem(await api.put(path, BEN, pairs), 403, "not-its-manager")
        is_problem(await api.get(path, BEN), 403, "not-its-manager")
        assert pairs == done(await api.put(path, EVA, pairs))
        assert pairs == (await api.get(path, EVA)).json()
        other = "exclusions" if kept == "required-pairs" else "required-pairs"
        is_problem(await api.put(f"/programs/{program}/{other}", EVA, pairs), 422, "pair-contradicted")
        done(await api.put(path, EVA, {"pairs": []}))


async def test_a_draft_is_edited_with_its_cost_and_its_log(api: Api) -> None:
    program = await an_open_program(api)
    places = {ANA: "mentor", BEN: "mentee", CLEO: "mentee"}
    await enroll(api, program, *({"place": place, "person": str(person)} for person, place in places.items()))
    path = f"/runs/{await a_drafted_run(api, program)}/edits"
    body = {"edit": "pin", "mentor": str(ANA), "mentee": str(CLEO), "preview": True}
    is_problem(await api.post(path, BEN, body), 403, "not-its-manager")
    is_problem(await api.get(path, BEN), 403, "not-its-manager")
    is_problem(await api.post(path, EVA, body | {"instead": str(BEN)}), 422, "instead-misplaced")
    is_problem(await api.post(path, EVA, body | {"preview": False}), 422, "why-missing")
    answer = await api.post(path, EVA, body)
    for _ in range(150):
        if answer.status_code != 503:
            break
        await asyncio.sleep(0.2)  # while the draft is being taken up
        answer = await api.post(path, EVA, body)
    is_problem(answer, 409, "pin-impossible")
    told = done(await api.post(path, EVA, body | {"override": True}))
    assert (["reporting-line"], False, [{"mentor": str(ANA), "mentee": str(BEN)}]) == (
        told["broken"],
        told["made"],
        told["lost"],
    )
    assert [] == (await api.get(path, EVA)).json()
    done(await api.post(path, EVA, body | {"override": True, "preview": False, "why": "They asked."}))
    (logged,) = (await api.get(path, EVA)).json()
    assert (1, "pin", "They asked.", str(EVA)) == (logged["number"], logged["edit"], logged["why"], logged["by"])


async def test_a_run_is_asked_for_in_a_mode_and_called_off(api: Api) -> None:
    program = await an_open_program(api)
    await enroll(api, program, {"place": "mentor", "person": str(ANA)}, {"place": "mentee", "person": str(BEN)})
    runs = f"/programs/{program}/runs"
    is_problem(await api.post(runs, EVA, {"mode": "by-heart"}), 422, "invalid-request")
    is_problem(await api.post(runs, EVA, {"mode": "roulette"}), 422, "mode-misplaced")
    is_problem(await api.post(runs, EVA, {"fair": {"by": "site", "cap": 0}}), 422, "cap-out-of-bounds")
    run = done(await api.post(runs, EVA, {"mode": "fair", "fair": {"by": "site", "cap": 2}}), 202)["run"]
    state = (await api.get(f"/runs/{run}", EVA)).json()
    assert ("fair", "waiting", str(EVA)) == (state["mode"], state["phase"], state["by"])
    done(await api.post(f"/runs/{run}/cancellation", EVA))
    assert "cancelled" == (await api.get(f"/runs/{run}", EVA)).json()["state"]
    done(await api.post(runs, EVA, {"mode": "preview"}), 202)


async def test_a_run_is_started_drafted_read_and_published(api: Api) -> None:
    program = await an_open_program(api)
    places = {ANA: "mentor", BEN: "mentee", CLEO: "mentee"}
    await enroll(api, program, *({"place": place, "person": str(person)} for person, place in places.items()))
    started = await api.post(f"/programs/{program}/runs", EVA)
    run = done(started, 202)["run"]
    assert {"matching.runs", "matching.runs.state"} == {change["topic"] for change in started.json()["changed"]}
    is_problem(await api.post(f"/programs/{program}/runs", EVA), 409, "run-under-way")
    is_problem(await api.post(f"/runs/{run}/publication", EVA), 409, "run-not-drafted")
    assert "started" == (await api.get(f"/runs/{run}", EVA)).json()["state"]
    told = (await api.get(f"/runs/{run}/progress", EVA)).json()
    assert ("started", "waiting", 0, None) == (told["state"], told["phase"], told["of"], told["at"])

    await api.tick()
    state = (await api.get(f"/runs/{run}", EVA)).json()
    assert ("drafted", 1, 1) == (state["state"], state["figures"]["pairs"], state["figures"]["unmatched"])
    (pair,) = (await api.get(f"/runs/{run}/pairs", EVA)).json()["items"]
    assert (str(ANA), str(BEN), 1) == (pair["mentor"], pair["mentee"], pair["rank"])
    why = pair["explanation"]
    assert pair["points"] == why["points"] == sum(reason["points"] for reason in why["reasons"])
    assert [{"name": "Go", "wanted": 2, "offered": 0, "met": False}, {"name": "sql", "wanted": 3, "offered": 4}] == [
        why["skills"][0],
        {key: why["skills"][1][key] for key in ("name", "wanted", "offered")},
    ]
    assert why["reasons"][0]["because"].startswith("The mentor offers 1 of the 2 skills that the mentee wants")
    assert {"reporting-line", "shared-language", "new-pair"} == {rule["code"] for rule in why["rules"]}
    (unmatched,) = (await api.get(f"/runs/{run}/unmatched", EVA)).json()["items"]
    assert (str(CLEO), "reporting-line") == (unmatched["person"], unmatched["reason"])
    assert unmatched["because"] == "Not even the one mentor with a free place may be paired (in one reporting line: 1)."
    assert [run] == [one["run"] for one in (await api.get(f"/programs/{program}/runs", EVA)).json()["items"]]
    proof = (await api.get(f"/runs/{run}/certificate", EVA)).json()
    assert (0, state["seed"], 64, 0) == (
        proof["certificate"]["gap"],
        proof["seed"],
        len(proof["inputs"]),
        proof["edits"],
    )
    assert proof["said"].startswith(f"No other assignment has more than its {pair['points']} points.")
    exported = await api.get(f"/runs/{run}/export", EVA)
    assert "text/csv; charset=utf-8" == exported.headers["content-type"]
    told = list(csv.DictReader(io.StringIO(exported.text)))
    assert [("pair", str(ANA), str(BEN), str(pair["points"]))] == [
        (row["row"], row["mentor"], row["mentee"], row["points"]) for row in told if row["row"] == "pair"
    ]
    assert [(str(CLEO), "mentee", "reporting-line")] == [
        (row["person"], row["place"], row["reason"]) for row in told if row["row"] == "alone"
    ]
    one = (await api.get(f"/runs/{run}/pairs/{ANA}/{BEN}", EVA)).json()
    assert pair == one
    is_problem(await api.get(f"/runs/{run}/pairs/{BEN}/{ANA}", EVA), 404, "pair-not-drafted")

    assert 1 == done(await api.post(f"/runs/{run}/publication", EVA))["proposals"]
    told = (await api.get(f"/runs/{run}/progress", EVA)).json()
    assert ("published", 1, 1, 1) == (told["state"], told["done"], told["of"], told["proposals"])
    is_problem(await api.post(f"/runs/{run}/cancellation", EVA), 409, "run-not-cancellable")
    is_problem(await api.post(f"/runs/{run}/publication", EVA), 409, "run-not-drafted")


async def test_each_side_reads_why_from_its_own_side(api: Api) -> None:
    proposal = await a_proposal(api)
    for person, side, begins in (
        (BEN, "mentee", "Your mentor offers"),
        (ANA, "mentor", "You offer"),
        (EVA, "manager", "The mentor offers"),
    ):
        shown = (await api.get(f"/proposals/{proposal}", person)).json()
        assert side == shown["side"]
        assert shown["explanation"]["reasons"][0]["because"].startswith(begins)
        assert shown["proposal"]["points"] == shown["explanation"]["points"]
        assert "open" == shown["proposal"]["state"]
    is_problem(await api.get(f"/proposals/{proposal}", CLEO), 403, "not-its-manager")


async def test_two_say_yes_and_a_mentorship_runs_until_one_ends_it(api: Api) -> None:
    proposal = await a_proposal(api)
    assert {"mentorship": None} == done(await api.post(f"/proposals/{proposal}/acceptance", ANA))
    is_problem(await api.post(f"/proposals/{proposal}/acceptance", ANA), 409, "already-answered")
    answer = await api.post(f"/proposals/{proposal}/acceptance", BEN)
    mentorship = done(answer)["mentorship"]
    assert {
        "matching.proposals",
        "matching.proposals.state",
        "matching.mentorships",
        "matching.mentorships.state",
        "matching.enrollments",
        "matching.enrollments.state",
    } == {change["topic"] for change in answer.json()["changed"]}
    is_problem(await api.post(f"/proposals/{proposal}/refusal", BEN, {"reason": "no-time"}), 409, "proposal-closed")
    state = (await api.get(f"/mentorships/{mentorship}", BEN)).json()
    assert ("active", "2027-04-30", {"every": "P14D", "minutes": 45}) == (
        state["state"],
        state["ends_on"],
        state["cadence"],
    )
    is_problem(await api.get(f"/mentorships/{mentorship}", CLEO), 403, "not-its-manager")
    is_problem(await api.post(f"/mentorships/{mentorship}/ending", CLEO, {"reason": "agreed"}), 403, "not-its-manager")
    is_problem(await api.post(f"/mentorships/{mentorship}/ending", BEN, {"reason": "left"}), 422, "reason-unknown")
    done(await api.post(f"/mentorships/{mentorship}/ending", BEN, {"reason": "agreed"}))
    is_problem(await api.post(f"/mentorships/{mentorship}/ending", ANA, {"reason": "agreed"}), 409, "mentorship-over")


async def test_two_clicks_on_one_button_answer_once(api: Api) -> None:
    proposal = await a_proposal(api)
    one, other = await asyncio.gather(
        *(api.post(f"/proposals/{proposal}/acceptance", ANA, key="one click") for _ in range(2))
    )
    assert one.json() == other.json()
    assert 200 == one.status_code == other.status_code


async def test_an_answer_after_the_hour_is_refused(api: Api) -> None:
    proposal = await a_proposal(api)
    api.after(A_WEEK)
    is_problem(await api.post(f"/proposals/{proposal}/acceptance", ANA), 409, "proposal-expired")
    await api.tick()
    assert "expired" == (await api.get(f"/proposals/{proposal}", ANA)).json()["proposal"]["state"]
    is_problem(await api.post(f"/proposals/{proposal}/refusal", ANA, {"reason": "no-fit"}), 409, "proposal-expired")


async def test_an_offer_is_taken_back_by_those_who_run_the_program(api: Api) -> None:
    proposal = await a_proposal(api)
    path = f"/proposals/{proposal}/withdrawal"
    is_problem(await api.post(path, ANA, {"reason": "mistake"}), 403, "not-its-manager")
    problem = is_problem(await api.post(path, EVA, {"reason": "whim"}), 422, "reason-unknown")
    assert "body.reason" == problem["errors"][0]["where"]
    done(await api.post(path, DAN, {"reason": "mistake"}, roles=HR))
    is_problem(await api.post(f"/proposals/{proposal}/acceptance", BEN), 409, "proposal-closed")


async def test_who_may_do_what(api: Api) -> None:
    program = await an_open_program(api)
    await enroll(api, program, {"place": "mentor", "person": str(ANA)}, {"place": "mentee", "person": str(BEN)})
    run = await a_drafted_run(api, program)
    row = [{"place": "mentee", "person": str(DAN)}]
    is_problem(await api.post("/programs", EVA, PROGRAM), 403, "role-missing")
    for path, body in (
        (f"/programs/{program}/opening", None),
        (f"/programs/{program}/enrollments", row),
        (f"/programs/{program}/runs", None),
        (f"/runs/{run}/cancellation", None),
        (f"/runs/{run}/publication", None),
    ):
        is_problem(await api.post(path, BEN, body), 403, "not-its-manager")
        is_problem(await api.post(path, UUID(int=404), body), 403, "not-known")
    for path in (
        f"/programs/{program}/enrollments",
        f"/programs/{program}/runs",
        f"/runs/{run}",
        f"/runs/{run}/progress",
        f"/runs/{run}/certificate",
        f"/runs/{run}/export",
        f"/runs/{run}/pairs",
        f"/runs/{run}/unmatched",
    ):
        is_problem(await api.get(path, BEN), 403, "not-its-manager")
        assert 200 == (await api.get(path, EVA)).status_code
        assert 200 == (await api.get(path, UUID(int=404), roles=HR)).status_code
    is_problem(await api.get("/programs", UUID(int=404)), 403, "not-known")


async def test_whoever_has_left_is_nobody(api: Api) -> None:
    proposal = await a_proposal(api)
    async with api.running.works() as work:
        await work.people.set_status(ANA, "left")
    is_problem(await api.post(f"/proposals/{proposal}/acceptance", ANA), 403, "not-known")


async def test_what_is_not_there_is_said_to_be_missing(api: Api) -> None:
    nothing = uuid4()
    for path, code in (
        (f"/programs/{nothing}", "program-unknown"),
        (f"/programs/{nothing}/enrollments", "program-unknown"),
        (f"/programs/{nothing}/runs", "program-unknown"),
        (f"/runs/{nothing}", "run-unknown"),
        (f"/runs/{nothing}/pairs", "run-unknown"),
        (f"/proposals/{nothing}", "proposal-unknown"),
        (f"/mentorships/{nothing}", "mentorship-unknown"),
    ):
        is_problem(await api.get(path, EVA), 404, code)
    is_problem(await api.post(f"/runs/{nothing}/publication", EVA), 404, "run-unknown")
    is_problem(await api.post(f"/proposals/{nothing}/acceptance", EVA), 404, "proposal-unknown")
    is_problem(await api.get("/runs/seven", EVA), 422, "invalid-request")


async def test_a_cursor_of_another_list_is_refused(api: Api) -> None:
    program = await an_open_program(api)
    await enroll(api, program, {"place": "mentor", "person": str(ANA)}, {"place": "mentee", "person": str(BEN)})
    run = await a_drafted_run(api, program)
    of_ids = (await api.get(f"/programs/{program}/enrollments", EVA, params={"limit": 1})).json()["next"]
    for path, after in ((f"/runs/{run}/pairs", of_ids), (f"/programs/{program}/runs", "WzFd"), ("/programs", "?")):
        is_problem(await api.get(path, EVA, params={"after": after}), 422, "bad-cursor")


async def test_tokens_that_are_wrong_open_no_door(api: Api) -> None:
    tokens = {
        "expired": a_token(DAN, HR, exp=1),
        "of another audience": a_token(DAN, HR, aud="payroll"),
        "of another issuer": a_token(DAN, HR, iss="http://elsewhere"),
        "unsigned": a_token(DAN, HR).rpartition(".")[0] + ".",
        "no token": "x",
    }
    for name, token in tokens.items():
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": name}
        answer = await api.client.post("/programs", headers=headers, json=PROGRAM)
        assert 401 == answer.status_code, name
    assert [] == (await api.get("/programs", DAN)).json()["items"]
