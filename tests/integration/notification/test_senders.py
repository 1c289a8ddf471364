"""Senders on a real database and a real mail server: side by side, refused, away, and killed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.smtp import SMTP

from mentoring.notification.adapters.mail import message
from mentoring.notification.adapters.postgres import PostgresWork
from mentoring.notification.adapters.smtp import SmtpPost
from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.ports import Refusal, Unreachable, Work
from mentoring.notification.usecases.notify import notify
from mentoring.notification.usecases.send_mails import send_mails
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from mentoring.testing.work import InMemoryWork
from tests.unit.notification.builders import ANA, BEN, MENTORSHIP, PROGRAM, a_letter, a_mentorship, a_person


class Killed(BaseException):
    """The sender's end, where no handler of ours may step in."""


PEOPLE = [UUID(int=number) for number in range(1000, 1100)]


class Catcher:
    """A mail server's ears: keeps mails, counts connections, answers as told."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.connections: set[Any] = set()
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802 - aiosmtpd's form
        self.connections.add(session.peer)
        if self.answer.startswith("250"):
            self.mails.append(envelope.content)
        return self.answer


@pytest.fixture
async def catcher() -> AsyncIterator[tuple[Catcher, int]]:
    ears = Catcher()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(ears, hostname="mail.example.com", loop=loop), "127.0.0.1", 0)
    yield ears, server.sockets[0].getsockname()[1]
    server.close()


def post_to(port: int, connections: int = 4) -> SmtpPost:
    return SmtpPost(
        host="127.0.0.1",
        port=port,
        write=lambda letter: message(letter, sender="mentoring@example.com", portal_url="https://m.example"),
        connections=connections,
        starttls=False,
    )


@asynccontextmanager
async def stored(database: Database) -> AsyncIterator[Work]:
    async with database.transaction() as connection:
        yield PostgresWork(connection, InMemoryWork())


async def test_three_senders_side_by_side_send_each_mail_once(
    databases: Databases, catcher: tuple[Catcher, int]
) -> None:
    ears, port = catcher
    async with Database.open(databases("notification"), max_size=8) as database, post_to(port) as post:
        async with stored(database) as work:
            await work.people.keep(
                [a_person(BEN), *(a_person(person, employee_id=str(person.int)) for person in PEOPLE)]
            )
            await work.programs.keep([(PROGRAM, "Growth")])
            await work.pairs.keep(
                "mentorship", [a_mentorship(id=person, mentor=person, mentee=BEN) for person in PEOPLE]
            )
            for person in PEOPLE:
                await notify([person], of=person, category="mentorship-started", subject=person, work=work)

        async def sender() -> int:
            sent = 0
            while looked_at := await send_mails(lambda: stored(database), post):
                sent += looked_at
            return sent

        assert len(PEOPLE) == sum(await asyncio.gather(sender(), sender(), sender()))

    assert len(PEOPLE) == len(ears.mails)
    ids = {line for mail in ears.mails for line in mail.splitlines() if line.lower().startswith(b"message-id:")}
    assert len(PEOPLE) == len(ids)
    assert len(ears.connections) <= 4


@pytest.mark.parametrize(
    ("answer", "expected"), [("550 no such mailbox", Refusal), ("554 no", Refusal), ("451 later", Unreachable)]
)
async def test_a_lasting_no_and_a_passing_one_are_told_apart(
    catcher: tuple[Catcher, int], answer: str, expected: type[Exception]
) -> None:
    ears, port = catcher
    ears.answer = answer
    async with post_to(port) as post:
        with pytest.raises(expected):
            await post.send(a_letter())
        ears.answer = "250 OK"
        await post.send(a_letter())
    assert 1 == len(ears.mails)
    assert 1 == len(ears.connections)


async def test_a_mail_server_that_is_away_is_unreachable() -> None:
    async with post_to(9) as post:
        with pytest.raises(Unreachable):
            await post.send(a_letter())


async def test_a_letter_that_cannot_be_written_is_refused_and_stops_nobody(catcher: tuple[Catcher, int]) -> None:
    ears, port = catcher
    poisoned = a_letter("mentorship-started", a_mentorship())
    async with post_to(port) as post:
        with pytest.raises(Refusal, match="unwritable"):
            await post.send(
                type(poisoned)(
                    poisoned.delivery, a_person(name="A\r\nBcc: x@example.com"), poisoned.other, "P", poisoned.subject
                )
            )
        await post.send(a_letter())
    assert 1 == len(ears.mails)


async def test_a_sender_that_died_after_the_servers_yes_repeats_under_the_same_message_id(
    databases: Databases, catcher: tuple[Catcher, int]
) -> None:
    ears, port = catcher
    async with Database.open(databases("notification"), max_size=4) as database, post_to(port) as post:
        async with stored(database) as work:
            await work.people.keep([a_person(ANA), a_person(BEN)])
            await work.programs.keep([(PROGRAM, "Growth")])
            await work.pairs.keep("mentorship", [a_mentorship()])
            await notify([ANA], of=MENTORSHIP, category="mentorship-started", subject=MENTORSHIP, work=work)

        class Dying(SmtpPost):
            async def send(self, letter: Any) -> None:
                await post.send(letter)
                raise Killed

        with pytest.raises(Killed):
            await send_mails(lambda: stored(database), Dying(host="", port=1, write=lambda _: None))  # type: ignore[arg-type, return-value]
        async with stored(database) as work:
            due: list[Delivery] = list(await work.deliveries.claim(work.now(), 10))
            assert [] == due
        async with database.transaction() as connection:
            await connection.execute("UPDATE deliveries SET lease_until = made_at")
        assert 1 == await send_mails(lambda: stored(database), post)

    first, second = ([line for line in mail.splitlines() if b"essage-I" in line] for mail in ears.mails)
    assert first == second
