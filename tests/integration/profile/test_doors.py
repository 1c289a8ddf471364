"""The doors of profile, over a real database, with signed tokens."""

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest

from mentoring.testing.databases import Databases
from tests.integration.profile.api import HR, HR_MANAGER, Api, a_token, opened_api
from tests.unit.profile.builders import csv_of, row

OPERATOR = a_token(None, "operator")
STRANGER = a_token("E404", "member")


async def test_an_import_is_accepted_applied_and_told(api: Api) -> None:
    content = csv_of([row("E1"), row("E2", manager="E1"), row("E3", zone="Moon")])
    answer = await api.post("/imports", content=content, headers={"Content-Type": "text/csv"})

    assert answer.status_code == 202
    received = answer.json()["result"]
    assert (received["state"], received["pending"], received["applied"]) == ("applying", 2, 0)
    import_id = received["import_id"]
    assert answer.json()["changed"] == [{"topic": "profile.imports", "key": import_id, "version": 1}]

    await api.apply()
    one = (await api.get(f"/imports/{import_id}")).json()
    assert (one["state"], one["rows"], one["applied"]) == ("finished", 3, 2)
    assert one["counts"] == one["expected"]
    assert (one["counts"]["joined"], one["counts"]["rejected"]) == (2, 1)
    (remark,) = (await api.get(f"/imports/{import_id}/rows")).json()["items"]
    assert (remark["line"], remark["where"], remark["kind"]) == (4, "zone", "error")
    assert "Europe/Berlin" in remark["mend"]

    ana = await api.id_of("E1")
    assert [
        version for topic, key, version in await api.outbox() if key == ana and topic.startswith("profile.people")
    ] == [1, 1]
    assert ("profile.imports", import_id, 2) in await api.outbox()


async def test_what_an_import_tells_names_who_brought_it_and_belongs_to_that_act(api: Api) -> None:
    headers = {"X-Correlation-ID": "the-upload"}
    await api.post("/imports", content=csv_of([row("E1")]), headers=headers)
    await api.apply()
    async with api.running.database.reading() as connection:
        rows = await connection.fetch("SELECT DISTINCT actor, correlation FROM outbox")
    assert [("hr-system", "the-upload")] == [tuple(row) for row in rows]


async def test_the_same_file_again_writes_nothing_to_the_outbox(api: Api) -> None:
    rows = [row("E1"), row("E2", manager="E1"), row("E3", manager="E3"), row("E4", email="no")]
    await api.bring(*rows)
    before = await api.outbox()
    again = await api.bring(*rows)
    assert (again["state"], again["counts"]["unchanged"]) == ("finished", 3)
    assert await api.outbox() == before


async def test_a_repeated_upload_is_one_import(api: Api) -> None:
    content = csv_of([row("E1")])
    first = await api.post("/imports", content=content, key="k")
    second = await api.post("/imports", content=content, key="k")
    assert first.json() == second.json()
    other = await api.post("/imports", content=csv_of([row("E2")]), key="k")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert len((await api.get("/imports")).json()["items"]) == 1


async def test_a_second_import_and_a_batch_are_refused_while_one_is_applied(api: Api) -> None:
    await api.post("/imports", content=csv_of([row("E1")]))
    for answer in (
        await api.post("/imports", content=csv_of([row("E2")])),
        await api.post("/people/batch", json={"people": [{"employee_id": "E3", "family_name": "C"}]}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "import-running")
    await api.apply()
    assert (await api.post("/imports", content=csv_of([row("E1"), row("E2")]))).status_code == 202


async def test_two_uploads_at_once_are_one_import(api: Api) -> None:
    answers = await asyncio.gather(*(api.post("/imports", content=csv_of([row(f"E{n}")])) for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (b"name,mail\nAna,a@example.org\n", "its header lacks employee_id"),
        (csv_of([row("E1")]).encode("utf-16"), "it is UTF-16"),
    ],
)
async def test_what_is_no_hr_file_is_refused_whole(api: Api, content: bytes, says: str) -> None:
    answer = await api.post("/imports", content=content)
    assert (answer.status_code, answer.json()["code"]) == (422, "file-refused")
    assert says in answer.json()["detail"]
    assert [] == (await api.get("/imports")).json()["items"]
    assert [] == await api.outbox()
    assert (await api.post("/imports", content=csv_of([row("E1")]))).status_code == 202, "nothing is left behind"


async def test_a_mass_leave_is_refused_and_the_report_is_kept(api: Api) -> None:
    await api.bring(*(row(f"E{number}") for number in range(1, 11)))
    refused = await api.bring(*(row(f"E{number}") for number in range(1, 9)))
    assert (refused["state"], refused["reason"], refused["expected"]["left"]) == ("refused", "too-many-leavers", 2)
    (remark,) = (await api.get(f"/imports/{refused['import_id']}/rows")).json()["items"]
    assert "E10, E9" in remark["what"]
    assert (await api.bring(*(row(f"E{n}") for n in range(1, 9)), allow_leavers=True))["counts"]["left"] == 2


async def test_a_dry_run_changes_nobody(api: Api) -> None:
    answer = await api.bring(row("E1"), row("E2", status="gone"), dry_run=True)
    assert (answer["state"], answer["expected"]["joined"], answer["counts"]["joined"]) == ("finished", 1, 0)
    assert [] == (await api.get("/people")).json()["items"]
    assert [] == await api.outbox()


async def test_a_batch_reports_each_row_and_takes_the_rest(api: Api) -> None:
    people = [
        {
            "employee_id": "E1",
            "given_name": "Ana",
            "family_name": "Sousa",
            "job_level": 12,
            "languages": ["pt", "en-GB"],
        },
        {"employee_id": "E2", "family_name": "Ito", "manager": "E1", "email": None},
        {"employee_id": "E3", "family_name": "Roy", "shoe_size": 43},
        {"employee_id": "E4", "family_name": "Lee", "zone": "Nowhere"},
        {"family_name": "Nobody"},
        {"employee_id": "E6"},
        {"employee_id": "E7", "family_name": {"first": "x"}, "job_level": True},
        {"employee_id": "E1", "family_name": "Again"},
    ]
    answer = await api.post("/people/batch", json={"people": people})
    assert answer.status_code == 200
    result = answer.json()["result"]
    assert (result["counts"]["joined"], result["counts"]["rejected"]) == (2, 6)
    assert [3, 4, 5, 6, 7, 7, 8] == [remark["line"] for remark in result["rows"]]
    changed = {(change["topic"], change["key"]) for change in answer.json()["changed"]}
    ana = await api.id_of("E1")
    assert {("profile.people", ana), ("profile.people.state", ana), ("profile.participants.state", ana)} <= changed

    again = await api.post("/people/batch", json={"people": people[:2]})
    assert again.json() == {
        "result": {"counts": result["counts"] | {"joined": 0, "unchanged": 2, "rejected": 0}, "rows": []},
        "changed": [],
    }

    await api.post("/people/batch", json={"people": [{"employee_id": "E2", "status": "left"}]})
    ito = (await api.get(f"/people/{await api.id_of('E2')}")).json()
    assert (ito["status"], ito["manager"], ito["family_name"]) == ("left", ana, "Ito")


async def test_batches_of_no_or_too_many_rows_are_refused(api: Api) -> None:
    for people in ([], [{"employee_id": f"E{n}", "family_name": "X"} for n in range(1001)]):
        assert (await api.post("/people/batch", json={"people": people})).status_code == 422


async def test_batches_at_once_cannot_close_a_circle(api: Api) -> None:
    await api.bring(row("E1"), row("E2"), row("E3"))
    lines = [("E1", "E2"), ("E2", "E3"), ("E3", "E1")]
    await asyncio.gather(
        *(
            api.post("/people/batch", json={"people": [{"employee_id": person, "manager": manager}]})
            for person, manager in lines
        )
    )
    people = {one["id"]: one["manager"] for one in (await api.get("/people")).json()["items"]}
    at = next(person for person, manager in people.items() if manager is None)
    assert at, "somebody kept nobody above"


async def test_me_says_who_is_signed_in_and_whether_the_suite_knows_them(api: Api) -> None:
    await api.bring(row("E1", given_name="Ana", family_name="Sousa"))
    me = (await api.get("/me", a_token("E1", "member"))).json()
    assert (me["subject"], me["roles"], me["person"]["name"]) == ("E1", ["member"], "Ana Sousa")
    assert (await api.get("/me", STRANGER)).json()["person"] is None


async def test_whoever_has_left_is_not_known_any_more(api: Api) -> None:
    await api.bring(row("E1"), row("E2"))
    ana = await api.id_of("E1")
    assert (await api.get(f"/people/{ana}", a_token("E2"))).status_code == 200
    await api.post("/people/batch", json={"people": [{"employee_id": "E2", "status": "left"}]})
    assert (await api.get(f"/people/{ana}", a_token("E2"))).json()["code"] == "not-known"


async def test_a_shared_address_speaks_for_nobody(databases: Databases) -> None:
    async with opened_api(databases("profile"), person_field="email", subject_claim="email") as api:
        await api.bring(
            row("E1", email="Ana@example.org"), row("E2", email="team@example.org"), row("E3", email="team@example.org")
        )
        for email, known in (("ana@EXAMPLE.org", "E1"), ("team@example.org", None), ("no@example.org", None)):
            person = (await api.get("/me", a_token("x", email=email))).json()["person"]
            assert (person and person["employee_id"]) == known


async def test_people_are_listed_page_by_page_and_found(api: Api) -> None:
    await api.bring(*(row(f"E{number}") for number in range(1, 8)))
    seen: list[str] = []
    after: str | None = None
    while True:
        params = {"limit": 3} | ({"after": after} if after else {})
        page = (await api.get("/people", params=params)).json()
        seen += [one["employee_id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(seen) == [f"E{number}" for number in range(1, 8)]
    assert len((await api.get("/people", params={"email": "E5@EXAMPLE.ORG"})).json()["items"]) == 1
    assert [] == (await api.get("/people", params={"status": "left"})).json()["items"]
    for cursor in ("nonsense", "WzFd", "WyJ4Il0", "W10"):
        assert (await api.get("/people", params={"after": cursor})).status_code == 422
        assert (await api.get("/imports", params={"after": cursor})).status_code == 422
    import_id = (await api.get("/imports")).json()["items"][0]["import_id"]
    for cursor in ("WyJ4Il0", "Wy0xXQ", "WzEuNV0", "WzFlOTld"):
        assert (await api.get(f"/imports/{import_id}/rows", params={"after": cursor})).status_code == 422


async def test_who_may_enter(api: Api) -> None:
    await api.bring(row("E1"), row("E2"))
    ana, ben = await api.id_of("E1"), await api.id_of("E2")
    member = a_token("E1", "member")
    nowhere = uuid4()
    for by, method, path, status in [
        (member, "POST", "/imports", 403),
        (OPERATOR, "POST", "/imports", 403),
        (member, "GET", "/imports", 403),
        (OPERATOR, "GET", "/imports", 200),
        (OPERATOR, "GET", f"/imports/{nowhere}", 404),
        (HR, "GET", f"/imports/{nowhere}/rows", 404),
        (OPERATOR, "GET", f"/imports/{nowhere}/rows", 403),
        (member, "POST", "/people/batch", 403),
        (member, "GET", "/people", 403),
        (member, "GET", f"/people/{ben}", 200),
        (STRANGER, "GET", f"/people/{ben}", 403),
        (HR, "GET", f"/people/{nowhere}", 404),
        (member, "GET", f"/people/{ana}/participant", 200),
        (member, "GET", f"/people/{ben}/participant", 403),
        (HR_MANAGER, "GET", f"/people/{ben}/participant", 200),
        (HR_MANAGER, "GET", f"/people/{nowhere}/participant", 404),
        (HR, "GET", f"/people/{ben}/participant", 403),
    ]:
        answer = await (api.get(path, by) if method == "GET" else api.post(path, by, json={}))
        assert answer.status_code == status, (by == member, method, path, answer.text)
        if status >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
    assert (await api.client.get("/people")).status_code == 401
    assert (await api.get("/me", a_token("E1", exp=1))).status_code == 401
    assert (await api.get("/me", a_token("E1", aud="other"))).status_code == 401


async def test_a_participant_profile_is_saved_by_its_owner_and_told(api: Api) -> None:
    await api.bring(row("E1", languages="pt;en"))
    ana, me = await api.id_of("E1"), a_token("E1", "member")
    path = f"/people/{ana}/participant"
    first = await api.get(path, me)
    assert (first.headers["ETag"], first.json()["languages"], first.json()["capacity"]) == ('"0"', ["pt", "en"], 1)

    wish = {
        "headline": " Ten years of payments ",
        "skills_offered": [{"name": "Python", "level": 5}],
        "skills_wanted": [{"name": "Leadership", "level": 3}],
        "interests": ["chess"],
        "languages": ["en-GB", "pt-BR"],
        "zone": "america/sao_paulo",
        "capacity": 3,
        "paused_until": None,
        "goals": [" Leading a team", "Leadership"],
        "transitions_lived": ["promotion", "job-switch"],
        "transitions_sought": ["founding"],
        "styles": ["direct"],
        "meets": "remote",
    }
    saved = await api.put(path, me, wish, read=0)
    assert saved.status_code == 200, saved.text
    assert saved.headers["ETag"] == '"1"'
    assert saved.json()["changed"] == [{"topic": "profile.participants.state", "key": ana, "version": 2}]
    shown = (await api.get(path, me)).json()
    assert shown == saved.json()["result"]
    assert shown["headline"] == "Ten years of payments"
    assert (shown["languages"], shown["zone"]) == (["en", "pt"], "America/Sao_Paulo")
    assert (shown["goals"], shown["transitions_lived"]) == (
        ["Leading a team", "Leadership"],
        ["job-switch", "promotion"],
    )
    assert (shown["transitions_sought"], shown["styles"], shown["meets"]) == (["founding"], ["direct"], "remote")

    assert (await api.put(path, me, wish, read=1)).json()["changed"] == [], "the same again tells nothing"
    stale = await api.put(path, me, wish | {"capacity": 0}, read=0)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert (await api.put(path, me, wish, read=None)).status_code == 428
    by_hr = await api.put(path, HR_MANAGER, wish | {"capacity": 0}, read=1)
    assert by_hr.json()["result"]["revision"] == 2
    other = await api.put(path, a_token(None, "hr_integration"), wish, read=2)
    assert other.status_code == 403

    await api.bring(row("E1", languages="de"))
    assert (await api.get(path, me)).json()["languages"] == ["en", "pt"], "what people say themselves stays"
    assert [version for topic, _, version in await api.outbox() if "participants" in topic] == [1, 2, 3]


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("headline", "x" * 201, "body.headline"),
        ("headline", "a\x00b", "body.headline"),
        ("skills_offered", [{"name": "a", "level": 6}], "body.skills_offered.0.level"),
        ("skills_offered", [{"name": " ", "level": 1}], "body.skills_offered.0"),
        ("skills_wanted", [{"name": "Go", "level": 1}, {"name": "gO", "level": 2}], "body.skills_wanted.1"),
        ("skills_wanted", [{"name": f"s{n}", "level": 1} for n in range(51)], "body.skills_wanted"),
        ("interests", ["x" * 81], "body.interests.0"),
        ("languages", ["en", "klingonese"], "body.languages.1"),
        ("languages", ["cz"], "body.languages.0"),
        ("zone", "Berlin", "body.zone"),
        ("capacity", 21, "body.capacity"),
        ("capacity", -1, "body.capacity"),
        ("paused_until", "2026-12-01T00:00:00", "body.paused_until"),
        ("goals", ["a\x00b"], "body.goals.0"),
        ("goals", [f"g{n}" for n in range(11)], "body.goals"),
        ("transitions_lived", ["promotion", "promotion"], "body.transitions_lived.1"),
        ("transitions_sought", ["a new life"], "body.transitions_sought.0"),
        ("styles", ["loud"], "body.styles.0"),
        ("meets", "never", "body.meets"),
        ("mood", "good", "body.mood"),
    ],
)
async def test_a_profile_that_cannot_be_kept_is_pointed_at(api: Api, field: str, value: object, where: str) -> None:
    await api.bring(row("E1"))
    answer = await api.put(f"/people/{await api.id_of('E1')}/participant", a_token("E1"), {field: value}, read=0)
    assert answer.status_code == 422
    assert [where] == [error["where"] for error in answer.json()["errors"]]


async def test_two_saves_at_once_are_one_after_the_other(api: Api) -> None:
    await api.bring(row("E1"))
    path, me = f"/people/{await api.id_of('E1')}/participant", a_token("E1")
    answers = await asyncio.gather(*(api.put(path, me, {"capacity": n}, read=0) for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]


async def test_whoever_has_left_has_no_profile_to_change(api: Api) -> None:
    await api.bring(row("E1"), row("E2"))
    ana = await api.id_of("E1")
    await api.post("/people/batch", json={"people": [{"employee_id": "E1", "status": "left"}]})
    answer = await api.put(f"/people/{ana}/participant", HR_MANAGER, {}, read=0)
    assert (answer.status_code, answer.json()["code"]) == (409, "has-left")
    assert (await api.put(f"/people/{uuid4()}/participant", HR_MANAGER, {}, read=0)).status_code == 404


async def test_columns_come_from_the_settings(databases: Databases, tmp_path: Path) -> None:
    columns = tmp_path / "columns.toml"
    columns.write_text('[columns]\nemployee_id = "Nr"\nfamily_name = "Name"\n')
    async with opened_api(databases("profile"), hr_columns=columns) as api:
        answer = await api.post("/imports", content="Nr;Name\n1;Sousa\n")
        assert answer.json()["result"]["expected"]["joined"] == 1
    columns.write_text('[columns]\nfamily_name = "Name"\n')
    with pytest.raises(ValueError, match="needs employee_id"):
        async with opened_api(databases("profile"), hr_columns=columns):
            pass
