"""The registry and a real broker: what is missing is made, what differs is set or said, nothing is deleted."""

from collections.abc import AsyncIterator

import pytest
from aiokafka.admin import NewTopic

from mentoring.contracts import TOPICS
from mentoring.messaging import Kafka
from mentoring.messaging.topics import Row, apply, check
from mentoring.messaging.topics.cluster import Cluster
from mentoring.testing.topics import admin

MATCHING = [topic.name for topic in TOPICS.values() if topic.owner == "matching"]


@pytest.fixture
async def here(kafka: str, topic_prefix: str) -> AsyncIterator[Kafka]:
    yield Kafka(kafka, prefix=topic_prefix, local=True)
    async with admin(kafka) as client:
        await client.delete_topics([name for name in await client.list_topics() if name.startswith(topic_prefix)])


def by_topic(rows: list[Row]) -> dict[str, Row]:
    return {row.topic: row for row in rows if row.topic in TOPICS}


async def test_what_is_missing_is_said_then_made_then_fine(here: Kafka) -> None:
    missing = await check(here, "matching")
    assert ["missing"] * len(MATCHING) == [row.state for row in missing if row.topic in TOPICS]
    assert not all(row.agrees for row in missing)

    dry = await apply(here, "matching", dry_run=True)
    assert {"missing"} == {row.state for row in by_topic(dry).values()}

    made = await apply(here, "matching")
    assert dict.fromkeys(MATCHING, "created") == {name: row.state for name, row in by_topic(made).items()}
    assert all(row.agrees for row in made)

    after = await check(here, "matching")
    assert {"ok"} == {row.state for row in by_topic(after).values()}
    assert all(row.agrees for row in after), [row for row in after if not row.agrees]


async def test_a_topic_is_made_as_the_registry_says(here: Kafka) -> None:
    await apply(here, "profile")
    async with Cluster.open(here) as cluster:
        found = await cluster.find([here.physical("profile.people.state"), here.physical("profile.people")])
    state = found[here.physical("profile.people.state")]
    events = found[here.physical("profile.people")]

    assert (12, 1) == (state.partitions, state.replication)
    assert ("compact", "delete") == (state.config["cleanup.policy"], events.config["cleanup.policy"])
    assert int(state.config["max.compaction.lag.ms"]) <= 24 * 3600 * 1000
    assert int(state.config["segment.ms"]) <= 12 * 3600 * 1000
    assert int(state.config["delete.retention.ms"]) >= 30 * 24 * 3600 * 1000
    assert 30 * 24 * 3600 * 1000 == int(events.config["retention.ms"])
    assert "1" == state.config["min.insync.replicas"]


async def test_a_setting_that_differs_is_set_and_no_other_is_touched(here: Kafka) -> None:
    await apply(here, "matching")
    async with Cluster.open(here) as cluster:
        await cluster.alter(here.physical("matching.runs"), {"retention.ms": "1000", "segment.bytes": "2000000"})

    said = by_topic(await check(here, "matching"))["matching.runs"]
    assert ("differs", "retention.ms 1000 → 2592000000") == (said.state, said.detail)
    assert "altered" == by_topic(await apply(here, "matching"))["matching.runs"].state
    assert "ok" == by_topic(await check(here, "matching"))["matching.runs"].state
    async with Cluster.open(here) as cluster:
        kept = (await cluster.find([here.physical("matching.runs")]))[here.physical("matching.runs")]
    assert "2000000" == kept.config["segment.bytes"]


async def test_what_cannot_be_set_without_harm_is_left_alone_and_said(here: Kafka) -> None:
    async with Cluster.open(here) as cluster:
        await cluster.create([NewTopic(here.physical("matching.runs"), 3, 1)])

    row = by_topic(await apply(here, "matching"))["matching.runs"]

    assert "differs" == row.state
    assert "partitions 3, not 12: left alone" in row.detail
    assert not row.agrees


async def test_one_broker_is_said_aloud_and_is_not_enough_outside_the_local_run(here: Kafka) -> None:
    await apply(here, "portal")
    assert any("one copy of everything" in row.detail for row in await check(here, "portal"))

    production = Kafka(here.bootstrap, prefix=here.prefix)
    row = by_topic(await check(production, "portal"))["portal.dead-letters"]
    assert "copies 1, not 3" in row.detail
    assert "min.insync.replicas 1 → 2" in row.detail


async def test_a_topic_that_the_broker_will_not_make_is_refused_in_its_words(here: Kafka) -> None:
    production = Kafka(here.bootstrap, prefix=here.prefix)
    row = by_topic(await apply(production, "portal"))["portal.dead-letters"]
    assert "refused" == row.state
    assert "InvalidReplicationFactorError" in row.detail


async def test_a_topic_that_nobody_registered_is_kept(here: Kafka) -> None:
    async with Cluster.open(here) as cluster:
        await cluster.create([NewTopic(here.physical("matching.forgotten"), 1, 1)])

    rows = await apply(here, "matching")

    assert Row("matching.forgotten", "note", "not in the registry; kept") in rows
    async with Cluster.open(here) as cluster:
        assert here.physical("matching.forgotten") in await cluster.names()


async def test_the_brokers_own_settings_are_judged(here: Kafka, monkeypatch: pytest.MonkeyPatch) -> None:
    async def careless(_: Cluster) -> dict[str, str]:
        return {"auto.create.topics.enable": "true", "offsets.retention.minutes": "10080"}

    assert Row("(broker)", "ok") in await check(here, "portal")
    monkeypatch.setattr(Cluster, "broker_config", careless)
    details = [row.detail for row in await check(here, "portal") if row.topic == "(broker)" and not row.agrees]
    assert 2 == len(details)
    assert "offsets.retention.minutes 10080, not 64800" in details[1]
