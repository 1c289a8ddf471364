"""What falls due is done once, by however many clocks, and goes on after failures."""

import asyncio
import time
from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from mentoring.runtime import Clock, Works
from mentoring.runtime.operations.health import Check
from mentoring.runtime.roles.housekeeping import housekeeping
from mentoring.runtime.roles.ticking import WORRYING, Ticking, clock_check
from mentoring.telemetry import current


@asynccontextmanager
async def ticking(ledger: Any, clock: Clock, copies: int = 1) -> Any:
    """The clock, running until the block ends; then asked to stop, and waited for."""
    ledger.running.stopping.clear()
    clocks = [Ticking(ledger.running, clock.ticks) for _ in range(copies)]
    tasks = [asyncio.create_task(one.run()) for one in clocks]
    try:
        yield clocks[0]
    finally:
        ledger.running.stopping.set()
        async with asyncio.timeout(5):
            await asyncio.gather(*tasks)


async def until(condition: Any, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the database has no event to wait for
            await asyncio.sleep(0.01)


async def dues(ledger: Any, number: int) -> None:
    async with ledger.running.database.session() as connection:
        await connection.execute("INSERT INTO dues SELECT generate_series(1, $1)", number)


async def test_several_clocks_share_what_is_due_and_do_each_once(ledger: Any) -> None:
    await dues(ledger, 300)
    clock, done = Clock(), Counter[int]()

    @clock.step(every=timedelta(milliseconds=20))
    async def settle(work: Any) -> int:
        claim = "SELECT due FROM dues WHERE done_by IS NULL ORDER BY due LIMIT 10 FOR UPDATE SKIP LOCKED"
        rows = await work.connection.fetch(claim)
        for row in rows:
            done[row["due"]] += 1
            await work.connection.execute("UPDATE dues SET done_by = 'me' WHERE due = $1", row["due"])
        return len(rows)

    async def all_done() -> bool:
        return len(done) == 300

    async with ticking(ledger, clock, copies=3):
        await until(all_done)
    assert set(done.values()) == {1}


async def test_a_step_is_called_again_at_once_while_there_is_more(ledger: Any) -> None:
    clock, calls = Clock(), []

    @clock.step(every=timedelta(hours=1))
    async def work_off(work: Any) -> int:
        calls.append(work.now())
        return 5 - len(calls)

    async def worked_off() -> bool:
        return len(calls) == 5

    async with ticking(ledger, clock):
        await until(worked_off)
        await asyncio.sleep(0.1)
    assert len(calls) == 5


async def test_a_failing_step_leaves_nothing_and_is_tried_again(ledger: Any) -> None:
    clock, calls = Clock(), []

    @clock.step(every=timedelta(milliseconds=20))
    async def stumble(work: Any) -> None:
        calls.append(time.monotonic())
        await work.connection.execute("INSERT INTO dues VALUES ($1)", len(calls))
        if len(calls) < 4:
            raise ZeroDivisionError

    async def went_well() -> bool:
        return len(calls) >= 4

    async with ticking(ledger, clock) as clocks:
        await until(went_well)
        await asyncio.sleep(0.01)
        assert clocks.turns[0].failures == 0
    assert calls[3] - calls[2] > calls[1] - calls[0], "each pause after a failure is longer"
    async with ledger.running.database.reading() as connection:
        assert await connection.fetchval("SELECT min(due) FROM dues") == 4


async def test_a_failing_tick_does_not_stop_the_others_and_shows_in_readiness(ledger: Any) -> None:
    clock, well = Clock(), []

    @clock.step(every=timedelta(milliseconds=1))
    async def fail(_work: Any) -> None:
        raise ZeroDivisionError

    @clock.step(every=timedelta(milliseconds=5))
    async def do(_work: Any) -> None:
        well.append(1)

    async with ticking(ledger, clock) as clocks:

        async def worrying() -> bool:
            return bool(clocks.turns[0].failures >= WORRYING)

        await until(worrying)
        before = len(well)
        check: Check = await clock_check(clocks)()
        assert not check.ok
        assert check.detail.startswith("fail failed")
        await asyncio.sleep(0.05)
        assert len(well) > before


async def test_a_job_opens_its_own_units_and_holds_none_between(ledger: Any) -> None:
    clock, seen = Clock(), []

    @clock.job(every=timedelta(hours=1))
    async def send(works: Works[Any]) -> None:
        async with works() as work:
            await work.connection.execute("INSERT INTO dues VALUES (1)")
        seen.append(await ledger.count("dues"))
        async with works() as work:
            await work.connection.execute("INSERT INTO dues VALUES (2)")
        seen.append(current().actor)

    async def sent() -> bool:
        return len(seen) == 2

    async with ticking(ledger, clock):
        await until(sent)
    assert seen == [1, "profile.clock"]


async def test_a_turn_at_hand_is_finished_when_the_service_stops(ledger: Any) -> None:
    clock = Clock()
    begun = asyncio.Event()

    @clock.step(every=timedelta(hours=1))
    async def take_long(work: Any) -> None:
        begun.set()
        await asyncio.sleep(0.3)
        await work.connection.execute("INSERT INTO dues VALUES (1)")

    async with ticking(ledger, clock):
        await begun.wait()
    assert await ledger.count("dues") == 1


async def test_each_turn_is_a_chain_of_its_own(ledger: Any) -> None:
    clock, chains = Clock(), []

    @clock.step(every=timedelta(milliseconds=1))
    async def note(_work: Any) -> None:
        chains.append(current().correlation_id)

    async def twice() -> bool:
        return len(chains) >= 2

    async with ticking(ledger, clock):
        await until(twice)
    assert None not in chains
    assert len(set(chains)) == len(chains)


async def test_the_house_keeps_itself(ledger: Any) -> None:
    await ledger.call("POST", "/entries", json={"title": "One"}, key="k1")
    ledger.later(timedelta(days=1))
    (purge,) = [tick for tick in housekeeping(ledger.running) if tick.name == "purge-idempotency-keys"]
    assert await purge.function(ledger.running.works) == 1
    assert await purge.function(ledger.running.works) == 0


def test_a_clock_refuses_nonsense() -> None:
    clock = Clock()
    with pytest.raises(ValueError, match="pause"):
        clock.step(every=timedelta(0))

    @clock.step(every=timedelta(seconds=1))
    async def note(_work: Any) -> None: ...

    with pytest.raises(ValueError, match="note twice"):
        clock.step(every=timedelta(seconds=1))(note)
