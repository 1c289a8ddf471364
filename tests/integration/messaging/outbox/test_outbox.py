import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from mentoring.contracts import Event
from mentoring.contracts.matching import Cadence, ProgramDrafted, ProgramOpened, ProgramState, Rules, Timeline, Weights
from mentoring.contracts.profile import PersonLeft
from mentoring.kernel import Work
from mentoring.messaging import Change, Units, standing
from mentoring.messaging.outbox import UnregisteredFact
from mentoring.messaging.outbox import outbox as inner
from mentoring.postgres import Connection, Database
from mentoring.telemetry import Context, bound
from mentoring.testing.databases import Databases

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def just_the_work(_connection: Connection, work: Work) -> Work:
    return work


@pytest.fixture
def url(databases: Databases) -> str:
    return databases("profile")


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    async with Database.open(url, max_size=20) as opened:
        yield opened


@pytest.fixture
def units(db: Database) -> Units[Work]:
    return Units(db, just_the_work, lambda: NOON)


@pytest.fixture(params=["few", "many"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of writing, in one statement and by COPY, keep every rule."""
    if request.param == "many":
        monkeypatch.setattr(inner, "FEW", 0)
    return str(request.param)


async def rows(db: Database) -> list[dict[str, Any]]:
    async with db.session() as connection:
        return [dict(row) for row in await connection.fetch("SELECT * FROM outbox ORDER BY sequence")]


def drafted(program: UUID) -> Event:
    return ProgramDrafted(program=program, kind="formal")


def snapshot(program: UUID, name: str = "Rise") -> ProgramState:
    return ProgramState(
        program=program,
        name=name,
        kind="formal",
        state="open",
        objectives=[],
        timeline=Timeline(starts=NOON.date(), ends=NOON.date()),
        cadence=Cadence(every="P14D", minutes=45),
        rules=Rules(),
        weights=Weights(),
        managers=[],
    )


@pytest.mark.usefixtures("way")
async def test_an_event_and_its_state_share_a_version_that_rises_by_one_per_transaction(
    db: Database, units: Units[Work]
) -> None:
    program = uuid7()
    async with units.open() as unit:
        unit.work.announce(drafted(program))
        unit.work.announce(snapshot(program))
    assert [
        Change("matching.programs", str(program), 1),
        Change("matching.programs.state", str(program), 1),
    ] == unit.changes

    async with units.open() as unit:
        unit.work.announce(ProgramOpened(program=program))
        unit.work.announce(ProgramState.gone(program))
        unit.work.announce(PersonLeft(person=program))
    assert {("matching.programs", 2), ("matching.programs.state", 2), ("profile.people", 1)} == {
        (change.topic, change.version) for change in unit.changes
    }

    written = await rows(db)
    assert [1, 1, 2, 2, 1] == [row["version"] for row in written]
    assert written[3]["value"] is None
    assert "mentoring.matching.program-state.v1" == written[3]["type"]
    assert written[0]["shard"] == written[1]["shard"] == written[3]["shard"]


@pytest.mark.usefixtures("way")
async def test_a_row_says_who_when_and_why(db: Database, units: Units[Work]) -> None:
    context = Context(correlation_id="chain", causation_id="cause", actor="ana", traceparent="00-1-2-01")
    async with units.open(context=context) as unit:
        unit.work.announce(drafted(uuid7()))
    with bound(context, actor="ben"):
        async with units.open() as unit:
            unit.work.announce(drafted(uuid7()))

    first, second = await rows(db)
    assert ("chain", "cause", "ana", "00-1-2-01") == (
        first["correlation"],
        first["causation"],
        first["actor"],
        first["traceparent"],
    )
    assert "ben" == second["actor"]
    assert NOON == first["told_at"]
    assert 7 == first["id"].version


@pytest.mark.usefixtures("way")
async def test_what_is_rolled_back_was_never_told(db: Database, units: Units[Work]) -> None:
    program = uuid7()

    async def change_one_s_mind() -> None:
        async with units.open() as unit:
            unit.work.announce(drafted(program))
            await unit.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await change_one_s_mind()

    assert [] == await rows(db)
    async with units.open() as unit:
        unit.work.announce(drafted(program))
    assert 1 == unit.changes[0].version


@pytest.mark.usefixtures("way")
async def test_of_several_snapshots_the_last_is_told_and_every_event_is(db: Database, units: Units[Work]) -> None:
    program, other = uuid7(), uuid7()
    async with units.open() as unit:
        for fact in (drafted(program), snapshot(program, "A"), snapshot(other), ProgramOpened(program=program)):
            unit.work.announce(fact)
        unit.work.announce(snapshot(program, "B"))

    told = [(row["type"].split(".")[2], row["key"], b'"B"' in (row["value"] or b"")) for row in await rows(db)]
    assert [
        ("program-drafted", str(program), False),
        ("program-state", str(other), False),
        ("program-opened", str(program), False),
        ("program-state", str(program), True),
    ] == told


@pytest.mark.usefixtures("way")
async def test_who_changes_the_same_key_waits_so_numbers_are_in_commit_order(db: Database, units: Units[Work]) -> None:
    program = uuid7()
    order: list[str] = []

    async def later() -> None:
        async with units.open() as unit:
            unit.work.announce(ProgramOpened(program=program))
            await unit.flush()
            order.append("later")

    async with units.open() as unit:
        unit.work.announce(drafted(program))
        await unit.flush()
        waiting = asyncio.create_task(later())
        await asyncio.sleep(0.3)
        order.append("earlier")
    await waiting

    assert ["earlier", "later"] == order
    assert ["program-drafted", "program-opened"] == [row["type"].split(".")[2] for row in await rows(db)]
    assert [1, 2] == [row["version"] for row in await rows(db)]


@pytest.mark.usefixtures("way")
async def test_many_writers_of_the_same_keys_never_wait_for_each_other_in_a_circle(
    db: Database, units: Units[Work]
) -> None:
    keys = [uuid7() for _ in range(12)]
    rolled = random.Random(7)  # noqa: S311 - an order, no secret

    async def write() -> None:
        for _ in range(10):
            async with units.open() as unit:
                for key in rolled.sample(keys, 8):
                    unit.work.announce(drafted(key))
                    unit.work.announce(snapshot(key))

    await asyncio.gather(*(write() for _ in range(10)))

    by_key: dict[tuple[str, str], list[int]] = {}
    for row in await rows(db):
        by_key.setdefault((row["topic"], row["key"]), []).append(row["version"])
    assert 1600 == sum(map(len, by_key.values()))
    for versions in by_key.values():
        assert list(range(1, len(versions) + 1)) == versions


@pytest.mark.usefixtures("way")
async def test_one_hint_for_a_transaction_and_none_for_none(url: str, units: Units[Work]) -> None:
    hints: list[object] = []
    listening = await asyncpg.connect(url)
    await listening.add_listener("outbox", lambda *hint: hints.append(hint[3]))
    async with units.open() as unit:
        for _ in range(5):
            unit.work.announce(drafted(uuid7()))
    async with units.open():
        pass
    await asyncio.sleep(0.2)
    await listening.close()

    assert [""] == hints


async def test_after_the_flush_nothing_can_be_told_any_more(units: Units[Work]) -> None:
    async with units.open() as unit:
        unit.work.announce(drafted(uuid7()))
        first = await unit.flush()
        with pytest.raises(UnregisteredFact, match="the outbox was flushed"):
            unit.work.announce(drafted(uuid7()))
        assert first == await unit.flush()


async def test_a_refused_fact_takes_its_transaction_with_it(db: Database, units: Units[Work]) -> None:
    async def tell_too_much() -> None:
        async with units.open() as unit:
            unit.work.announce(drafted(uuid7()))
            unit.work.announce(snapshot(uuid7(), "x" * 300_000))

    with pytest.raises(Exception, match="takes 262144"):
        await tell_too_much()
    assert [] == await rows(db)


async def test_work_has_one_instant_and_new_ids_that_rise(units: Units[Work]) -> None:
    async with units.open() as unit:
        assert NOON == unit.work.now()
        ids = [unit.work.new_id() for _ in range(100)]
    assert sorted(ids) == ids
    assert {7} == {one.version for one in ids}


async def test_operators_see_how_much_waits_and_for_how_long(db: Database, units: Units[Work]) -> None:
    async with db.session() as connection:
        assert 0 == (await standing(connection)).rows
    async with units.open() as unit:
        for _ in range(3):
            unit.work.announce(PersonLeft(person=uuid7()))
    await asyncio.sleep(0.1)
    async with db.session() as connection:
        stands = await standing(connection)
    assert (3, 0) == (stands.rows, stands.refused)
    assert 0.1 <= stands.age.total_seconds() < 5
