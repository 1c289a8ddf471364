"""Who may enter, what is shown, and the one form of every error."""

import asyncio
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

ANA = "018f2b7e-0000-7000-8000-0000000000a1"
PROBLEM = {"type", "title", "status", "detail", "code", "instance", "correlation_id", "errors"}


def is_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(body) == PROBLEM
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["type"] == f"urn:mentoring:problem:{code}"
    assert body["correlation_id"] == answer.headers["X-Correlation-ID"]
    assert body["instance"] == answer.request.url.path
    return body


async def test_a_caller_is_the_person_behind_the_token(ledger: Any) -> None:
    assert (await ledger.call("GET", "/me")).json() == {"person": ANA, "subject": "e1", "roles": []}
    stranger = await ledger.call("GET", "/me", by="stranger:hr_manager,operator")
    assert stranger.json() == {"person": None, "subject": "stranger", "roles": ["hr_manager", "operator"]}


@pytest.mark.parametrize(
    ("method", "path", "by", "status", "code"),
    [
        ("GET", "/me", None, 401, "token-missing"),
        ("GET", "/me", "expired", 401, "token-refused"),
        ("GET", "/entries", "stranger", 403, "not-known"),
        ("GET", "/entries", "stranger:hr_manager", 403, "not-known"),
        ("POST", "/entries", "stranger:operator", 403, "not-known"),
        ("POST", "/files", "e1", 403, "role-missing"),
        ("POST", "/files", "e1:hr_managers", 403, "role-missing"),
    ],
)
async def test_who_may_not_enter_is_told_why(
    ledger: Any, method: str, path: str, by: str | None, status: int, code: str
) -> None:
    answer = await ledger.call(method, path, by=by)
    is_problem(answer, status, code)
    if status == 401:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize(("path", "by"), [("/entries", "stranger:operator"), ("/entries", "e1"), ("/open", None)])
async def test_who_may_enter_enters(ledger: Any, path: str, by: str | None) -> None:
    assert (await ledger.call("GET", path, by=by)).status_code == 200


async def test_admission_comes_before_the_body_is_looked_at(ledger: Any) -> None:
    broken = await ledger.call("POST", "/entries", by=None, content=b"{", headers={"content-type": "application/json"})
    is_problem(broken, 401, "token-missing")
    huge = await ledger.call("POST", "/entries", by="stranger", content=b"x" * 10_000)
    is_problem(huge, 403, "not-known")


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("refused", 409, "book-closed"),
        ("invalid", 422, "title-odd"),
        ("missing", 404, "entry-missing"),
        ("forbidden", 403, "not-yours"),
        ("busy", 503, "busy"),
        ("broken", 500, "torn"),
        ("defect", 500, "defect"),
        ("outage", 503, "unavailable"),
    ],
)
async def test_whatever_goes_wrong_is_a_problem_with_a_stable_code(
    ledger: Any, kind: str, status: int, code: str
) -> None:
    with capture_logs() as logs:
        answer = await ledger.call("POST", f"/troubles/{kind}")
    body = is_problem(answer, status, code)
    assert "s3cret" not in json.dumps(body)
    failures = [line for line in logs if line["event"] == "request-failed"]
    assert len(failures) == (1 if status >= 500 else 0), "what is our fault is logged once, with its trace"


async def test_whoever_is_told_to_come_back_is_told_when(ledger: Any) -> None:
    answer = await ledger.call("POST", "/troubles/busy")
    assert answer.headers["Retry-After"] == "3"
    assert answer.json()["detail"].endswith("ask again in 3 s.")


async def test_an_inquiry_is_a_post_without_a_key(ledger: Any) -> None:
    answer = await ledger.call("POST", "/sums", json=[1, 2, 3], key=None)
    assert (answer.status_code, answer.json()) == (200, 6)


async def test_a_refusal_can_point_at_what_is_wrong(ledger: Any) -> None:
    body = (await ledger.call("POST", "/troubles/invalid")).json()
    assert body["detail"] == "The title odd is odd."
    assert body["errors"] == [{"where": "body.title", "what": "The title odd is odd.", "mend": "Choose another."}]


async def test_what_does_not_fit_is_told_field_by_field(ledger: Any) -> None:
    answer = await ledger.call("POST", "/entries", json={"title": "", "pages": "many-s3cret"})
    body = is_problem(answer, 422, "invalid-request")
    assert [fault["where"] for fault in body["errors"]] == ["body.title", "body.pages"]
    assert all(fault["what"] and fault["mend"] for fault in body["errors"])
    assert "s3cret" not in json.dumps(body)


@pytest.mark.parametrize(
    ("content", "content_type", "where"),
    [
        (b"{", "application/json", "body.1"),
        (b"", "application/json", "body"),
        (b'{"title": "x"}', "text/plain", "body"),
    ],
)
async def test_a_body_that_is_no_json_is_told(ledger: Any, content: bytes, content_type: str, where: str) -> None:
    answer = await ledger.call("POST", "/entries", content=content, headers={"content-type": content_type})
    assert is_problem(answer, 422, "invalid-request")["errors"][0]["where"] == where


async def test_a_body_of_bytes_that_are_no_text_is_told(ledger: Any) -> None:
    answer = await ledger.call(
        "POST", "/entries", content=b'{"title": "\xff"}', headers={"content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_text_that_postgresql_cannot_hold_is_the_callers_fault(ledger: Any) -> None:
    is_problem(await ledger.call("POST", "/entries", json={"title": "a\u0000b"}), 422, "unstorable-text")


async def test_paths_and_methods_that_do_not_exist_are_problems_too(ledger: Any) -> None:
    is_problem(await ledger.call("GET", "/nothing"), 404, "no-such-path")
    is_problem(await ledger.call("GET", "/entries/"), 404, "no-such-path")
    answer = await ledger.call("DELETE", "/entries")
    is_problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"]
    is_problem(await ledger.call("GET", "/entries/not-a-uuid"), 422, "invalid-request")


async def test_a_list_comes_in_pages(ledger: Any) -> None:
    for number in range(7):
        await ledger.call("POST", "/entries", json={"title": f"t{number}"})
    titles: list[str] = []
    path = "/entries?limit=3"
    sizes = []
    while True:
        page = (await ledger.call("GET", path)).json()
        titles += [item["title"] for item in page["items"]]
        sizes.append(len(page["items"]))
        if page["next"] is None:
            break
        path = f"/entries?limit=3&after={page['next']}"
    assert titles == [f"t{number}" for number in range(7)]
    assert sizes == [3, 3, 1]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "after=nonsense", "after=e30", f"after={'x' * 501}"]
)
async def test_a_page_that_cannot_be_is_refused(ledger: Any, query: str) -> None:
    assert (await ledger.call("GET", f"/entries?{query}")).status_code == 422


async def test_an_upload_is_on_disk_while_its_command_lasts(ledger: Any) -> None:
    content = b"a,b\n" * 100_000
    answer = await ledger.call(
        "POST",
        "/files?dry_run=true",
        by="x:hr_manager",
        content=content,
        headers={"content-type": "Text/CSV; charset=utf-8"},
    )
    assert answer.status_code == 202
    assert answer.json()["result"] == {
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "content_type": "text/csv",
        "gone_at": "dry",
    }
    assert not ledger.hooks.uploads[0].exists()


async def test_a_repeated_upload_is_known_by_its_content(ledger: Any) -> None:
    first = await ledger.call("POST", "/files", by="x:hr_manager", content=b"one", key="k1")
    again = await ledger.call("POST", "/files", by="x:hr_manager", content=b"one", key="k1")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.content == again.content
    other = await ledger.call("POST", "/files", by="x:hr_manager", content=b"two", key="k1")
    is_problem(other, 422, "idempotency-key-reused")


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_beyond_its_limit_is_refused_and_leaves_nothing(
    ledger: Any, declared: bool, tmp_path: Path
) -> None:
    async def chunks(size: int) -> Any:
        for _ in range(size // 512 + 1):
            yield b"x" * 512
            await asyncio.sleep(0)

    for path, limit in (("/entries", 2048), ("/files", 1024 * 1024)):
        content = b"x" * (limit + 1) if declared else chunks(limit + 1)
        answer = await ledger.call("POST", path, by="e1:hr_manager", content=content)
        is_problem(answer, 413, "too-large")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - one name is all that is asked


async def test_the_description_names_each_doors_policy(ledger: Any) -> None:
    paths = (await ledger.call("GET", "/openapi.json", by=None)).json()["paths"]
    assert paths["/entries"]["post"]["x-policy"] == "known"
    assert paths["/entries"]["post"]["security"] == [{"bearer": []}]
    assert "security" not in paths["/open"]["get"]
    assert "Idempotency-Key" in {parameter["name"] for parameter in paths["/entries"]["post"]["parameters"]}


async def test_a_bad_correlation_id_is_replaced(ledger: Any) -> None:
    answer = await ledger.call("GET", "/open", by=None, headers={"X-Correlation-ID": "a b"})
    assert len(answer.headers["X-Correlation-ID"]) == 36


async def test_a_request_is_one_line_and_one_measurement(ledger: Any) -> None:
    with capture_logs() as logs:
        await ledger.call("GET", "/entries/018f2b7e-0000-7000-8000-000000000000")
        await ledger.call("BREW", "/coffee")
    lines = [line for line in logs if line["event"] == "request"]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("GET", "/entries/{entry}", 404),
        ("OTHER", "unmatched", 404),
    ]
