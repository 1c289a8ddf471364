"""Roles as processes: from a door to the effect and back, and operators beside them."""

import json
import signal
from uuid import uuid4

import httpx
import pytest

from tests.integration.runtime.processes import TRACE, Program, count_of, in_thread, send, token


async def test_a_service_in_one_process_from_the_door_to_the_effect_and_back(ready: Program, issuer: str) -> None:

    def use() -> None:
        with ready.running("all") as portal:
            portal.until(lambda: portal.get("/readyz").status_code == 200)
            checks = {check["name"] for check in portal.get("/readyz").json()["checks"]}
            assert checks == {"running", "database", "consumers", "outbox", "clock"}
            send(portal.url, issuer, rows=[1, 2, 3])
            portal.until(lambda: portal.get("/entries").json() == 3)
            operator = token(issuer, roles=["operator"])
            body = portal.get("/operations", headers=operator).json()
            assert body["service"] == "portal"
            assert [one["consumer"] for one in body["consumers"]] == ["portal.imports"]
            portal.until(lambda: portal.get("/operations", headers=operator).json()["outbox"]["rows"] == 0)
            assert portal.get("/operations", headers=token(issuer)).status_code == 403
            chains = [chain.split(" ") for chain in portal.get("/chains").json()]
            assert {(correlation, trace[3:35]) for correlation, trace in chains} == {("chain-1", TRACE)}
            assert len({trace for _, trace in chains}) == 3, "each handler call is a span of its own"
            page = portal.get("/metrics").text
            for name in ("mentoring_outbox_rows 0.0", 'consumer="portal.imports"', "mentoring_http_seconds_count"):
                assert name in page
        assert portal.process.returncode == 0
        assert (count_of(ready)) == 3

    await in_thread(use)


async def test_dead_letters_from_the_command_line_and_over_http(ready: Program, issuer: str) -> None:

    def use() -> None:
        operator = token(issuer, roles=["operator"])
        one, other = str(uuid4()), str(uuid4())
        with ready.running("all", stopped_by=signal.SIGINT) as portal:
            send(portal.url, issuer, rows=[666, 7], key=one)
            send(portal.url, issuer, rows=[666], key=other)
            listed = portal.until(
                lambda: (
                    (found := portal.get("/dead-letters", headers=operator).json()["items"])
                    and len(found) == 3
                    and found
                )
            )
            assert sorted(letter["state"] for letter in listed) == ["open", "open", "parked"]
            operations = portal.get("/operations", headers=operator).json()["consumers"][0]
            assert (operations["dead_letters"], operations["parked"]) == (2, 1)
            letter = next(one for one in listed if one["readable_key"] == other)
            path = f"{portal.url}/dead-letters/{letter['id']}"
            shown = httpx.get(path, headers=operator).json()
            assert json.loads(shown["value"])["rows"] == 666
            assert httpx.get(path, headers=token(issuer)).status_code == 403
            key = {"Idempotency-Key": "discard-1"}
            assert httpx.post(f"{path}/discarding", headers=operator | key, json={"reason": ""}).status_code == 422
            done = httpx.post(f"{path}/discarding", headers=operator | key, json={"reason": "a test"})
            assert [step["outcome"] for step in done.json()["result"]["steps"]] == ["discarded"]
            again = httpx.post(f"{path}/discarding", headers=operator | key, json={"reason": "a test"})
            assert again.headers["Idempotent-Replayed"] == "true"
            late = httpx.post(f"{path}/replay", headers=operator | {"Idempotency-Key": "replay-1"})
            assert (late.status_code, late.json()["code"]) == (409, "dead-letter-closed")
        assert portal.process.returncode == 0
        waiting = ready.json("dead-letters", "list")
        assert [letter["state"] for letter in waiting] == ["parked", "open"]
        first = waiting[-1]["id"]
        assert "666" in ready("dead-letters", "show", first).stdout
        tried = ready("dead-letters", "replay", first, "--dry-run")
        assert (tried.returncode, "failed" in tried.stdout) == (1, True)
        assert ready.json("dead-letters", "list") == waiting, "a dry run does nothing"
        eating = Program({**ready.environment, "MENTORING_INDIGESTIBLE": "0"})
        promised = eating.json("dead-letters", "replay", first, "--dry-run")
        assert [step["outcome"] for step in promised] == ["replayed", "replayed"]
        assert ready.json("dead-letters", "list") == waiting, "nor does one that would succeed"
        steps = eating.json("dead-letters", "replay", first)
        assert [step["outcome"] for step in steps] == ["replayed", "replayed"]
        assert count_of(ready) == 2
        assert ready.json("dead-letters", "list") == []
        assert len(ready.json("dead-letters", "list", "--state", "replayed", "--state", "discarded")) == 3
        assert ready("dead-letters", "list", "--state", "nonsense").returncode == 2
        assert ready("dead-letters", "show", str(uuid4())).returncode == 1
        assert ready("dead-letters", "discard", first, "--reason", "too late").returncode == 1

    await in_thread(use)


@pytest.mark.parametrize("role", ["api", "worker", "relay", "clock"])
async def test_each_role_alone_is_ready_and_stops(ready: Program, role: str) -> None:
    own = {"api": set(), "worker": {"consumers"}, "relay": {"outbox"}, "clock": {"clock"}}[role]

    def use() -> None:
        with ready.running(role) as process:
            process.until(lambda: process.get("/readyz").status_code == 200)
            names = {check["name"] for check in process.get("/readyz").json()["checks"]}
            assert names == {"running", "database"} | own
            assert process.get("/livez").status_code == 200
            assert process.get("/entries").status_code == (200 if role == "api" else 404)
        assert process.process.returncode == 0

    await in_thread(use)
