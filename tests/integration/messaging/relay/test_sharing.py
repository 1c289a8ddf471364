"""Relays side by side: a fair share each, nothing left alone, nothing done twice by two at once."""

import asyncio
import time

from uuid_utils.compat import uuid7

from mentoring.contracts.matching import ProgramOpened
from mentoring.kernel import Work
from mentoring.messaging import Kafka, Units
from mentoring.messaging.outbox.shards import SHARDS
from mentoring.postgres import Database
from tests.integration.messaging.relay.conftest import (
    PROGRAMS,
    SHORT,
    drafted,
    drained,
    everything_on,
    holders,
    relaying,
    until,
    versions,
)


async def test_each_relay_holds_a_fair_share_and_a_clean_stop_frees_it_at_once(db: Database, cluster: Kafka) -> None:
    async def shares(*wanted: int) -> bool:
        return sorted(wanted) == sorted(held for holder, held in (await holders(db)).items() if holder)

    async with relaying(db, cluster):
        await until(lambda: shares(SHARDS))
        async with relaying(db, cluster):
            await until(lambda: shares(32, 32))
            async with relaying(db, cluster):
                await until(lambda: shares(22, 22, 20))
            stopped = time.monotonic()
            await until(lambda: shares(32, 32))
            assert time.monotonic() - stopped < SHORT.lease.total_seconds()
    assert {None: SHARDS} == await holders(db)


async def test_order_holds_while_relays_come_and_go(db: Database, cluster: Kafka, units: Units[Work]) -> None:
    keys = [uuid7() for _ in range(30)]
    writing = True

    async def write() -> None:
        while writing:
            async with units.open() as unit:
                for key in keys:
                    unit.work.announce(ProgramOpened(program=key))
            await asyncio.sleep(0.01)

    async with relaying(db, cluster):
        writer = asyncio.create_task(write())
        for _ in range(3):
            async with relaying(db, cluster), relaying(db, cluster):
                await asyncio.sleep(1)
        writing = False
        await writer
        await drained(db)

    records = await everything_on(cluster, PROGRAMS)
    for seen in versions(records).values():
        assert list(range(1, len(seen) + 1)) == seen
    assert 30 == len(versions(records))


async def test_a_relay_that_ends_without_a_word_is_waited_out(db: Database, cluster: Kafka, units: Units[Work]) -> None:
    async with db.session() as connection:
        # The row that a killed relay leaves behind.
        await connection.execute(
            "INSERT INTO relays VALUES ($1, clock_timestamp() + interval '1 s', clock_timestamp() + interval '2 s')",
            uuid7(),
        )
        await connection.execute("UPDATE relay_shards SET holder = (SELECT id FROM relays)")
    async with units.open() as unit:
        unit.work.announce(drafted(uuid7()))
    started = time.monotonic()

    async with relaying(db, cluster):
        await drained(db)

    assert 1.9 < time.monotonic() - started < 5
    assert {None: SHARDS} == await holders(db)
