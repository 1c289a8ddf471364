"""One AsyncAPI 3 document per service: its topics with keys, headers and examples, and what it reads of others."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from mentoring.contracts.fact import FACTS, Fact, State
from mentoring.contracts.publishing.schemas import place, text
from mentoring.contracts.topics import CONSUMERS, SERVICES, TOPICS, Service, Topic

VERSION = "3.0.0"

HEADERS: dict[str, Any] = {
    "type": "object",
    "description": "CloudEvents 1.0 in Kafka's binary mode; every value is UTF-8 text.",
    "required": ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_aggregateversion"],
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {"type": "string", "format": "uuid", "description": "UUIDv7; the same in every redelivery."},
        "ce_source": {"type": "string", "format": "uri-reference"},
        "ce_type": {"type": "string"},
        "ce_subject": {"type": "string", "description": "The key."},
        "ce_time": {"type": "string", "format": "date-time"},
        "ce_aggregateversion": {"type": "string", "pattern": "^[0-9]+$", "description": "Rises, never restarts."},
        "ce_actor": {"type": "string", "description": "Who caused it: a person's id or a machine's name."},
        "ce_correlationid": {"type": "string"},
        "ce_causationid": {"type": "string", "description": "The id of the message that caused this one."},
        "content-type": {"type": "string", "const": "application/json"},
        "traceparent": {"type": "string", "description": "W3C trace context."},
    },
}


def documents(root: Path) -> dict[str, str]:
    """Each service's document by its place; the examples are read from ``root/examples``."""
    return {f"asyncapi/{service}.json": text(document(service, root)) for service in SERVICES}


def document(service: Service, root: Path) -> dict[str, Any]:
    """The document of one service."""
    own = [topic for topic in TOPICS.values() if service == topic.owner or service in topic.also_told_by]
    readers = [consumer for consumer in CONSUMERS.values() if consumer.service == service]
    read = [TOPICS[name] for name in sorted({consumer.topic for consumer in readers})]
    facts = sorted({fact for topic in (*own, *read) for fact in told_on(topic)}, key=lambda fact: fact.ce_type)
    _, definitions = models_json_schema(
        [(fact, "validation") for fact in facts], ref_template="#/components/schemas/{model}"
    )
    return {
        "asyncapi": VERSION,
        "info": {
            "title": f"Mentoring suite: {service}",
            "version": "1.0.0",
            "description": f"What {service} tells and what it reads. Internal topics may change with their readers.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in (*own, *read)},
        "operations": {
            **{f"tell.{topic.name}": _operation("send", topic) for topic in own},
            **{
                f"read.{consumer.name}": _operation("receive", TOPICS[consumer.topic])
                | {"bindings": {"kafka": {"groupId": {"type": "string", "const": consumer.name}}}}
                for consumer in readers
            },
        },
        "components": {
            "messages": dict(message for fact in facts for message in _messages(fact, root)),
            "schemas": {"Headers": HEADERS, **definitions.get("$defs", {})},
        },
    }


def told_on(topic: Topic) -> list[type[Fact]]:
    """The facts that a topic carries."""
    return [fact for fact in FACTS.values() if fact.topic.format(service=topic.owner) == topic.name]


def _channel(topic: Topic) -> dict[str, Any]:
    names = [name for fact in told_on(topic) for name in _names(fact)]
    return {
        "address": topic.name,
        "description": f"{topic.tells} Keyed by the id of the {topic.key}; {topic.audience}.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "replicas": topic.replication,
                "topicConfiguration": _configuration(topic),
            }
        },
    }


def _configuration(topic: Topic) -> dict[str, Any]:
    config: dict[str, Any] = {
        name: int(value) if value.isdigit() else value
        for name, value in topic.config().items()
        if name in {"cleanup.policy", "retention.ms", "delete.retention.ms", "max.message.bytes"}
    }
    return config | {"cleanup.policy": [config["cleanup.policy"]]}


def _operation(action: str, topic: Topic) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{topic.name}"}}


def _names(fact: type[Fact]) -> list[str]:
    return [fact.__name__, f"{fact.__name__}Tombstone"] if issubclass(fact, State) else [fact.__name__]


def _messages(fact: type[Fact], root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    example = json.loads((root / "examples" / place(fact.ce_type)).read_text())
    key = {"kafka": {"key": {"type": "string"}}}
    shared = {"headers": {"$ref": "#/components/schemas/Headers"}, "bindings": key}
    yield (
        fact.__name__,
        {
            "name": fact.ce_type,
            "title": fact.__name__,
            "summary": (fact.__doc__ or "").strip().splitlines()[0],
            "contentType": "application/json",
            **shared,
            "payload": {"$ref": f"#/components/schemas/{fact.__name__}"},
            "examples": [{"headers": example["headers"], "payload": example["value"]}],
        },
    )
    if issubclass(fact, State):
        yield (
            f"{fact.__name__}Tombstone",
            {
                "name": fact.ce_type,
                "title": f"{fact.__name__}Tombstone",
                "summary": "The thing is gone: a null value. Keep its key and version: nothing older revives it.",
                **shared,
                "payload": {"type": "null"},
            },
        )
