"""A process starts its parts together and stops them together, within its limit."""

import asyncio
import os
import signal
from datetime import timedelta
from typing import Any

import httpx

from mentoring.runtime.http.application import application
from mentoring.runtime.operations.health import Health, health_doors
from mentoring.runtime.roles.server import listen, serve
from mentoring.runtime.roles.supervise import supervise
from mentoring.runtime.settings import Settings


async def idle(ledger: Any) -> None:
    await ledger.running.stopping.wait()


def shortly(ledger: Any, seconds: float) -> None:

    limit = timedelta(seconds=seconds)
    ledger.running.settings = ledger.settings.model_copy(update={"stop_within": limit})


async def test_a_signal_stops_all_parts_and_what_is_in_flight_is_finished(ledger: Any) -> None:
    finished = []

    async def careful() -> None:
        await ledger.running.stopping.wait()
        await asyncio.sleep(0.2)
        finished.append("careful")

    for number in (signal.SIGTERM, signal.SIGINT):
        ledger.running.stopping.clear()
        asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), number)
        outcome = await supervise(ledger.running, {"careful": careful, "idle": lambda: idle(ledger)})
        assert not outcome.failed
    assert finished == ["careful", "careful"]


async def test_what_takes_too_long_is_cut_off(ledger: Any) -> None:
    shortly(ledger, 0.2)

    async def endless() -> None:
        await asyncio.sleep(3600)

    asyncio.get_running_loop().call_later(0.1, ledger.running.stopping.set)
    async with asyncio.timeout(2):
        assert (await supervise(ledger.running, {"endless": endless})).failed


async def test_a_second_signal_ends_the_wait(ledger: Any) -> None:
    shortly(ledger, 60)

    async def endless() -> None:
        await asyncio.sleep(3600)

    loop = asyncio.get_running_loop()
    for seconds in (0.1, 0.3):
        loop.call_later(seconds, os.kill, os.getpid(), signal.SIGINT)
    async with asyncio.timeout(2):
        await supervise(ledger.running, {"endless": endless})


async def test_when_one_part_fails_all_stop_and_the_run_has_failed(ledger: Any) -> None:
    async def fail() -> None:
        await asyncio.sleep(0.05)
        raise ZeroDivisionError

    async with asyncio.timeout(2):
        outcome = await supervise(ledger.running, {"fail": fail, "idle": lambda: idle(ledger)})
    assert outcome.failed


async def test_a_part_that_ends_unasked_is_a_failure_too(ledger: Any) -> None:
    async with asyncio.timeout(2):
        assert (await supervise(ledger.running, {"brief": lambda: asyncio.sleep(0)})).failed


async def test_a_request_in_flight_is_answered_and_new_ones_are_not_taken(ledger: Any, settings: Settings) -> None:
    entered, may_go_on = asyncio.Event(), asyncio.Event()

    async def wait(_work: Any) -> None:
        entered.set()
        await may_go_on.wait()

    ledger.hooks.before = wait
    app = application(ledger.service, health_doors(Health(ledger.running)))
    app.state.running = ledger.running
    sock = listen(settings)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    serving = asyncio.create_task(supervise(ledger.running, {"http": lambda: serve(app, ledger.running, sock)}))
    headers = {"Authorization": "Bearer e1", "Idempotency-Key": "k1"}
    async with httpx.AsyncClient(base_url=url, timeout=10) as client, httpx.AsyncClient(base_url=url) as health:
        assert (await health.get("/readyz")).status_code == 200
        answer = asyncio.create_task(client.post("/entries", json={"title": "One"}, headers=headers))
        await entered.wait()
        ledger.running.stopping.set()
        await asyncio.sleep(0.3)
        try:
            refused = (await health.get("/readyz")).status_code == 503
        except httpx.TransportError:
            refused = True
        assert refused
        may_go_on.set()
        assert (await answer).status_code == 201
    assert not (await serving).failed
    assert await ledger.count() == 1


async def test_health_says_what_is_wrong(ledger: Any) -> None:
    health = Health(ledger.running)
    assert all(check.ok for check in await health.checks())

    async def outbox() -> Any:
        raise ConnectionRefusedError("s3cret")

    async def hanging() -> Any:
        await asyncio.sleep(60)

    health.asks += [outbox, hanging]
    checks = {check.name: check for check in await health.checks()}
    assert (checks["outbox"].ok, checks["outbox"].detail) == (False, "ConnectionRefusedError")
    assert (checks["hanging"].ok, checks["hanging"].detail) == (False, "TimeoutError")
    assert checks["database"].ok
    ledger.running.stopping.set()
    assert not (await health.checks())[0].ok
