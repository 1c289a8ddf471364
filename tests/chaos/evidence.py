"""What is found in the end: in the driver's ledger, in both databases, and on the topics."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from tests.chaos.names import TOPICS


class Intent(NamedTuple):
    """One line of the ledger. ``step`` is what the API answered; none when it never did."""

    intent: str
    tally: str
    step: int | None


class Entry(NamedTuple):
    """An intent that was carried out."""

    tally: str
    intent: str
    step: int
    stamped_step: int | None


class Effect(NamedTuple):
    """What a handler left behind, in the order in which it was committed."""

    tally: str
    intent: str
    kind: str
    step: int


class Record(NamedTuple):
    """A record of a topic."""

    topic: str
    partition: int
    offset: int
    key: str
    id: str
    version: int
    step: int


@dataclass
class Evidence:
    """All of it."""

    intents: list[Intent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: list[Effect] = field(default_factory=list)
    echoes: list[Effect] = field(default_factory=list)
    tallies: dict[str, int] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    versions: dict[tuple[str, str], int] = field(default_factory=dict)
    """By topic of events and key: what the producer counted."""
    records: list[Record] = field(default_factory=list)
    waiting: int = 0
    """Rows that are still in an outbox."""
    dead: int = 0
    """Dead letters, of which there is no reason to be any."""


async def gather(counter: str, mirror: str, intents: Iterable[Intent], records: list[Record]) -> Evidence:
    """Look into both databases, beside what the ledger and the topics say."""
    found = Evidence(intents=list(intents), records=records)
    for url in (counter, mirror):
        connection = await asyncpg.connect(url)
        try:
            await _look(connection, found, is_counter=url == counter)
        finally:
            await connection.close()
    return found


async def _look(connection: "asyncpg.Connection[asyncpg.Record]", found: Evidence, *, is_counter: bool) -> None:
    async def effects(table: str) -> list[Effect]:
        sql = f"SELECT tally::text, intent::text, kind, step FROM {table} ORDER BY serial"  # noqa: S608 - our tables
        return [Effect(*row) for row in await connection.fetch(sql)]

    async def steps(table: str) -> dict[str, int]:
        rows = await connection.fetch(f"SELECT tally::text, steps FROM {table}")  # noqa: S608 - our tables
        return {row["tally"]: row["steps"] for row in rows}

    if is_counter:
        sql = "SELECT tally::text, intent::text, step, stamped_step FROM entries ORDER BY serial"
        found.entries = [Entry(*row) for row in await connection.fetch(sql)]
        found.tallies, found.echoes = await steps("tallies"), await effects("echoes")
    else:
        found.seen, found.copies, found.sums = await effects("seen"), await steps("copies"), await steps("sums")
    for row in await connection.fetch("SELECT aggregate, key, version FROM outbox_versions"):
        found.versions[row["aggregate"], row["key"]] = row["version"]
    found.waiting += await connection.fetchval("SELECT count(*) FROM outbox")
    found.dead += await connection.fetchval("SELECT count(*) FROM dead_letters")


async def all_records(kafka: str, *, prefix: str = "", names: Iterable[str] = TOPICS) -> list[Record]:
    """Everything on the topics, in the order in which it lies there."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False, max_poll_records=5000)
    await consumer.start()
    try:
        places = [
            TopicPartition(f"{prefix}{name}", number)
            for name in names
            for number in sorted(await consumer._client._wait_on_metadata(f"{prefix}{name}"))
        ]
        consumer.assign(places)
        await consumer.seek_to_beginning(*places)
        ends = await consumer.end_offsets(places)
        records: list[Record] = []
        while any([await consumer.position(place) < ends[place] for place in places]):
            for batch in (await consumer.getmany(timeout_ms=200)).values():
                records += [_record(one, prefix) for one in batch]
    finally:
        await consumer.stop()
    return sorted(records, key=lambda record: (record.topic, record.partition, record.offset))


def _record(one: Any, prefix: str) -> Record:
    headers = dict(one.headers)
    value = json.loads(one.value)
    return Record(
        one.topic.removeprefix(prefix),
        one.partition,
        one.offset,
        one.key.decode(),
        headers["ce_id"].decode(),
        int(headers["ce_aggregateversion"]),
        value.get("step", value.get("steps")),
    )
