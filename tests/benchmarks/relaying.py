"""Outbox to Kafka: rows a second, beside bare aiokafka and beside faststream-outbox."""

import asyncio
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from aiokafka import AIOKafkaProducer

from mentoring.contracts import TOPICS, Envelope
from mentoring.contracts.profile import PersonState
from mentoring.messaging import Units
from mentoring.messaging.relay import Relay
from tests.benchmarks.parts import LONGEST, Parts, until
from tests.benchmarks.rows import Figures, Row, in_turns

DRAIN: Final = "relay.drain"
PEER: Final = "relay.faststream-outbox"
BATCHED: Final = "relay.faststream-outbox-batched"
IDS: Final = (DRAIN, PEER, BATCHED)
ROWS: Final = 20_000
PEER_ROWS: Final = 1_500
ROUNDS: Final = 5


def people(count: int) -> list[PersonState]:
    """Snapshots of about 500 bytes."""
    return [
        PersonState(
            person=uuid4(),
            employee_id=f"E-{number:06}",
            name=f"Ana Maria Duarte {number}",
            given_name="Ana Maria",
            family_name=f"Duarte {number}",
            email=f"ana.maria.duarte.{number}@example.com",
            locale="pt",
            zone="Europe/Lisbon",
            manager=uuid4(),
            department="Engineering and Platform Services",
            site="Lisbon, Avenida da Liberdade",
            job_title="Staff Engineer",
            job_level=5,
            career_stage="senior",
        )
        for number in range(count)
    ]


async def measure(parts: Parts, ids: frozenset[str]) -> Sequence[Row]:
    """Rows a second."""
    facts = people(ROWS)
    messages = _messages(facts)
    size = sum(len(value) for _, value, _ in messages) // ROWS
    rows = []
    if DRAIN in ids:
        both = {"ours": lambda: _relayed(parts, facts), "bare aiokafka": lambda: _sent_bare(parts, messages)}
        found = await in_turns(f"relay of {ROWS:,} rows of {size} bytes, rows/s", ROUNDS, both, parts.say)
        (ours,), (bare,) = found["ours"], found["bare aiokafka"]
        rows.append(Row(DRAIN, ours, "rows/s", "ratio ≥ 0.9", bare, "bare aiokafka, one send a row"))
    if PEER in ids or BATCHED in ids:
        fewer = messages[:PEER_ROWS]
        all_three = {
            "ours": lambda: _relayed(parts, facts),
            "faststream-outbox": lambda: _peer(parts, fewer, batched=False),
            "batched": lambda: _peer(parts, fewer, batched=True),
        }
        found = await in_turns(f"relay beside {PEER_ROWS:,} rows of a peer, rows/s", 3, all_three, parts.say)
        (ours,), (peer,), (batched,) = found["ours"], found["faststream-outbox"], found["batched"]
        rows.append(Row(PEER, ours, "rows/s", "ratio ≥ 10", peer, "faststream-outbox, as it comes"))
        rows.append(Row(BATCHED, ours, "rows/s", "", batched, "faststream-outbox, batched"))
    return rows


Message = tuple[bytes, bytes, list[tuple[str, bytes]]]


def _messages(facts: Sequence[PersonState]) -> list[Message]:
    """The same rows as records: key, value, headers."""
    now = datetime.now(UTC)
    return [
        (
            fact.message_key.encode(),
            fact.encoded(),
            Envelope(str(uuid4()), fact.ce_type, "/mentoring/profile", fact.message_key, now, 1).headers(),
        )
        for fact in facts
    ]


async def _relayed(parts: Parts, facts: Sequence[PersonState]) -> Figures:
    """From the commit of all rows, with the relay standing by, until the outbox is empty."""
    kafka = await parts.topic(PersonState.topic)
    async with parts.database("mentoring.messaging") as database, database.dedicated() as watching:
        units = Units(database, lambda _, work: work, lambda: datetime.now(UTC))

        async def drained() -> bool:
            return not await watching.fetchval("SELECT EXISTS (SELECT 1 FROM outbox)")

        async def announced(several: Sequence[PersonState]) -> None:
            async with units.open() as unit:
                for fact in several:
                    unit.work.announce(fact)

        async def standing_by() -> bool:
            return not await watching.fetchval("SELECT EXISTS (SELECT 1 FROM relay_shards WHERE holder IS NULL)")

        relay = asyncio.create_task(Relay(database, kafka).run())
        try:
            await until(standing_by, "the relay holds every shard")
            await announced(people(200))  # warms the producer's connections
            await until(drained, "the first rows are out")
            await announced(facts)
            began = time.perf_counter()
            await until(drained, "all rows are out", every=0.005)
            seconds = time.perf_counter() - began
        finally:
            relay.cancel()
            await asyncio.gather(relay, return_exceptions=True)
    return (len(facts) / seconds,)


async def _sent_bare(parts: Parts, messages: Sequence[Message]) -> Figures:
    """The same records, one send each, all confirmed."""
    kafka = await parts.topic(PersonState.topic)
    topic = kafka.physical(PersonState.topic)
    async with AIOKafkaProducer(
        bootstrap_servers=parts.bootstrap, acks="all", enable_idempotence=True, linger_ms=0, max_batch_size=1 << 18
    ) as producer:
        for partition in range(TOPICS[PersonState.topic].partitions):  # connections and leaders are known afterwards
            await producer.send_and_wait(topic, b"warm", partition=partition)
        began = time.perf_counter()
        async with asyncio.timeout(LONGEST):
            sent = [await producer.send(topic, value, key=key, headers=headers) for key, value, headers in messages]
            await asyncio.gather(*sent)
        seconds = time.perf_counter() - began
    return (len(messages) / seconds,)


async def _peer(parts: Parts, messages: Sequence[Message], *, batched: bool) -> Figures:
    """faststream-outbox relaying the same values to the same broker, from its own table."""
    from faststream.kafka import KafkaBroker
    from faststream_outbox import OutboxBroker, make_outbox_table
    from sqlalchemy import MetaData, text
    from sqlalchemy.ext.asyncio import create_async_engine

    kafka = await parts.topic(PersonState.topic)
    async with parts.fresh() as url:
        engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"), pool_size=10)
        metadata = MetaData()
        table = make_outbox_table(metadata, table_name="outbox")
        outbox: Any = OutboxBroker(engine, outbox_table=table, logger=None)
        broker = KafkaBroker(parts.bootstrap, acks="all", enable_idempotence=True, logger=None)
        modes = {"max_workers": 4, "fetch_batch_size": 500, "terminal_flush_batch_size": 100} if batched else {}

        async def relay(body: dict[str, Any]) -> dict[str, Any]:
            return body

        broker.publisher(kafka.physical(PersonState.topic))(outbox.subscriber("people", **modes)(relay))
        async with engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await broker.start()
        async with engine.begin() as connection:
            for _, value, _ in messages:
                await outbox.publish(json.loads(value), queue="people", session=connection)
        began = time.perf_counter()
        await outbox.start()
        async with engine.connect() as reading:
            watching = await reading.execution_options(isolation_level="AUTOCOMMIT")

            async def drained() -> bool:
                return not (await watching.execute(text("SELECT EXISTS (SELECT 1 FROM outbox)"))).scalar()

            await until(drained, "the peer has sent its rows", every=0.005)
        seconds = time.perf_counter() - began
        await outbox.stop()
        await broker.stop()
        await engine.dispose()
    return (len(messages) / seconds,)
