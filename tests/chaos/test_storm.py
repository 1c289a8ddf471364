"""The storm, and what is left of it."""

import asyncio
import json
import random
import time
from pathlib import Path

import asyncpg
import pytest

from mentoring.local.parts import Kafka, Postgres
from tests.chaos.checker import check
from tests.chaos.driver import Driver
from tests.chaos.evidence import Evidence, Record, all_records, gather
from tests.chaos.names import ECHOES, TALLIES, TALLIES_STATE
from tests.chaos.stage import Stage
from tests.chaos.storm import Storm
from tests.chaos.terms import lease_of

INTENTS = 1_300
"""Each is told as added, as stamped, and twice as an echo: 5,200 events, and their snapshots beside."""
PER_SECOND = 50


async def looked_at(stage: Stage, driver: Driver, records: list[Record] | None = None) -> Evidence:
    """All evidence; the topics are read anew unless their records are given."""
    records = await all_records(stage.kafka.address) if records is None else records
    return await gather(stage.urls["counter"], stage.urls["mirror"], driver.intents(), records)


async def settled(stage: Stage, driver: Driver, patience: float) -> Evidence:
    """The evidence once nothing moves any more, or when patience is at its end."""
    until = time.monotonic() + patience
    while True:
        found = await looked_at(stage, driver)
        if not check(found) or time.monotonic() > until:
            return found
        await asyncio.sleep(1)


@pytest.mark.timeout(1800)
async def test_whatever_is_killed_or_frozen_the_promise_is_held(
    own_postgres: Postgres, own_kafka: Kafka, tmp_path: Path, seed: int, seconds: float
) -> None:
    print(f"the seed of this storm is {seed}")  # noqa: T201 - for who wants to see it again
    rolled = random.Random(f"{seed} driver")  # noqa: S311 - no secret
    async with Stage.open(tmp_path, own_postgres, own_kafka) as stage:
        driver = Driver(stage.api, tmp_path / "ledger", rolled=rolled, per_second=PER_SECOND)
        storm = Storm(stage, seed, leases={name: lease_of(name) for name in stage.roles})
        driving = asyncio.create_task(driver.run(INTENTS))
        await storm.run(seconds)
        driver.enough.set()
        await driving
        ended = time.monotonic()
        found = await settled(stage, driver, patience=90 + seconds / 4)
        took = time.monotonic() - ended
        if not check(found):
            await a_planted_breach_is_found(stage, driver, found.records)

    events = {record.id for record in found.records if record.topic in {TALLIES, ECHOES}}
    print(  # noqa: T201 - the report of the proof
        json.dumps(
            {
                "seed": seed,
                "intents": len(found.intents),
                "requests repeated": driver.repeats,
                "events": len(events),
                "records": len(found.records),
                "records twice on a topic": len(found.records) - len({record.id for record in found.records}),
                "seconds to settle": round(took, 1),
                "roles that ended by themselves": stage.ended,
                "blows": dict(sorted(storm.fell.items())),
            },
            indent=2,
        )
    )
    assert [] == check(found), f"the seed of this storm is {seed}"
    assert len(events) >= 5_000


PLANTED = {
    "lost at the mirror": "DELETE FROM seen WHERE serial = (SELECT max(serial) FROM seen)",
    "2 times at the mirror": (
        "INSERT INTO seen (tally, intent, kind, step) SELECT tally, intent, kind, step FROM seen LIMIT 1"
    ),
    "out of order": (
        "WITH two AS (SELECT s.serial, s.step, lead(s.step) OVER w AS next, lag(s.step) OVER w AS last FROM seen s"
        " WHERE tally = (SELECT min(tally::text)::uuid FROM seen) AND step <= 2 WINDOW w AS (ORDER BY s.step))"
        " UPDATE seen SET step = coalesce(two.next, two.last) FROM two WHERE two.serial = seen.serial"
    ),
}


async def a_planted_breach_is_found(stage: Stage, driver: Driver, records: list[Record]) -> None:
    """A loss, a duplicate and a swap in the very tables that were just found true, and an old snapshot on its topic."""
    for said, sql in PLANTED.items():
        connection = await asyncpg.connect(stage.urls["mirror"])
        try:
            before = await connection.fetch("SELECT * FROM seen")
            await connection.execute(sql)
            breaches = check(await looked_at(stage, driver, records))
            assert any(said in breach for breach in breaches), (said, breaches[:5])
            await connection.execute("TRUNCATE seen")
            await connection.copy_records_to_table("seen", records=[tuple(row) for row in before])
        finally:
            await connection.close()
        assert [] == check(await looked_at(stage, driver, records))
    old = next(record for record in records if record.topic == TALLIES_STATE)
    late = [*records, old]
    assert any("the last record of" in breach for breach in check(await looked_at(stage, driver, late)))
