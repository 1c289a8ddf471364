"""What goes wrong around a relay, and what it does."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from uuid_utils.compat import uuid7

from mentoring.contracts.matching import ProgramDrafted, ProgramOpened
from mentoring.kernel import Work
from mentoring.local.parts import Kafka as Broker
from mentoring.messaging import Kafka, Units, standing
from mentoring.messaging.relay.leases import LeaseLost, Leases
from mentoring.messaging.relay.producer import Fenced, Producer
from mentoring.messaging.topics.cluster import Cluster
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


async def test_a_record_that_the_broker_refuses_waits_with_its_key_and_nobody_else_does(
    db: Database, cluster: Kafka, units: Units[Work]
) -> None:
    large, small = uuid7(), uuid7()
    async with Cluster.open(cluster) as admin:
        await admin.alter(cluster.physical(PROGRAMS), {"max.message.bytes": "2000"})
    async with relaying(db, cluster):
        async with units.open() as unit:
            for _ in range(5):
                unit.work.announce(drafted(small))
            unit.work.announce(ProgramDrafted.model_construct(program=large, kind="x" * 4000))  # type: ignore[arg-type]
            unit.work.announce(ProgramOpened(program=large))
            for _ in range(5):
                unit.work.announce(drafted(small))
        await drained(db, left=2)
        async with db.session() as connection:
            assert 1 == (await standing(connection)).refused
            assert "MessageSizeTooLargeError" == await connection.fetchval(
                "SELECT refusal FROM outbox ORDER BY sequence LIMIT 1"
            )
        async with units.open() as unit:
            unit.work.announce(ProgramOpened(program=large))
            unit.work.announce(ProgramOpened(program=small))
        await drained(db, left=3)

        async with Cluster.open(cluster) as admin:
            await admin.alter(cluster.physical(PROGRAMS), {"max.message.bytes": "300000"})
        await drained(db)

    records = await everything_on(cluster, PROGRAMS)
    kinds = [dict(r.headers)["ce_type"].decode().split(".")[2] for r in records if r.key == str(large).encode()]
    assert ["program-drafted", "program-opened", "program-opened"] == list(dict.fromkeys(kinds)) + kinds[-1:]
    assert 11 == len([record for record in records if record.key == str(small).encode()])


async def test_a_relay_whose_connections_are_cut_starts_afresh_under_a_new_name(
    db: Database, url: str, cluster: Kafka, units: Units[Work]
) -> None:
    keys = [uuid7() for _ in range(20)]
    async with relaying(db, cluster):
        await until(lambda: _held(db))
        first = set(await holders(db)) - {None}
        cutting = await asyncpg.connect(url)
        for turn in range(10):
            async with units.open() as unit:
                for key in keys:
                    unit.work.announce(ProgramOpened(program=key))
            if turn % 3 == 0:
                await cutting.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query NOT LIKE '%fetchval%'"
                    " AND (query ILIKE '%relay%' OR query ILIKE '%FROM outbox%' OR query ILIKE '%LISTEN%')"
                )
            await asyncio.sleep(0.2)
        await cutting.close()
        await drained(db)
        assert not first & set(await holders(db))

    for seen in versions(await everything_on(cluster, PROGRAMS)).values():
        assert list(range(1, 11)) == seen


async def _held(db: Database) -> bool:
    return bool(set(await holders(db)) - {None})


async def test_an_outage_longer_than_every_timeout_changes_no_order(
    db: Database, own_kafka: Broker, units: Units[Work]
) -> None:
    cluster = Kafka(own_kafka.address, prefix="outage.", local=True, request_timeout=timedelta(seconds=1))
    admin = AIOKafkaAdminClient(bootstrap_servers=own_kafka.address)
    await admin.start()
    await admin.create_topics([NewTopic(cluster.physical(PROGRAMS), 3, 1)])
    await admin.close()
    keys = [uuid7() for _ in range(20)]
    turns = 0
    writing = True

    async def write() -> None:
        nonlocal turns
        while writing:
            async with units.open() as unit:
                for key in keys:
                    unit.work.announce(ProgramOpened(program=key))
            turns += 1
            await asyncio.sleep(0.02)

    async with relaying(db, cluster):
        writer = asyncio.create_task(write())
        await asyncio.sleep(1)
        own_kafka.process.freeze()  # longer than a request, a lease and a send life together
        await asyncio.sleep(5)
        own_kafka.process.thaw()
        await asyncio.sleep(2)
        await asyncio.to_thread(own_kafka.kill)
        await asyncio.sleep(3)
        await asyncio.to_thread(own_kafka.start)
        await asyncio.sleep(1)
        writing = False
        await writer
        await drained(db, within=40)

    found = versions(await everything_on(cluster, PROGRAMS))
    assert 20 == len(found)
    for seen in found.values():
        assert list(range(1, turns + 1)) == seen


async def test_behind_a_closed_fence_nothing_leaves(cluster: Kafka) -> None:
    may = True
    producer = Producer(cluster, lambda: may)
    await producer.start()
    await producer.find(PROGRAMS)
    batch = producer.batch()
    batch.append(key=b"k", value=b"v", timestamp=None, headers=[])
    await producer.send(batch, PROGRAMS, 0)
    may = False
    late = producer.batch()
    late.append(key=b"k", value=b"late", timestamp=None, headers=[])

    with pytest.raises(Fenced):
        await producer.send(late, PROGRAMS, 0)

    await producer.stop(2)
    assert [b"v"] == [record.value for record in await everything_on(cluster, PROGRAMS)]


async def test_a_lease_that_ran_out_is_never_renewed(db: Database) -> None:
    async with db.dedicated() as connection:
        leases = Leases(connection, SHORT)
        await leases.join()
        assert leases.hold()
        await leases.renew()
        await connection.execute("UPDATE relays SET held_until = clock_timestamp() - interval '1 ms'")
        with pytest.raises(LeaseLost, match="ran out"):
            await leases.renew()


async def test_the_holder_s_own_clock_closes_before_the_database_s(db: Database) -> None:
    async with db.dedicated() as connection:
        leases = Leases(connection, SHORT)
        await leases.join()
        await asyncio.sleep(SHORT.lease.total_seconds() - 0.1)
        still = await connection.fetchval("SELECT held_until > clock_timestamp() FROM relays")
        await asyncio.sleep(0.15)
        assert still
        assert not leases.hold()
