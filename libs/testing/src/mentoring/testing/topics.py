"""The topics of the registry, under a prefix that belongs to one test."""

from collections.abc import Iterable

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from mentoring.contracts import TOPICS

FEW = 3
"""Partitions of a test's topics, unless it asks for more: enough for order across partitions to break."""


class Topics:
    """Makes topics as the registry says, with fewer partitions, and deletes them when the test is over."""

    def __init__(self, kafka: str, prefix: str) -> None:
        self._kafka = kafka
        self.prefix = prefix
        self._made: list[str] = []

    async def create(self, *names: str, partitions: int = FEW) -> list[str]:
        """Makes the named topics (logical names of the registry), or all; answers their names on the broker."""
        wanted = [TOPICS[name] for name in names or TOPICS]
        made = [f"{self.prefix}{topic.name}" for topic in wanted]
        await self._create(
            NewTopic(name, partitions, 1, topic_configs=topic.config())
            for name, topic in zip(made, wanted, strict=True)
        )
        self._made += made
        return made

    async def create_plain(self, name: str, *, partitions: int = FEW) -> str:
        """Makes one topic that is not in the registry, with the broker's own settings."""
        made = f"{self.prefix}{name}"
        await self._create([NewTopic(made, partitions, 1)])
        self._made.append(made)
        return made

    async def delete_all(self) -> None:
        """Deletes what this test made."""
        if self._made:
            async with admin(self._kafka) as client:
                await client.delete_topics(self._made)
            self._made.clear()

    async def _create(self, topics: Iterable[NewTopic]) -> None:
        async with admin(self._kafka) as client:
            answer = await client.create_topics(list(topics))
        faults = {name: said for name, code, said, *_ in answer.topic_errors if code}
        if faults:
            raise RuntimeError(f"the broker refused to make topics: {faults}")


class admin:  # noqa: N801 - read as a verb: `async with admin(address) as client`
    """An admin client that is closed whatever happens."""

    def __init__(self, kafka: str) -> None:
        self._client = AIOKafkaAdminClient(bootstrap_servers=kafka)

    async def __aenter__(self) -> AIOKafkaAdminClient:
        await self._client.start()
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()
