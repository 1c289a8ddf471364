"""Where registry and broker agree. What can be set right without loss is; nothing is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from aiokafka.admin import NewTopic
from aiokafka.errors import KafkaError

from mentoring.contracts import SERVICES, TOPICS, Topic
from mentoring.contracts.topics import OFFSETS_KEPT
from mentoring.messaging.kafka import Kafka
from mentoring.messaging.topics.cluster import Cluster, Found

State = Literal["ok", "missing", "differs", "created", "altered", "refused", "note"]
_AGREE: Final = frozenset[State]({"ok", "created", "altered", "note"})
BROKER: Final = "(broker)"
"""Stands for the cluster where a row is about no topic."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    topic: str
    """The logical name."""
    state: State
    detail: str = ""

    @property
    def agrees(self) -> bool:
        """Whether nothing is left to do; a command whose rows do not all agree ends with 1."""
        return self.state in _AGREE


async def check(kafka: Kafka, service: str | None = None) -> list[Row]:
    """Compare; change nothing. All topics, or those that a service owns.

    Raises:
        KafkaError: no broker answers.
    """
    return await _agree(kafka, service, change=False)


async def apply(kafka: Kafka, service: str | None = None, *, dry_run: bool = False) -> list[Row]:
    """Create what is missing and set what differs; with ``dry_run`` say what that would be.

    Partitions and copies of a topic that is there are left alone: keys would move, or data would.

    Raises:
        KafkaError: no broker answers.
    """
    return await _agree(kafka, service, change=not dry_run)


async def _agree(kafka: Kafka, service: str | None, *, change: bool) -> list[Row]:
    wanted = {kafka.physical(topic.name): topic for topic in TOPICS.values() if service in {None, topic.owner}}
    async with Cluster.open(kafka) as cluster:
        found = await cluster.find(wanted)
        missing = {name: topic for name, topic in wanted.items() if name not in found}
        rows = (
            await _make(cluster, kafka, missing)
            if change
            else [_row(kafka, "missing", one) for one in missing.values()]
        )
        rows += [await _match(cluster, kafka, wanted[name], found[name], change=change) for name in found]
        rows.sort(key=lambda row: list(TOPICS).index(row.topic))
        rows += _strangers(kafka, await cluster.names(), service)
        rows += _broker(await cluster.broker_config())
    if kafka.local:
        rows.append(Row(BROKER, "note", "local: one copy of everything; what the broker loses is lost"))
    return rows


async def _make(cluster: Cluster, kafka: Kafka, missing: Mapping[str, Topic]) -> list[Row]:
    refused = await cluster.create(
        NewTopic(name, topic.partitions, copies_of(kafka, topic), topic_configs=config_of(kafka, topic))
        for name, topic in missing.items()
    )
    return [
        Row(topic.name, "refused", refused[name]) if name in refused else _row(kafka, "created", topic)
        for name, topic in missing.items()
    ]


def _row(kafka: Kafka, state: State, topic: Topic) -> Row:
    return Row(topic.name, state, f"partitions {topic.partitions}, copies {copies_of(kafka, topic)}")


async def _match(cluster: Cluster, kafka: Kafka, topic: Topic, found: Found, *, change: bool) -> Row:
    left = []
    if found.partitions != topic.partitions:
        left.append(f"partitions {found.partitions}, not {topic.partitions}: left alone, or keys would move")
    if found.replication < (copies := copies_of(kafka, topic)):
        left.append(f"copies {found.replication}, not {copies}: left alone, reassign its partitions")
    differing = {name: value for name, value in config_of(kafka, topic).items() if found.config.get(name) != value}
    words = [f"{name} {found.config.get(name)} → {value}" for name, value in differing.items()]
    if differing and change:
        try:
            await cluster.alter(kafka.physical(topic.name), differing)
        except KafkaError as fault:
            return Row(topic.name, "refused", str(fault))
        return Row(topic.name, "differs" if left else "altered", "; ".join([*left, *words]))
    return Row(topic.name, "differs" if left or words else "ok", "; ".join([*left, *words]))


def copies_of(kafka: Kafka, topic: Topic) -> int:
    """How many brokers have each record."""
    return 1 if kafka.local else topic.replication


def config_of(kafka: Kafka, topic: Topic) -> dict[str, str]:
    """The broker's settings of a topic."""
    return topic.config() | {"min.insync.replicas": str(1 if kafka.local else topic.min_insync)}


def _strangers(kafka: Kafka, names: set[str], service: str | None) -> list[Row]:
    """Topics that look like ours and are not in the registry: a later version's, or left behind by an earlier one."""
    mine = SERVICES if service is None else (service,)
    logical = sorted(kafka.logical(name) for name in names if name.startswith(kafka.prefix))
    return [
        Row(name, "note", "not in the registry; kept")
        for name in logical
        if name not in TOPICS and name.split(".", maxsplit=1)[0] in mine
    ]


def _broker(config: dict[str, str]) -> list[Row]:
    rows = []
    if config.get("auto.create.topics.enable") != "false":
        rows.append(Row(BROKER, "differs", "auto.create.topics.enable is not false: a wrong name would make a topic"))
    kept = int(config.get("offsets.retention.minutes", "0"))
    wanted = int(OFFSETS_KEPT.total_seconds() // 60)
    if kept < wanted:
        detail = f"offsets.retention.minutes {kept}, not {wanted}: a reader away for long would start over"
        rows.append(Row(BROKER, "differs", detail))
    return rows or [Row(BROKER, "ok")]
