"""What the broker says about its topics, and what it can be told."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import for_code
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Array, Boolean, Int8, Int16, Int32, Schema, String

from mentoring.messaging.kafka import Kafka

_TEXT: Final = String("utf-8")


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as the broker has it."""

    partitions: int
    replication: int
    """Of the partition that has the fewest copies."""
    config: Mapping[str, str]


class Cluster:
    """The admin side of a cluster. Names are the broker's."""

    def __init__(self, admin: AIOKafkaAdminClient) -> None:
        self._admin = admin

    @classmethod
    @asynccontextmanager
    async def open(cls, kafka: Kafka) -> AsyncIterator["Cluster"]:
        """Connect, and close when the block ends.

        Raises:
            KafkaError: no broker answers.
        """
        admin = AIOKafkaAdminClient(
            bootstrap_servers=kafka.servers,
            client_id=f"{kafka.client}-topics",
            request_timeout_ms=int(kafka.request_timeout.total_seconds() * 1000),
        )
        try:
            await admin.start()
            yield cls(admin)
        finally:
            await admin.close()

    async def names(self) -> set[str]:
        """All topics."""
        return set(await self._admin.list_topics())

    async def find(self, names: Iterable[str]) -> dict[str, Found]:
        """Those of the named topics that are there."""
        there = sorted(set(names) & await self.names())
        if not there:
            return {}
        described = await self._admin.describe_topics(there)
        configs = await self._configs(ConfigResourceType.TOPIC, there)
        return {
            topic["topic"]: Found(
                partitions=len(topic["partitions"]),
                replication=min((len(one["replicas"]) for one in topic["partitions"]), default=0),
                config=configs[topic["topic"]],
            )
            for topic in described
        }

    async def broker_config(self) -> dict[str, str]:
        """The settings of one broker; all are meant to have the same."""
        cluster = await self._admin.describe_cluster()
        node = str(cluster["brokers"][0]["node_id"])
        return (await self._configs(ConfigResourceType.BROKER, [node]))[node]

    async def create(self, topics: Iterable[NewTopic]) -> dict[str, str]:
        """Make topics and wait until the broker knows them; the reasons for those that it refused."""
        wanted = {topic.name: topic for topic in topics}
        if not wanted:
            return {}
        answer = await self._admin.create_topics(list(wanted.values()))
        refused = {name: f"{for_code(code).__name__}: {said}" for name, code, said in answer.topic_errors if code}
        made = set(wanted) - set(refused)
        for _ in range(100):
            if made <= await self.names():
                break
            await asyncio.sleep(0.1)
        return refused

    async def alter(self, name: str, config: Mapping[str, str]) -> None:
        """Set these settings of a topic and leave the others as they are; wait until the broker says so too.

        Raises:
            KafkaError: with the broker's reason.
        """
        answer = await self._admin._send_request(_SetConfigs(name, config))  # noqa: SLF001 - see _SetConfigs
        for code, said, *_ in answer.resources:
            _judge(code, said)
        for _ in range(100):
            if config.items() <= (await self._configs(ConfigResourceType.TOPIC, [name]))[name].items():
                break
            await asyncio.sleep(0.1)

    async def _configs(self, kind: ConfigResourceType, names: Iterable[str]) -> dict[str, dict[str, str]]:
        answers = await self._admin.describe_configs([ConfigResource(kind, name) for name in names])
        found: dict[str, dict[str, str]] = {}
        for answer in answers:
            for code, said, _, name, entries in answer.resources:
                _judge(code, said)
                found[name] = {entry[0]: entry[1] for entry in entries}
        return found


def _judge(code: int, said: str | None) -> None:
    if code:
        raise for_code(code)(said or "")


class _SetConfigsResponse(Response):  # type: ignore[misc] # aiokafka's bases have no types
    API_KEY = 44
    API_VERSION = 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "resources",
            Array(("error_code", Int16), ("error_message", _TEXT), ("resource_type", Int8), ("resource_name", _TEXT)),
        ),
    )


class _SetConfigsStruct(RequestStruct):  # type: ignore[misc] # aiokafka's bases have no types
    API_KEY = 44
    API_VERSION = 0
    RESPONSE_TYPE = _SetConfigsResponse
    SCHEMA = Schema(
        (
            "resources",
            Array(
                ("resource_type", Int8),
                ("resource_name", _TEXT),
                ("configs", Array(("name", _TEXT), ("operation", Int8), ("value", _TEXT))),
            ),
        ),
        ("validate_only", Boolean),
    )


class _SetConfigs(Request[_SetConfigsStruct]):  # type: ignore[misc] # aiokafka's bases have no types
    """IncrementalAlterConfigs (KIP-339), which aiokafka lacks: its own request resets what it does not name."""

    API_KEY: ClassVar[int] = 44
    _SET: ClassVar[int] = 0

    def __init__(self, topic: str, config: Mapping[str, str]) -> None:
        self._resource = (
            ConfigResourceType.TOPIC.value,
            topic,
            [(name, self._SET, value) for name, value in config.items()],
        )

    def build(self, request_struct_class: Any) -> Any:
        return request_struct_class(resources=[self._resource], validate_only=False)
