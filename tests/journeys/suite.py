"""The suite as the journey meets it: addresses alone, whoever started it."""

import asyncio
import json
import re
import subprocess
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
from aiokafka import AIOKafkaConsumer, TopicPartition

from mentoring.contracts import TOPICS, State
from mentoring.local.company.doors import Doors
from mentoring.local.run import services

PATIENCE = 240.0
T = TypeVar("T")
S = TypeVar("S", bound=State)


@dataclass(frozen=True)
class Suite:
    """Where everything answers, and the company's files."""

    addresses: dict[str, str]
    """Of the services, the issuer and the mail catcher, by name."""
    kafka: str
    company: Path

    def doors(self, http: httpx.AsyncClient) -> Doors:
        """The services' doors, with the secrets of the company's machines."""
        clients = json.loads((self.company / "clients.json").read_text())
        return Doors(http, self.addresses, {one["id"]: one["secret"] for one in clients if "secret" in one})

    async def states(self, kind: type[S]) -> dict[str, S]:
        """The last snapshot of each key, as any outside reader finds it: from the first record to the last."""
        found: dict[str, S] = {}
        for key, value in await self._records(kind.topic):
            found.pop(key, None)
            if value is not None:
                found[key] = kind.of(value)
        return found

    async def ends(self, *topics: str) -> dict[str, int]:
        """How many records each topic has had so far."""
        async with AIOKafkaConsumer(bootstrap_servers=self.kafka) as consumer:
            ends = {}
            for topic in topics:
                found = await consumer.end_offsets(_partitions(topic))
                ends[topic] = sum(found.values())
            return ends

    async def _records(self, topic: str) -> list[tuple[str, bytes | None]]:
        records = []
        async with AIOKafkaConsumer(bootstrap_servers=self.kafka) as consumer:
            partitions = _partitions(topic)
            consumer.assign(partitions)
            await consumer.seek_to_beginning(*partitions)
            ends = await consumer.end_offsets(partitions)
            while any([await consumer.position(one) < ends[one] for one in partitions]):
                for batch in (await consumer.getmany(timeout_ms=200)).values():
                    records += [(record.key.decode(), record.value) for record in batch]
        return records

    async def mails(self, http: httpx.AsyncClient) -> list[EmailMessage]:
        """All mails that the catcher has, whole."""
        listed: dict[str, None] = {}
        while True:  # until a page brings nothing new: not every catcher cuts its list into pages
            asked = {"limit": 500, "start": len(listed)}
            page = (await http.get(f"{self.addresses['mail']}/api/v1/messages", params=asked)).json()["messages"]
            before = len(listed)
            listed |= dict.fromkeys(one["ID"] for one in page)
            if len(listed) == before:
                break
        found = []
        for one in listed:
            raw = await http.get(f"{self.addresses['mail']}/api/v1/message/{one}/raw")
            mail = message_from_bytes(raw.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            found.append(mail)
        return found

    async def mail_count(self, http: httpx.AsyncClient) -> int:
        """How many mails the catcher has."""
        listed = (await http.get(f"{self.addresses['mail']}/api/v1/messages", params={"limit": 1})).json()
        return int(listed["total"])


class LocalRun:
    """`mentoring-local run` with data in a folder of its own, as `make run` starts it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self._output = folder / "said.txt"
        words = [services.argv("local")[0], "run", "--data", str(self.data)]
        with self._output.open("w") as output:
            self._process = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)

    def wait(self) -> Suite:
        """Until it says that it runs; its addresses are read from what it says, as a user would."""
        deadline = time.monotonic() + PATIENCE
        while "The mentoring suite runs" not in (said := self._output.read_text()):
            assert self._process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.2)
        owners = [name for name in services.SERVICES if name != "portal"]
        addresses = dict(zip(owners, re.findall(r"(http://\S+)/openapi.json", said), strict=True))
        addresses |= {"portal": _said(said, "Portal"), "mail": _said(said, "Mails")}
        addresses["issuer"] = httpx.get(f"{addresses['portal']}/sign-in").headers["location"].split("/authorize")[0]
        kafka = re.search(r"Kafka\s+(\S+:\d+)", said)
        assert kafka, said
        return Suite(addresses, kafka[1], self.data / "company")

    def stop(self) -> int:
        """Ctrl-C, and its exit code."""
        self._process.send_signal(2)
        return self._process.wait(PATIENCE)


def _partitions(topic: str) -> list[TopicPartition]:
    return [TopicPartition(topic, number) for number in range(TOPICS[topic].partitions)]


def _said(said: str, name: str) -> str:
    found = re.search(rf"^  {name}\s+(http://\S+)", said, re.MULTILINE)
    assert found, said
    return found[1]


async def until(what: str, done: Callable[[], Awaitable[T | None]], *, within: float = PATIENCE) -> T:
    """Ask until the answer is truthy.

    Raises:
        AssertionError: it was not within ``within`` seconds; says what was waited for and the last answer.
    """
    deadline = time.monotonic() + within
    while not (answer := await done()):
        assert time.monotonic() < deadline, f"waited in vain until {what}; last: {answer!r}"
        await asyncio.sleep(0.5)
    return answer


def a_key() -> dict[str, str]:
    """A new idempotency key as a header."""
    return {"Idempotency-Key": str(uuid4())}


def in_short(people: dict[str, Any], person: UUID) -> str:
    """The employee id by which a person signs in."""
    return str(people[str(person)].employee_id)
