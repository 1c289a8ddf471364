"""The read model is made from topics alone: out of a real broker, and again while the portal serves."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from mentoring.contracts import Event, State
from mentoring.contracts.profile import PersonState
from mentoring.portal.app import build, rebuild_model
from mentoring.portal.config import Settings
from mentoring.portal.domain.notice import holders
from mentoring.portal.entrypoints.clock import tidy_up
from mentoring.portal.ports import Tokens, Views
from mentoring.runtime.operations.health import Health
from mentoring.runtime.roles.consuming import consuming
from mentoring.runtime.running import Running, opened
from mentoring.testing.databases import Databases
from mentoring.testing.topics import Topics
from tests.integration.portal.company import company
from tests.integration.portal.world import BEN, CHI, NAMES, NOW, PROGRAM, Ledger, person, proposal

NOWHERE = "http://127.0.0.1:1"
TABLES = (
    "people",
    "participants",
    "imports",
    "programs",
    "enrollments",
    "runs",
    "proposals",
    "mentors",
    "mentorships",
    "introductions",
    "availability",
    "sessions",
    "check_ins",
    "inbox_items",
    "inbox_versions",
)


@pytest.fixture
async def running(databases: Databases, topics: Topics, kafka: str) -> AsyncIterator[Running]:
    """The portal with its topics, and nothing in them."""
    await topics.create()
    settings = Settings(
        environment="local",
        database_url=databases("portal"),
        kafka=kafka,
        topic_prefix=topics.prefix,
        issuer=NOWHERE,
        audience="mentoring",
        portal_url=NOWHERE,
        cookie_secret="a secret of the tests, long enough for its job",
        profile_url=NOWHERE,
        matching_url=NOWHERE,
        scheduling_url=NOWHERE,
        notification_url=NOWHERE,
    )
    async with opened(build(settings), settings, roles=["worker"], now=lambda: NOW) as found:
        yield found


@asynccontextmanager
async def reading(running: Running) -> AsyncIterator[None]:
    """The portal's worker, until the block ends."""
    work = asyncio.ensure_future(consuming(running, Health(running))())
    try:
        yield
    finally:
        running.stopping.set()
        await work
        running.stopping.clear()


class Broker:
    """Puts facts where their owners' relays would."""

    def __init__(self, kafka: str, prefix: str) -> None:
        self._kafka, self._prefix, self._ledger = kafka, prefix, Ledger()

    async def gets(self, *facts: State | Event) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self._kafka, acks="all") as producer:
            for fact in facts:
                record = self._ledger.record(fact)
                await producer.send(
                    f"{self._prefix}{record.topic}", record.value, key=record.key, headers=list(record.headers)
                )
            await producer.flush()


@pytest.fixture
def broker(kafka: str, topics: Topics) -> Broker:
    return Broker(kafka, topics.prefix)


async def dump(running: Running) -> dict[str, Sequence[Any]]:
    """All rows of the model, in an order of their own."""
    async with running.database.reading() as connection:
        return {
            table: [row[0] for row in await connection.fetch(f"SELECT t::text FROM {table} t ORDER BY 1")]  # noqa: S608
            for table in TABLES
        }


async def until(running: Running, sql: str, wanted: object) -> None:
    """Wait until a query answers what is wanted."""
    found: object = None
    for _ in range(400):
        async with running.database.reading() as connection:
            found = await connection.fetchval(sql)
        if found == wanted:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{sql}: {found!r} instead of {wanted!r}")


async def test_a_model_that_went_wrong_is_made_again_while_it_serves(running: Running, broker: Broker) -> None:
    await broker.gets(*company())
    async with reading(running):
        await until(running, "SELECT count(*) FROM people", len(NAMES))
        await until(running, "SELECT count(*) FROM imports", 1)
        await until(running, "SELECT count(*) FROM inbox_items", 4)
        await until(running, "SELECT count(*) FROM sessions", 22)
        await until(running, "SELECT count(*) FROM enrollments", 122)
        await until(running, "SELECT count(*) FROM check_ins", 1)
        right = await dump(running)
        async with running.database.transaction() as connection:
            before = await connection.fetchval("SELECT max(id) FROM changes")
            await connection.execute("DELETE FROM proposals")
            await connection.execute("UPDATE people SET name = 'Wrong'")

        looks = asyncio.create_task(_look_all_the_time(running))
        await rebuild_model(running)
        looks.cancel()
        with pytest.raises(asyncio.CancelledError):
            await looks

        assert await dump(running) == right
        async with running.viewing() as views:
            assert await views.latest_change() > before, "open pages would not look at the new model"

        await broker.gets(person(CHI).model_copy(update={"name": "Chi Renamed"}), proposal(points=99))
        await until(running, "SELECT count(*) FROM people WHERE name = 'Chi Renamed'", 1)
        await until(running, "SELECT max(points) FROM proposals", 99)


async def _look_all_the_time(running: Running) -> None:
    """A reader never meets a missing table, nor an empty company."""
    while True:
        async with running.viewing() as views:
            assert (await views.headcount()).active == len(NAMES)
            await views.offers_of(BEN)
        await asyncio.sleep(0.005)


async def test_whatever_the_order_of_topics_the_pages_find_placeholders_and_then_names(
    running: Running, broker: Broker
) -> None:
    await broker.gets(proposal())
    async with reading(running):
        await until(running, "SELECT count(*) FROM proposals", 1)
        async with running.viewing() as opened_views:
            views: Views = opened_views
            [offer] = await views.offers_of(BEN)
            assert not offer.mentor.here
            assert offer.program_name == ""
            assert offer.program == PROGRAM
        await broker.gets(*(one for one in company() if isinstance(one, PersonState)))
        await until(running, "SELECT count(*) FROM people", len(NAMES))
        async with running.viewing() as opened_views:
            [offer] = await opened_views.offers_of(BEN)
            assert offer.mentor.name == "Ana Ruiz"
            assert "person:" in (await opened_views.notices_after(0))[0][1].audience


async def test_what_is_over_is_dropped_by_the_clock(running: Running) -> None:
    tokens = Tokens("s", "E1", frozenset({"member"}), "access", None, None, NOW)
    async with running.works() as work:
        await work.sign_ins.begin("today's", tokens, ends_at=NOW + timedelta(hours=1))
        await work.sign_ins.begin("yesterday's", tokens, ends_at=NOW - timedelta(hours=1))
        await work.model.tell(holders("hr_manager", "imports"), NOW - timedelta(days=2))
        await work.model.tell(holders("hr_manager", "imports"), NOW)
    async with running.works() as work:
        await tidy_up(work)
    async with running.viewing() as views:
        assert await views.sign_in("today's", NOW) is not None
        assert await views.sign_in("yesterday's", NOW) is None
        assert len(await views.notices_after(0)) == 1


async def test_a_person_is_found_by_the_claim_that_the_settings_name(running: Running, broker: Broker) -> None:
    await broker.gets(person(BEN), person(CHI, status="left"))
    async with reading(running):
        await until(running, "SELECT count(*) FROM people", 2)
    assert await running.person_of("employee_id", "E2") == BEN
    assert await running.person_of("email", "BEN@example.com") == BEN
    assert await running.person_of("employee_id", "E3") is None, "who has left does not come in"
    assert await running.person_of("employee_id", "E9") is None
