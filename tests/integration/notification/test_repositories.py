"""One suite for notification's memory, real and fake: what the use cases rely on holds for both."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.notification.adapters.postgres import PostgresWork
from mentoring.notification.domain.delivery import LEASE, Delivery
from mentoring.notification.domain.inbox import InboxItem
from mentoring.notification.ports import Work
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from mentoring.testing.work import InMemoryWork
from tests.unit.notification.builders import (
    ANA,
    BEN,
    EVENT,
    NOW,
    OTHER_EVENT,
    PROGRAM,
    PROPOSAL,
    a_mentorship,
    a_person,
    a_proposal,
    a_session,
)
from tests.unit.notification.memory import MemoryWork

Opened = Callable[[], AbstractAsyncContextManager[Work]]


@pytest.fixture(params=["memory", "postgres"])
async def works(request: pytest.FixtureRequest) -> AsyncIterator[Opened]:
    if request.param == "memory":
        memory = MemoryWork()

        @asynccontextmanager
        async def remembered() -> AsyncIterator[Work]:
            yield memory

        yield remembered
        return
    databases: Databases = request.getfixturevalue("databases")
    async with Database.open(databases("notification"), max_size=4) as database:

        @asynccontextmanager
        async def stored() -> AsyncIterator[Work]:
            async with database.transaction() as connection:
                yield PostgresWork(connection, InMemoryWork())

        yield stored


def a_delivery(number: int = 1, **changes: Any) -> Delivery:
    values: dict[str, Any] = {
        "id": UUID(int=100 + number),
        "event": EVENT,
        "person": ANA,
        "category": "proposal-to-answer",
        "subject": PROPOSAL,
        "made_at": NOW,
        "not_before": NOW,
        "facts": {"sequence": 3, "starts": NOW.isoformat()},
    }
    return Delivery(**values | changes)


async def test_what_is_kept_is_found_and_what_is_forgotten_is_not(works: Opened) -> None:
    async with works() as work:
        await work.people.keep([a_person(), a_person(BEN)])
        await work.people.keep([a_person(status="left")])
        await work.programs.keep([(PROGRAM, "Growth"), (PROGRAM, "Growth 2027")])
        await work.pairs.keep("proposal", [a_proposal(), a_proposal(accepted_by=frozenset({ANA}))])
        await work.pairs.keep("mentorship", [a_mentorship()])
        await work.sessions.keep([a_session(), a_session(sequence=1)])
        await work.people.forget([BEN])
    async with works() as work:
        assert {ANA: a_person(status="left")} == await work.people.of([ANA, BEN])
        assert {PROGRAM: "Growth 2027"} == await work.programs.names([PROGRAM, BEN])
        assert a_proposal(accepted_by=frozenset({ANA})) == (await work.pairs.of([PROPOSAL]))[PROPOSAL]
        assert a_mentorship() == (await work.pairs.of([a_mentorship().id]))[a_mentorship().id]
        assert a_session(sequence=1) == (await work.sessions.of([a_session().id]))[a_session().id]
        await work.pairs.forget([PROPOSAL])
        await work.sessions.forget([a_session().id])
        await work.programs.forget([PROGRAM])
    async with works() as work:
        assert not await work.pairs.of([PROPOSAL])
        assert not await work.sessions.of([a_session().id])
        assert not await work.programs.names([PROGRAM])


async def test_an_inbox_holds_an_event_once_per_person(works: Opened) -> None:
    item = InboxItem(UUID(int=50), EVENT, ANA, "proposal-to-answer", PROPOSAL, NOW)
    again = InboxItem(UUID(int=51), EVENT, ANA, "proposal-to-answer", PROPOSAL, NOW)
    async with works() as work:
        assert await work.inbox.add(item)
        assert not await work.inbox.add(again)
    async with works() as work:
        assert item == await work.inbox.hold(item.id)
        assert await work.inbox.hold(again.id) is None
        await work.inbox.save(item.read(NOW))
    async with works() as work:
        assert item.read(NOW) == await work.inbox.hold(item.id)


async def test_a_delivery_is_kept_once_per_event_and_person(works: Opened) -> None:
    async with works() as work:
        assert await work.deliveries.add(a_delivery())
        assert not await work.deliveries.add(a_delivery(2))
        assert await work.deliveries.add(a_delivery(3, person=BEN))
        assert await work.deliveries.add(a_delivery(4, event=OTHER_EVENT))
    async with works() as work:
        claimed = await work.deliveries.claim(NOW, 10)
        assert {101, 103, 104} == {delivery.id.int for delivery in claimed}
        assert a_delivery() in claimed


async def test_only_what_is_due_or_was_left_is_claimed(works: Opened) -> None:
    later, left, done = (UUID(int=number) for number in (1, 2, 3))
    async with works() as work:
        await work.deliveries.add(a_delivery(1))
        await work.deliveries.add(a_delivery(2, event=later, not_before=NOW + timedelta(minutes=1)))
        await work.deliveries.add(a_delivery(3, event=left))
        await work.deliveries.add(a_delivery(4, event=done))
        await work.deliveries.save(a_delivery(3, event=left).attempt(NOW - LEASE))
        await work.deliveries.save(a_delivery(4, event=done).attempt(NOW).accept())
    async with works() as work:
        assert {101, 103} == {delivery.id.int for delivery in await work.deliveries.claim(NOW, 10)}
        assert 1 == len(await work.deliveries.claim(NOW, 1))


async def test_only_the_attempt_that_began_holds_its_delivery(works: Opened) -> None:
    async with works() as work:
        await work.deliveries.add(a_delivery())
        await work.deliveries.save(a_delivery().attempt(NOW))
    async with works() as work:
        assert a_delivery().attempt(NOW) == await work.deliveries.hold_leased(a_delivery().id, 1)
        assert await work.deliveries.hold_leased(a_delivery().id, 2) is None
