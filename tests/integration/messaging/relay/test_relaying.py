"""A relay's ordinary day: what is committed arrives, whole and in order."""

import asyncio
from uuid import UUID

from uuid_utils.compat import uuid7

from mentoring.contracts import Envelope, Tombstone, decode
from mentoring.contracts.matching import ProgramOpened, ProgramState
from mentoring.kernel import Work
from mentoring.messaging import Kafka, Units
from mentoring.messaging.relay import Terms
from mentoring.postgres import Database
from mentoring.telemetry import Context
from tests.integration.messaging.relay.conftest import (
    PROGRAMS,
    PROGRAMS_STATE,
    SHORT,
    drafted,
    drained,
    everything_on,
    relaying,
    versions,
)


async def test_what_is_committed_arrives_as_it_was_told(db: Database, cluster: Kafka, units: Units[Work]) -> None:
    program = uuid7()
    context = Context(correlation_id="chain", causation_id="cause", actor="ana")
    async with relaying(db, cluster):
        async with units.open(context=context) as unit:
            fact = drafted(program)
            unit.work.announce(fact)
            unit.work.announce(ProgramState.gone(program))
        await drained(db)

    event, tombstone = await everything_on(cluster, PROGRAMS, PROGRAMS_STATE)
    envelope = Envelope.read(event.headers)
    assert fact == decode(envelope, event.key, event.value)
    assert ("chain", "cause", "ana", 1) == (
        envelope.correlation,
        envelope.causation,
        envelope.actor,
        envelope.version,
    )
    assert "/mentoring/matching" == envelope.source
    assert str(program) == envelope.subject
    assert 7 == UUID(envelope.id).version
    assert tombstone.value is None
    assert Tombstone(ProgramState, str(program)) == decode(
        Envelope.read(tombstone.headers), tombstone.key, tombstone.value
    )


async def test_keys_lie_where_any_client_would_put_them_in_commit_order(
    db: Database, cluster: Kafka, units: Units[Work]
) -> None:
    from aiokafka.partitioner import DefaultPartitioner

    keys = [uuid7() for _ in range(40)]

    async def write(at: int) -> None:
        for turn in range(25):
            async with units.open() as unit:
                for key in (keys[(at + turn) % 40], keys[(at * 7 + turn) % 40]):
                    unit.work.announce(ProgramOpened(program=key))

    async with relaying(db, cluster):
        await asyncio.gather(*(write(at) for at in range(8)))
        await drained(db)

    records = await everything_on(cluster, PROGRAMS)
    assert 390 <= len(records) <= 400  # a transaction may have told of one key twice: two events, one version
    for record in records:
        assert record.partition == DefaultPartitioner()(record.key, [0, 1, 2], [0, 1, 2])
    for seen in versions(records).values():
        assert list(range(1, len(seen) + 1)) == seen


async def test_a_row_that_was_numbered_early_and_committed_late_is_not_lost(
    db: Database, cluster: Kafka, units: Units[Work]
) -> None:
    early = uuid7()
    async with relaying(db, cluster):
        async with units.open() as slow:
            slow.work.announce(drafted(early))
            await slow.flush()
            for _ in range(5):
                async with units.open() as quick:
                    quick.work.announce(drafted(uuid7()))
            await drained(db)
        await drained(db)

    assert str(early).encode() in {record.key for record in await everything_on(cluster, PROGRAMS)}


async def test_a_backlog_of_many_reads_arrives_whole(db: Database, cluster: Kafka, units: Units[Work]) -> None:
    keys = [uuid7() for _ in range(50)]
    for _ in range(4):
        async with units.open() as unit:
            for at in range(1000):
                unit.work.announce(ProgramOpened(program=keys[at % 50]))
    few_at_once = Terms(lease=SHORT.lease, renew=SHORT.renew, send_life=SHORT.send_life, settle=SHORT.settle, rows=300)

    async with relaying(db, cluster, few_at_once):
        await drained(db)

    records = await everything_on(cluster, PROGRAMS)
    assert 4000 == len(records) == len({dict(record.headers)["ce_id"] for record in records})
    assert {(1, 2, 3, 4)} == {tuple(seen) for seen in versions(records).values()}


async def test_without_hints_the_poll_still_brings_everything(db: Database, cluster: Kafka) -> None:
    async with relaying(db, cluster):
        async with db.session() as connection:
            # As an operator's repair would do it: a row without a hint.
            await connection.execute(
                "INSERT INTO outbox (shard, hash, id, topic, key, type, version, told_at, value)"
                " VALUES (1, 7, gen_random_uuid(), 'matching.programs', 'k', 't', 1, now(), '{}')"
            )
        await drained(db, within=3)


async def test_a_missing_topic_holds_up_no_other(db: Database, cluster: Kafka, units: Units[Work]) -> None:
    async with relaying(db, cluster):
        async with db.session() as connection:
            await connection.execute(
                "INSERT INTO outbox (shard, hash, id, topic, key, type, version, told_at, value)"
                " SELECT 1, 7, gen_random_uuid(), 'matching.gone', 'k', 't', 1, now(), '{}' FROM generate_series(1, 20)"
            )
        for _ in range(20):
            async with units.open() as unit:
                unit.work.announce(drafted(uuid7()))
        await drained(db, within=5, left=20)
    assert 20 == len(await everything_on(cluster, PROGRAMS))
