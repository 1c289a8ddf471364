"""Every fact has a golden example, and every example means today what it meant when it was written."""

import json
from pathlib import Path
from typing import Any

import pytest

from mentoring.contracts import CONSUMERS, FACTS, SERVICES, TOPICS, Envelope, State, Tombstone, decode
from mentoring.contracts.publishing.asyncapi import told_on
from mentoring.contracts.publishing.schemas import place

CONTRACTS = Path(__file__).parents[2] / "contracts"


def example(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((CONTRACTS / "examples" / place(name)).read_text())
    return read


@pytest.mark.parametrize("name", sorted(FACTS))
def test_an_example_parses_and_comes_out_as_it_went_in(name: str) -> None:
    golden = example(name)
    headers = [(header, text.encode()) for header, text in golden["headers"].items()]

    envelope = Envelope.read(headers)
    fact = decode(envelope, golden["key"].encode(), json.dumps(golden["value"]).encode())

    assert not isinstance(fact, Tombstone)
    assert headers == envelope.headers()
    assert json.loads(fact.encoded()) == golden["value"]
    assert (golden["topic"], golden["key"]) == (fact.message_topic, fact.message_key)


@pytest.mark.parametrize("name", sorted(name for name, fact in FACTS.items() if issubclass(fact, State)))
def test_a_null_value_on_a_state_topic_is_a_tombstone(name: str) -> None:
    golden = example(name)
    envelope = Envelope.read([(header, text.encode()) for header, text in golden["headers"].items()])

    gone = decode(envelope, golden["key"].encode(), None)

    assert isinstance(gone, Tombstone)
    assert (golden["topic"], golden["key"]) == (gone.message_topic, gone.message_key)


def test_every_fact_has_a_topic_in_the_registry_and_every_topic_a_fact() -> None:
    for topic in TOPICS.values():
        assert told_on(topic), f"{topic.name} carries nothing"
    homes = {fact.topic.format(service=service) for fact in FACTS.values() for service in SERVICES}
    assert homes == set(TOPICS)


def test_every_topic_is_owned_by_a_service_and_tells_of_its_own() -> None:
    for topic in TOPICS.values():
        assert topic.owner in SERVICES
        assert {fact.ce_type.split(".")[1] for fact in told_on(topic)} <= {topic.owner, "operations"}


def test_a_topic_is_written_by_its_owner_alone_but_for_the_nudges_that_notification_is_asked_for() -> None:
    assert ["notification.requests"] == [topic.name for topic in TOPICS.values() if topic.also_told_by]
    for topic in TOPICS.values():
        assert set(topic.also_told_by) <= set(SERVICES) - {topic.owner}
        assert not topic.also_told_by or topic.kind == "event"


def test_a_state_topic_carries_one_state_and_an_event_topic_carries_none() -> None:
    for topic in TOPICS.values():
        states = [fact for fact in told_on(topic) if issubclass(fact, State)]
        assert len(states) == (1 if topic.kind == "state" else 0), topic.name


def test_personal_data_is_told_on_the_two_people_topics_alone() -> None:
    personal = {"name", "given_name", "family_name", "email", "headline", "interests"}
    company_text = {"matching.programs.state"}  # the names and objectives of programs are the company's own words
    for topic in TOPICS.values():
        fields = {field for fact in told_on(topic) for field in fact.model_fields}
        if not topic.personal and topic.name not in company_text:
            assert not fields & personal, topic.name


def test_every_registered_consumer_reads_a_registered_topic_of_its_kind() -> None:
    for consumer in CONSUMERS.values():
        assert consumer.service in SERVICES
        assert consumer.topic in TOPICS


def test_topics_are_kept_as_the_architecture_promises() -> None:
    day = 24 * 3600 * 1000
    for topic in TOPICS.values():
        config = topic.config()
        assert (12, 3, 2) == (topic.partitions, topic.replication, topic.min_insync)
        if topic.kind == "event":
            assert ("delete", 30 * day) == (config["cleanup.policy"], int(config["retention.ms"]))
        else:
            assert config["cleanup.policy"] == "compact"
            assert int(config["max.compaction.lag.ms"]) <= day
            assert int(config["segment.ms"]) <= day // 2
            assert int(config["delete.retention.ms"]) >= 30 * day
