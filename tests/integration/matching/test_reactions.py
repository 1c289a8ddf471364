"""Matching between a real broker and a real database: what profile tells comes in, what matching does goes out."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from mentoring.contracts import Envelope, Fact, Tombstone, decode
from mentoring.contracts.matching import EnrollmentState, MentorshipState, ProposalState
from mentoring.contracts.profile import (
    ParticipantState,
    PersonLeft,
    PersonMoved,
    PersonRehired,
    PersonReturned,
    PersonState,
    PersonWentOnLeave,
)
from mentoring.contracts.scheduling import CheckInsState, SessionState
from mentoring.matching.app import build
from mentoring.matching.config import Settings
from mentoring.matching.domain.terms import Timeline
from mentoring.matching.entrypoints.events import facts
from mentoring.matching.ports import Work
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.runs.publish_run import publish_run
from mentoring.messaging import Kafka
from mentoring.messaging.relay import Relay
from mentoring.messaging.worker import Worker
from mentoring.runtime.running import Running, opened
from mentoring.testing.databases import Databases
from mentoring.testing.topics import FEW, Topics
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    EVA,
    HR,
    a_drafted_run,
    a_participant,
    a_person_state,
    an_open_program,
    enrolled,
)

PATIENCE = 60.0
NOW = datetime.now(UTC)
OPEN = "SELECT state FROM proposals ORDER BY mentee"


@dataclass
class Suite:
    """Matching with its worker and relay at work, and profile as far as matching hears it."""

    running: Running
    kafka: Kafka
    producer: AIOKafkaProducer
    versions: dict[str, int]

    async def tell(self, fact: Fact | Tombstone, event: UUID | None = None, at: datetime = NOW) -> None:
        """As profile would; the same event can be told twice."""
        version = self.versions[fact.message_key] = self.versions.get(fact.message_key, 0) + 1
        envelope = Envelope(str(event or uuid4()), fact.ce_type, "profile", fact.message_key, at, version)
        topic, key = self.kafka.physical(fact.message_topic), fact.message_key.encode()
        headers = envelope.headers(tombstone=isinstance(fact, Tombstone))
        await self.producer.send_and_wait(topic, fact.encoded(), key=key, headers=headers)

    async def ask(self, query: str) -> list[tuple[Any, ...]]:
        async with self.running.database.reading() as connection:
            return [tuple(row) for row in await connection.fetch(query)]

    async def eventually(self, query: str, *expected: tuple[Any, ...]) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while (found := await self.ask(query)) != list(expected):
            if asyncio.get_running_loop().time() > deadline:
                pytest.fail(f"{query}: found {found}, not {list(expected)}")
            await asyncio.sleep(0.05)

    async def told(self, topic: str) -> dict[str, Fact | Tombstone]:
        """The last record of each key, once the outbox is empty."""
        await self.eventually("SELECT count(*) FROM outbox", (0,))
        found: dict[str, Fact | Tombstone] = {}
        for record in await self.records(topic):
            envelope = Envelope.read(record.headers)
            found[record.key.decode()] = decode(envelope, record.key, record.value)
        return found

    async def records(self, topic: str) -> Sequence[Any]:
        """All of a topic, partition by partition."""
        partitions = [TopicPartition(self.kafka.physical(topic), number) for number in range(FEW)]
        found: list[Any] = []
        async with AIOKafkaConsumer(bootstrap_servers=self.kafka.servers, auto_offset_reset="earliest") as consumer:
            consumer.assign(partitions)
            ends = await consumer.end_offsets(partitions)
            while any([await consumer.position(each) < ends[each] for each in partitions]):
                for batch in (await consumer.getmany(timeout_ms=1000)).values():
                    found += batch
        return found

    async def types_on(self, topic: str) -> list[str]:
        return sorted(Envelope.read(record.headers).type.split(".")[2] for record in await self.records(topic))


@pytest.fixture
async def suite(databases: Databases, kafka: str, topics: Topics) -> AsyncIterator[Suite]:
    settings = Settings(
        environment="local",
        database_url=databases("matching"),
        kafka=kafka,
        topic_prefix=topics.prefix,
        issuer="http://issuer.test",
        audience="mentoring",
    )
    await topics.create()
    broker = Kafka(kafka, prefix=topics.prefix, local=True)
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(opened(build(settings), settings))
        producer = await stack.enter_async_context(AIOKafkaProducer(bootstrap_servers=kafka))
        worker = Worker(facts, running.units, broker)
        tasks = [asyncio.create_task(worker.run()), asyncio.create_task(Relay(running.database, broker).run())]
        yield Suite(running, broker, producer, {})
        worker.stop()
        await tasks[0]
        tasks[1].cancel()
        await asyncio.gather(tasks[1], return_exceptions=True)


async def ana_mentors_ben_and_is_proposed_to_cleo(work: Work) -> None:
    today = NOW.date()
    program = await an_open_program(work, timeline=Timeline(today, date.fromordinal(today.toordinal() + 180)))
    await enrolled(work, program, Row("mentor", ANA, capacity=2), Row("mentee", BEN), Row("mentee", CLEO))
    await publish_run(await a_drafted_run(work, program), by=HR, work=work)
    (proposal,) = await work.proposals.hold_open_of_person(BEN)
    await accept_proposal(proposal.id, by=ANA, work=work)
    await accept_proposal(proposal.id, by=BEN, work=work)


async def test_whoever_leaves_is_let_go_of_and_all_are_told(suite: Suite) -> None:
    """What people say comes before the people themselves; the departure is told twice."""
    await suite.tell(a_participant(ANA, offers={"SQL": 4}))
    await suite.eventually("SELECT count(*) FROM participants", (1,))
    for person in (ANA, BEN, CLEO, EVA):
        await suite.tell(a_person_state(person))
    await suite.eventually("SELECT count(*) FROM people", (4,))
    async with suite.running.works() as work:
        await ana_mentors_ben_and_is_proposed_to_cleo(work)
    assert [("agreed",), ("open",)] == await suite.ask(OPEN)

    left = uuid4()
    await suite.tell(PersonLeft(person=ANA), left)
    await suite.tell(PersonLeft(person=ANA), left)
    await suite.eventually(OPEN, ("agreed",), ("withdrawn",))
    proposals = (await suite.told("matching.proposals.state")).values()
    assert {("agreed", None), ("withdrawn", "left")} == {
        (one.state, one.reason) for one in proposals if isinstance(one, ProposalState)
    }
    (mentorship,) = (await suite.told("matching.mentorships.state")).values()
    assert isinstance(mentorship, MentorshipState)
    assert ("ended", "left") == (mentorship.state, mentorship.reason)
    places = (await suite.told("matching.enrollments.state")).values()
    assert {(ANA, "withdrawn"), (BEN, "waiting"), (CLEO, "waiting")} == {
        (one.person, one.state) for one in places if isinstance(one, EnrollmentState)
    }
    assert 1 == (await suite.types_on("matching.mentorships")).count("mentorship-ended")
    assert 1 == (await suite.types_on("matching.proposals")).count("proposal-withdrawn")
    assert 1 == (await suite.types_on("matching.enrollments")).count("enrollment-withdrawn")
    assert [(0,)] == await suite.ask("SELECT count(*) FROM dead_letters")


async def test_employment_follows_the_events_and_last_years_news_is_passed_over(suite: Suite) -> None:
    status = "SELECT status FROM people"
    await suite.tell(a_person_state(ANA))
    await suite.eventually(status, ("active",))
    await suite.tell(PersonLeft(person=ANA), at=NOW - timedelta(days=31))
    await suite.tell(PersonWentOnLeave(person=ANA))
    await suite.eventually(status, ("on-leave",))
    await suite.tell(PersonLeft(person=ANA))
    await suite.eventually(status, ("left",))
    await suite.tell(PersonRehired.model_validate({"person": ANA, "placing": {}}))
    await suite.eventually(status, ("active",))
    skipped = "SELECT count(*) FROM inbox WHERE consumer = 'matching.people-events'"
    assert [(4,)] == await suite.ask(skipped)


async def test_whoever_is_erased_is_gone_here_too(suite: Suite) -> None:
    await suite.tell(a_person_state(ANA))
    await suite.tell(a_participant(ANA, offers={"SQL": 4}))
    await suite.eventually("SELECT count(*) FROM people JOIN participants ON person = id", (1,))
    await suite.tell(ParticipantState.gone(ANA))
    await suite.eventually("SELECT count(*) FROM participants", (0,))
    await suite.tell(PersonState.gone(ANA))
    await suite.eventually("SELECT count(*) FROM people", (0,))


async def test_a_thousand_people_arrive_in_batches(suite: Suite) -> None:
    people = [UUID(int=number) for number in range(1, 1001)]
    await asyncio.gather(
        *(suite.tell(a_person_state(person, manager=people[number // 2])) for number, person in enumerate(people)),
        *(suite.tell(a_participant(person, offers={"SQL": 3})) for person in people),
    )
    await suite.eventually("SELECT count(*) FROM people JOIN participants ON person = id", (1000,))
    async with suite.running.works() as work:
        chain = (await work.people.chains([people[-1]]))[people[-1]]
    assert {people[0], people[1], people[3], people[499]} <= chain
    assert [(0,)] == await suite.ask("SELECT count(*) FROM dead_letters")


async def test_a_mentorship_follows_leaves_moves_and_sessions(suite: Suite) -> None:
    """The event of the move comes before the snapshot that says who the new manager is."""
    for person in (ANA, BEN, CLEO, EVA):
        await suite.tell(a_person_state(person))
    await suite.eventually("SELECT count(*) FROM people", (4,))
    async with suite.running.works() as work:
        await ana_mentors_ben_and_is_proposed_to_cleo(work)
    state = "SELECT state, pause ->> 'because' FROM mentorships"
    await suite.tell(PersonWentOnLeave(person=BEN))
    await suite.eventually(state, ("paused", "on-leave"))
    await suite.tell(PersonReturned(person=BEN))
    await suite.eventually(state, ("active", None))

    placing = {"manager": ANA, "department": None, "site": None, "job_level": 6}
    moved = {"person": BEN, "changed": ["manager", "job_level"], "before": {}, "after": placing}
    await suite.tell(PersonMoved.model_validate(moved))
    await suite.eventually("SELECT kind, job_level FROM careers", ("moved", 6))
    assert [(0,)] == await suite.ask("SELECT jsonb_array_length(flags) FROM mentorships")
    await suite.tell(a_person_state(BEN, manager=ANA))
    await suite.eventually("SELECT flags -> 0 ->> 'rule' FROM mentorships", ("reporting-line",))

    ((mentorship,),) = await suite.ask("SELECT id FROM mentorships")
    meeting = {"starts": NOW, "ends": NOW + timedelta(hours=1), "zone": "UTC"}
    session = {"session": uuid4(), "mentorship": mentorship, "mentor": ANA, "mentee": BEN, "kind": "session"}
    await suite.tell(SessionState.model_validate(session | {"state": "booked", "meeting": meeting, "sequence": 0}))
    await suite.eventually("SELECT state FROM meetings", ("booked",))
    check_in = {"number": 1, "due_on": NOW.date(), "state": "planned"}
    await suite.tell(CheckInsState.model_validate({"mentorship": mentorship, "check_ins": [check_in]}))
    await suite.eventually("SELECT asked -> 0 ->> 'state' FROM check_ins", ("planned",))
    told = (await suite.told("matching.mentorships.state"))[str(mentorship)]
    assert isinstance(told, MentorshipState)
    assert ("active", ["reporting-line"]) == (told.state, told.flags)
    types = await suite.types_on("matching.mentorships")
    assert {"mentorship-paused", "mentorship-resumed", "mentorship-flagged"} <= set(types)
    assert [(0,)] == await suite.ask("SELECT count(*) FROM dead_letters")
