"""A command is one transaction and has its effect once per key."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from mentoring.runtime.doors.idempotency import purge


async def test_the_answer_has_the_result_and_what_it_changed(ledger: Any) -> None:
    answer = await ledger.call("POST", "/entries", json={"title": "One"})
    assert answer.status_code == 201
    body = answer.json()
    entry = body["result"]["entry"]
    assert body["changed"] == [{"topic": "profile.imports", "key": entry, "version": 1}]
    assert await ledger.count("outbox") == 1


async def test_the_row_in_the_outbox_says_who_and_what_caused_it(ledger: Any) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"X-Correlation-ID": "chain-7", "traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    answer = await ledger.call("POST", "/entries", json={"title": "One"}, headers=headers)
    assert answer.headers["X-Correlation-ID"] == "chain-7"
    async with ledger.running.database.reading() as connection:
        row = await connection.fetchrow("SELECT actor, correlation, causation, traceparent FROM outbox")
    assert (row["actor"], row["correlation"], row["causation"]) == (
        "018f2b7e-0000-7000-8000-0000000000a1",
        "chain-7",
        None,
    )
    assert row["traceparent"].split("-")[1] == trace
    assert row["traceparent"].split("-")[2] != "b7ad6b7169203331"


async def test_a_repeated_request_has_the_first_answer_and_no_second_effect(ledger: Any) -> None:
    first = await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")
    second = await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert (await ledger.count(), ledger.hooks.calls) == (1, 1)


async def test_two_requests_with_one_key_at_once_have_one_effect(ledger: Any) -> None:
    entered, may_go_on = asyncio.Event(), asyncio.Event()

    async def wait(_work: Any) -> None:
        entered.set()
        await may_go_on.wait()

    ledger.hooks.before = wait
    first = asyncio.create_task(ledger.call("POST", "/entries", json={"title": "One"}, key="k1"))
    await entered.wait()
    second = asyncio.create_task(ledger.call("POST", "/entries", json={"title": "One"}, key="k1"))
    await asyncio.sleep(0.3)
    assert not second.done(), "the second waits for the first"
    may_go_on.set()
    answers = await asyncio.gather(first, second)
    assert answers[0].content == answers[1].content
    assert (await ledger.count(), await ledger.count("outbox"), ledger.hooks.calls) == (1, 1, 1)


async def test_many_requests_with_one_key_at_once_have_one_effect(ledger: Any) -> None:
    answers = await asyncio.gather(
        *(ledger.call("POST", "/entries", json={"title": "One"}, key="k1") for _ in range(20))
    )
    assert len({answer.content for answer in answers}) == 1
    assert (await ledger.count(), await ledger.count("outbox")) == (1, 1)


async def test_the_second_is_told_to_come_again_when_the_first_takes_long(
    ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentoring.runtime.doors.idempotency.WAIT", 0.2)
    entered, may_go_on = asyncio.Event(), asyncio.Event()

    async def wait(_work: Any) -> None:
        entered.set()
        await may_go_on.wait()

    ledger.hooks.before = wait
    first = asyncio.create_task(ledger.call("POST", "/entries", json={"title": "One"}, key="k1"))
    await entered.wait()
    second = await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")
    assert (second.status_code, second.json()["code"]) == (409, "idempotency-key-in-progress")
    assert second.headers["Retry-After"] == "1"
    may_go_on.set()
    assert (await first).status_code == 201
    third = await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")
    assert third.headers["Idempotent-Replayed"] == "true"


async def test_when_the_first_fails_the_second_has_the_effect(ledger: Any) -> None:
    entered, may_go_on = asyncio.Event(), asyncio.Event()

    async def fail_once(_work: Any) -> None:
        if ledger.hooks.calls == 1:
            entered.set()
            await may_go_on.wait()
            raise ZeroDivisionError

    ledger.hooks.before = fail_once
    first = asyncio.create_task(ledger.call("POST", "/entries", json={"title": "One"}, key="k1"))
    await entered.wait()
    second = asyncio.create_task(ledger.call("POST", "/entries", json={"title": "One"}, key="k1"))
    await asyncio.sleep(0.1)
    may_go_on.set()
    assert (await first).status_code == 500
    assert (await second).status_code == 201
    assert await ledger.count() == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [("/entries", {"title": "Two"}), ("/entries?x=1", {"title": "One"}), ("/troubles/refused", {"title": "One"})],
)
async def test_a_key_belongs_to_one_request(ledger: Any, path: str, body: dict[str, Any]) -> None:
    await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")
    other = await ledger.call("POST", path, json=body, key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert await ledger.count() == 1


async def test_keys_of_two_callers_are_two_keys(ledger: Any) -> None:
    async with ledger.running.database.session() as connection:
        await connection.execute("INSERT INTO people VALUES (gen_random_uuid(), 'e2')")
    first = await ledger.call("POST", "/entries", json={"title": "One"}, key="k1", by="e1")
    second = await ledger.call("POST", "/entries", json={"title": "One"}, key="k1", by="e2")
    assert first.content != second.content
    assert await ledger.count() == 2


async def test_after_a_day_a_key_is_new_even_before_it_is_purged(ledger: Any) -> None:
    first = await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")
    ledger.later(timedelta(hours=23))
    assert (await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")).content == first.content
    ledger.later(timedelta(hours=1))
    assert (await ledger.call("POST", "/entries", json={"title": "Else"}, key="k1")).status_code == 201
    assert await ledger.count() == 2


@pytest.mark.parametrize(("key", "code"), [(None, "idempotency-key-missing"), ("x" * 201, "bad-idempotency-key")])
async def test_a_post_names_a_usable_key(ledger: Any, key: str | None, code: str) -> None:
    answer = await ledger.call("POST", "/entries", json={"title": "One"}, key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["errors"][0]["where"] == "header.Idempotency-Key"
    assert await ledger.count() == 0


async def test_a_refused_command_leaves_nothing_and_its_key_can_be_used_again(ledger: Any) -> None:
    async def refuse(_work: Any) -> None:
        if ledger.hooks.calls == 1:
            raise LookupError

    ledger.hooks.before = refuse
    assert (await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")).status_code == 500
    assert (await ledger.count("outbox"), await ledger.count("idempotency_keys")) == (0, 0)
    assert (await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")).status_code == 201


@pytest.mark.parametrize("conflict", [asyncpg.SerializationError, asyncpg.DeadlockDetectedError])
async def test_a_conflict_is_tried_again_as_a_whole(ledger: Any, conflict: type[Exception]) -> None:
    async def interfere(work: Any) -> None:
        await work.connection.execute("INSERT INTO dues VALUES ($1)", ledger.hooks.calls)
        if ledger.hooks.calls < 3:
            raise conflict("others were in the way")

    ledger.hooks.before = interfere
    assert (await ledger.call("POST", "/entries", json={"title": "One"})).status_code == 201
    assert (ledger.hooks.calls, await ledger.count(), await ledger.count("dues")) == (3, 1, 1)


async def test_a_conflict_without_end_is_told(ledger: Any) -> None:
    async def interfere(_work: Any) -> None:
        raise asyncpg.SerializationError("others were in the way")

    ledger.hooks.before = interfere
    answer = await ledger.call("POST", "/entries", json={"title": "One"})
    assert (answer.status_code, answer.json()["code"], ledger.hooks.calls) == (409, "conflict", 5)


async def test_an_update_says_which_version_it_is_of(ledger: Any) -> None:
    entry = (await ledger.call("POST", "/entries", json={"title": "One"})).json()["result"]["entry"]
    path = f"/entries/{entry}"
    shown = await ledger.call("GET", path)
    assert shown.headers["ETag"] == '"1"'
    assert (await ledger.call("GET", path, headers={"If-None-Match": '"1"'})).status_code == 304
    without = await ledger.call("PUT", path, json={"title": "Two"}, key=None)
    assert (without.status_code, without.json()["code"]) == (428, "if-match-missing")
    malformed = await ledger.call("PUT", path, json={"title": "Two"}, headers={"If-Match": "one"})
    assert (malformed.status_code, malformed.json()["code"]) == (422, "bad-if-match")
    done = await ledger.call("PUT", path, json={"title": "Two"}, headers={"If-Match": '"1"'}, key=None)
    assert (done.status_code, done.headers["ETag"], done.json()["result"]) == (200, '"2"', 2)
    late = await ledger.call("PUT", path, json={"title": "Three"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert json.loads((await ledger.call("GET", path)).content)["title"] == "Two"


async def test_a_repeated_update_has_the_first_answer_with_its_etag(ledger: Any) -> None:
    entry = (await ledger.call("POST", "/entries", json={"title": "One"})).json()["result"]["entry"]
    send = {"json": {"title": "Two"}, "headers": {"If-Match": '"1"'}, "key": "k2"}
    first = await ledger.call("PUT", f"/entries/{entry}", **send)
    second = await ledger.call("PUT", f"/entries/{entry}", **send)
    assert first.content == second.content
    assert second.headers["ETag"] == '"2"'


async def test_old_keys_are_purged_and_young_ones_are_kept(ledger: Any) -> None:
    for number in range(3):
        await ledger.call("POST", "/entries", json={"title": str(number)}, key=f"old-{number}")
    ledger.later(timedelta(days=1))
    await ledger.call("POST", "/entries", json={"title": "new"}, key="young")
    async with ledger.running.units.open() as unit:
        assert await purge(unit.connection, unit.work.now()) == 3
    async with ledger.running.database.reading() as connection:
        assert [row["key"] for row in await connection.fetch("SELECT key FROM idempotency_keys")] == ["young"]
