"""Whatever the order, the splits and the repeats: the newest snapshot stands, each event counts once, in order."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.contracts import Event, State, Tombstone
from mentoring.contracts.profile import PersonLeft, PersonState
from mentoring.messaging import Units, dead_letters
from mentoring.messaging.consumption import consumption_of, directly
from mentoring.messaging.inbox.records import Record
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from tests.integration.messaging.inbox.desk import PATIENCE, a_person, envelope_of
from tests.integration.messaging.inbox.reading import MIGRATIONS, ReadingWork, make_facts

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FACTS = make_facts()
EXAMPLES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


class Told(NamedTuple):
    person: int
    version: int
    gone: bool


TOLD = st.builds(Told, person=st.integers(0, 3), version=st.integers(1, 9), gone=st.booleans())


@pytest_asyncio.fixture
async def db(databases: Databases) -> AsyncIterator[Database]:
    folders = [Path(str(files("mentoring.messaging"))) / "migrations", MIGRATIONS]
    async with Database.open(databases("reading", migrations=folders), max_size=6) as database:
        yield database


async def at_once(_seconds: float) -> None:
    """No need to wait in a test."""


def record_of(fact: Event | State | Tombstone, version: int, offset: int, told_as: str) -> Record:
    envelope = envelope_of(fact, version, told_as=told_as)
    headers = tuple(envelope.headers(tombstone=isinstance(fact, Tombstone)))
    return Record(fact.message_topic, 0, offset, NOON, fact.message_key.encode(), fact.encoded(), headers)


def in_parts(records: Sequence[Record], cuts: Sequence[int]) -> list[Sequence[Record]]:
    edges = [0, *sorted({cut % (len(records) + 1) for cut in cuts}), len(records)]
    return [records[begin:end] for begin, end in pairwise(edges) if begin < end]


@EXAMPLES
@given(told=st.lists(TOLD, min_size=1, max_size=25), cuts=st.lists(st.integers(0, 30), max_size=4), twice=st.booleans())
async def test_the_highest_version_stands(db: Database, told: list[Told], cuts: list[int], twice: bool) -> None:
    people = [uuid4() for _ in range(4)]
    # One version of a person is one snapshot, however often it is sent.
    truth = {(one.person, one.version): one.gone for one in told}
    records = [
        record_of(
            PersonState.gone(people[person]) if truth[person, version] else a_person(people[person], f"v{version}"),
            version,
            offset,
            f"{people[person]}/{version}",
        )
        for offset, (person, version, _) in enumerate(told)
    ]
    units = Units(db, ReadingWork, lambda: NOON)
    consumption = consumption_of(FACTS.consumers["matching.people"], units, patience=PATIENCE)
    parts = in_parts(records, cuts)
    if twice:  # two workers that both believe that the partition is theirs
        await asyncio.gather(*(consumption.take(part, directly, at_once) for part in [*parts, records[::-1]]))
    else:
        for part in parts:
            await consumption.take(part, directly, at_once)

    newest = {person: max(v for p, v in truth if p == person) for person, _ in truth}
    expected = {people[p]: f"v{version}" for p, version in newest.items() if not truth[p, version]}
    assert expected == await kept(db, people)
    assert {(str(people[p]), version, truth[p, version]) for p, version in newest.items()} == await versions(db, people)


async def kept(db: Database, people: list[UUID]) -> dict[UUID, str]:
    async with db.session() as connection:
        rows = await connection.fetch("SELECT person, name FROM kept WHERE person = ANY($1::uuid[])", people)
    return {row["person"]: row["name"] for row in rows}


async def versions(db: Database, people: list[UUID]) -> set[tuple[Any, ...]]:
    keys = [str(person) for person in people]
    async with db.session() as connection:
        rows = await connection.fetch("SELECT key, version, erased FROM inbox_versions WHERE key = ANY($1)", keys)
    return {tuple(row) for row in rows}


async def effects(db: Database, people: list[UUID]) -> dict[UUID, list[str]]:
    async with db.session() as connection:
        rows = await connection.fetch(
            "SELECT person, event_id FROM effects WHERE person = ANY($1::uuid[]) ORDER BY ordinal", people
        )
    return {person: [row["event_id"] for row in rows if row["person"] == person] for person in people}


@EXAMPLES
@given(
    told=st.lists(st.integers(0, 2), min_size=1, max_size=20),
    poison=st.sets(st.integers(0, 19), max_size=3),
    again=st.lists(st.integers(0, 19), max_size=5),
)
async def test_each_event_counts_once_and_in_order_around_poison(
    db: Database, told: list[int], poison: set[int], again: list[int]
) -> None:
    people = [uuid4() for _ in range(3)]
    records = [
        record_of(PersonLeft(person=people[person]), number + 1, number, f"{people[person]}/{number}")
        for number, person in enumerate(told)
    ]
    spoiled = [
        Record(one.topic, 0, one.offset, NOON, one.key, b"{" if one.offset in poison else one.value, one.headers)
        for one in records
    ]
    units = Units(db, ReadingWork, lambda: NOON)
    consumption = consumption_of(FACTS.consumers["matching.people-events"], units, patience=PATIENCE)
    for begin in [0, *(number % len(records) for number in again)]:
        await consumption.take(spoiled[begin:], directly, at_once)

    async with db.session() as connection:
        open_ = await connection.fetch(
            "SELECT id FROM dead_letters WHERE state = 'open' AND readable_key = ANY($1) ORDER BY ordinal",
            [str(person) for person in people],
        )
    before = await effects(db, people)
    for letter in open_:
        await dead_letters.discard(units, FACTS, letter["id"], "spoiled by the test")

    of = [people[person] for person in told]
    good = {person: [f"{person}/{n}" for n, p in enumerate(of) if p == person and n not in poison] for person in people}
    first = {person: min([n for n, p in enumerate(of) if p == person and n in poison], default=99) for person in people}
    ahead = {person: [one for one in good[person] if int(one.partition("/")[2]) < first[person]] for person in people}
    assert ahead == before
    assert good == await effects(db, people)


async def test_a_version_never_restarts(db: Database) -> None:
    """After a tombstone the next snapshot of a rehired person has a higher version, and stands."""
    ana = uuid4()
    units = Units(db, ReadingWork, lambda: NOON)
    consumption = consumption_of(FACTS.consumers["matching.people"], units, patience=PATIENCE)
    facts: list[State | Tombstone] = [a_person(ana, "before"), PersonState.gone(ana), a_person(ana, "after")]
    for version, fact in enumerate(facts, start=1):
        await consumption.take([record_of(fact, version, version, f"{ana}/{version}")], directly, at_once)

    assert {ana: "after"} == await kept(db, [ana])
