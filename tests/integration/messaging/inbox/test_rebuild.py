"""A read model is made again from its topics, while it is read and written."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from mentoring.contracts.profile import PersonLeft, PersonState
from mentoring.messaging import Units, dead_letters
from mentoring.messaging.rebuilding import ModelMisplaced, RebuildRuns, Rebuilt, rebuild
from mentoring.messaging.rebuilding.shadow import Shadow
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from tests.integration.messaging.inbox.desk import Desk, a_person, eventually
from tests.integration.messaging.inbox.poison import raw_of, value
from tests.integration.messaging.inbox.reading import MIGRATIONS, ReadingWork, make_facts

EVENTS, STATES = "profile.people", "profile.people.state"


@pytest_asyncio.fixture
async def model(desk: Desk, databases: Databases) -> AsyncIterator[Desk]:
    folders = [Path(str(files("mentoring.messaging"))) / "migrations", MIGRATIONS, Path(__file__).parent / "model"]
    url = databases("reading_model", migrations=folders)
    async with Database.open(f"{url}?search_path=public,model", max_size=8) as database:
        units = Units(database, ReadingWork, lambda: datetime.now(UTC))
        facts = make_facts(forget_after=None)
        yield replace(desk, facts=facts, database=database, units=units, url=url)


async def make_again(desk: Desk) -> Rebuilt:
    return await rebuild(
        desk.facts, desk.kafka, desk.units, url=desk.url, make_work=ReadingWork, now=lambda: datetime.now(UTC)
    )


async def kept(desk: Desk) -> dict[UUID, str]:
    return {row["person"]: row["name"] for row in await desk.rows("SELECT person, name FROM kept")}


async def shape(desk: Desk) -> list[Any]:
    """All that a migration could speak of by name."""
    return [
        tuple(row)
        for row in await desk.rows(
            "SELECT relname, relkind::text, reloptions FROM pg_class WHERE relnamespace = 'model'::regnamespace "
            "AND relkind IN ('r', 'i', 'S') UNION ALL SELECT conname, contype::text, NULL FROM pg_constraint "
            "WHERE connamespace = 'model'::regnamespace AND contype <> 'n' ORDER BY 1, 2"
        )
    ]


async def test_a_damaged_model_is_whole_again(model: Desk) -> None:
    ana, ben, eve = uuid4(), uuid4(), uuid4()
    for version, name in [(1, "one"), (2, "two")]:
        await model.tell(a_person(ana, name), version)
    await model.tell(a_person(ben, "ben"), 1)
    await model.tell(a_person(eve, "eve"), 1)
    await model.tell(PersonState.gone(eve), 2)
    told = [await model.tell(PersonLeft(person=ana), version) for version in (1, 2)]
    async with model.worker():
        await eventually(lambda: kept(model), {ana: "two", ben: "ben"})
        await eventually(model.effects, told)
    before = await shape(model)
    await model.do("DELETE FROM kept")
    await model.do("DELETE FROM effects")
    await model.do("UPDATE inbox_versions SET version = 99")

    done = await make_again(model)

    assert (7, 0) == (done.records, done.while_waiting)
    assert {ana: "two", ben: "ben"} == await kept(model)
    assert told == await model.effects()
    assert before == await shape(model)
    assert [] == await model.announced()
    assert [] == await model.rows("SELECT 1 FROM pg_namespace WHERE nspname IN ('model_next', 'model_old')")
    await model.tell(a_person(eve, "from the dead"), 1)
    async with model.worker():
        after = await model.tell(PersonLeft(person=ana), 3)
        await model.tell(a_person(ana, "three"), 3)
        await eventually(lambda: kept(model), {ana: "three", ben: "ben"})
        await eventually(model.effects, [*told, after])


async def test_the_model_serves_and_follows_while_it_is_made_again(model: Desk) -> None:
    people = [uuid4() for _ in range(40)]
    for person in people:
        await model.tell(a_person(person, "0"), 1)
    told: list[str] = []
    slowest = 0.0
    ends = asyncio.Event()

    async def write() -> None:
        version = 1
        while not ends.is_set():
            version += 1
            await asyncio.sleep(0.1)  # as fast as three rebuilds can follow in a few seconds
            for person in people[:10]:
                await model.tell(a_person(person, str(version)), version)
                told.append(await model.tell(PersonLeft(person=person), version))
        for person in people:
            await model.tell(a_person(person, "last"), version + 1)

    async def look() -> None:
        nonlocal slowest
        while not ends.is_set():
            began = monotonic()
            assert 40 == await model.value("SELECT count(*) FROM kept")
            slowest = max(slowest, monotonic() - began)
            await asyncio.sleep(0.01)

    async with model.worker(), model.worker():
        await eventually(lambda: model.value("SELECT count(*) FROM kept"), 40)
        writing, looking = asyncio.create_task(write()), asyncio.create_task(look())
        for _ in range(3):
            await asyncio.sleep(0.3)
            await make_again(model)
        ends.set()
        await asyncio.gather(writing, looking)
        await eventually(lambda: kept(model), dict.fromkeys(people, "last"), within=30)
        await eventually(lambda: model.value("SELECT count(*) FROM effects"), len(told))

    assert Counter(told) == Counter(await model.effects())
    assert slowest < 5
    assert [] == await model.letters()


async def test_what_operators_decided_outlives_a_rebuild(model: Desk) -> None:
    ana, ben, eve = uuid4(), uuid4(), uuid4()
    for person in (ana, ben, eve):
        await model.send(EVENTS, *value(b"{")(raw_of(PersonLeft(person=person))))
        await model.tell(PersonLeft(person=person), 2)
    async with model.worker():
        await eventually(lambda: model.value("SELECT count(*) FROM dead_letters"), 6)
    heads = {letter["readable_key"]: letter["id"] for letter in await model.letters("open")}
    await dead_letters.discard(model.units, model.facts, heads[str(ana)], "a test")
    announced = await model.announced()

    await make_again(model)

    rows = await model.rows("SELECT readable_key, state, id FROM dead_letters WHERE reason <> 'parked'")
    expected = {(str(ana), "discarded"), (str(ben), "open"), (str(eve), "open")}
    assert expected == {(row["readable_key"], row["state"]) for row in rows}
    assert heads == {row["readable_key"]: row["id"] for row in rows}
    assert 1 == await model.value("SELECT count(*) FROM effects")
    assert announced == await model.announced()
    await dead_letters.discard(model.units, model.facts, heads[str(ben)], "a test")
    assert 1 == len(await model.effects(ben))


async def test_a_letter_that_a_rebuild_finds_first_is_told(model: Desk) -> None:
    await model.send(EVENTS, None, b"{}", [])

    await make_again(model)

    assert ["dead-lettered"] == await model.announced()


async def test_one_rebuild_at_a_time_and_a_killed_one_is_cleared_away(model: Desk) -> None:
    async with model.units.open() as unit:
        await Shadow("model").make(unit.connection)
    ana = uuid4()
    await model.tell(a_person(ana, "ana"), 1)
    first = asyncio.create_task(make_again(model))
    await asyncio.sleep(0.1)
    with pytest.raises(RebuildRuns):
        await make_again(model)
    await first

    assert {ana: "ana"} == await kept(model)


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        ("ALTER TABLE model.inbox SET SCHEMA public", "ALTER TABLE inbox SET SCHEMA model;"),
        ("CREATE VIEW model.names AS SELECT name FROM kept", "a copy would lose names"),
        ("CREATE SEQUENCE model.counting", "a copy would lose counting"),
        (
            "CREATE TABLE model.of (person uuid CONSTRAINT of_person REFERENCES model.kept)",
            "a copy would lose of_person",
        ),
    ],
)
async def test_what_a_copy_would_lose_is_refused(model: Desk, plant: str, words: str) -> None:
    await model.do(plant)
    with pytest.raises(ModelMisplaced, match=words):
        await make_again(model)


async def test_a_service_that_acts_cannot_be_rebuilt(model: Desk) -> None:
    with pytest.raises(ModelMisplaced, match="people-events acts"):
        await make_again(replace(model, facts=make_facts()))
