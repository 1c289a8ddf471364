"""The people, pairs and sessions of notification's tests."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.domain.subjects import Pair, Recipient, Session
from mentoring.notification.ports import Letter, Work
from tests.unit.notification.memory import MemoryWork

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ANA, BEN = UUID(int=1), UUID(int=2)
PROGRAM, PROPOSAL, MENTORSHIP, SESSION, EVENT, OTHER_EVENT = (UUID(int=number) for number in range(11, 17))


def a_person(person: UUID = ANA, **changes: Any) -> Recipient:
    name = "Ana Duarte" if person == ANA else "Ben Okafor"
    values: dict[str, Any] = {
        "id": person,
        "name": name,
        "given_name": name.split(maxsplit=1)[0],
        "email": f"{name.split(maxsplit=1)[0].lower()}@example.com",
        "locale": "en",
        "zone": "Europe/Lisbon" if person == ANA else "Africa/Lagos",
        "employee_id": f"E-{person.int}",
        "status": "active",
    }
    return Recipient(**values | changes)


def a_proposal(**changes: Any) -> Pair:
    values: dict[str, Any] = {
        "id": PROPOSAL,
        "program": PROGRAM,
        "mentor": ANA,
        "mentee": BEN,
        "state": "open",
        "open_until": NOW + timedelta(days=7),
    }
    return Pair(**values | changes)


def a_mentorship(**changes: Any) -> Pair:
    values: dict[str, Any] = {"id": MENTORSHIP, "program": PROGRAM, "mentor": ANA, "mentee": BEN, "state": "active"}
    return Pair(**values | changes)


def a_session(**changes: Any) -> Session:
    starts = NOW + timedelta(days=3)
    values: dict[str, Any] = {
        "id": SESSION,
        "mentorship": MENTORSHIP,
        "mentor": ANA,
        "mentee": BEN,
        "state": "booked",
        "starts": starts,
        "ends": starts + timedelta(minutes=45),
        "sequence": 0,
    }
    return Session(**values | changes)


def said_of(session: Session) -> dict[str, Any]:
    return {
        "starts": session.starts.isoformat(),
        "ends": session.ends.isoformat(),
        "sequence": session.sequence,
    }


def a_letter(category: Any = "session-booked", subject: Pair | Session | None = None, **facts: Any) -> Letter:
    about = subject or a_session()
    delivery = Delivery(
        id=UUID(int=99),
        event=EVENT,
        person=ANA,
        category=category,
        subject=about.id,
        made_at=NOW,
        not_before=NOW,
        facts=(said_of(about) if isinstance(about, Session) else {}) | facts,
    )
    return Letter(delivery=delivery, to=a_person(), other=a_person(BEN), program="Growth 2027", subject=about)


async def everything_known(work: MemoryWork) -> None:
    await work.people.keep([a_person(), a_person(BEN)])
    await work.programs.keep([(PROGRAM, "Growth 2027")])
    await work.pairs.keep("proposal", [a_proposal()])
    await work.pairs.keep("mentorship", [a_mentorship()])
    await work.sessions.keep([a_session()])


def works_of(work: MemoryWork) -> Callable[[], AbstractAsyncContextManager[Work]]:
    @asynccontextmanager
    async def open_work() -> AsyncIterator[Work]:
        yield work

    return open_work


class Postbox:
    """A post that keeps letters; it can be told to refuse."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answers: list[Exception] = []

    async def send(self, letter: Letter) -> None:
        if self.answers:
            raise self.answers.pop(0)
        self.letters.append(letter)
