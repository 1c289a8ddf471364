"""Every message has its effect once, whatever comes twice, late or out of order."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from mentoring.contracts.profile import PersonJoined, PersonLeft, PersonMoved, PersonRehired, PersonState, Placing
from mentoring.contracts.topics import EVENTS_KEPT, OFFSETS_KEPT
from mentoring.messaging import dead_letters
from mentoring.messaging.purging import KEPT, Purged, purge
from tests.integration.messaging.inbox.desk import Desk, a_person, envelope_of, eventually


async def test_an_event_has_its_effect_once_however_often_it_comes(desk: Desk) -> None:
    ana, ben = uuid4(), uuid4()
    told = await desk.tell(PersonLeft(person=ana), 1)
    await desk.tell(PersonLeft(person=ana), 1, told_as=told)
    async with desk.worker():
        await desk.tell(PersonLeft(person=ana), 1, told_as=told)
        last = await desk.tell(PersonLeft(person=ben), 1)
        await eventually(lambda: desk.effects(ben), [last])
        await eventually(lambda: desk.effects(ana), [told])

    assert [] == await desk.letters()
    assert {"done"} == {row["state"] for row in await desk.rows("SELECT state FROM inbox")}


async def test_the_newest_snapshot_is_kept_and_older_ones_change_nothing(desk: Desk) -> None:
    ana = uuid4()
    for version, name in [(1, "one"), (3, "three"), (2, "two")]:
        await desk.tell(a_person(ana, name), version)
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT name FROM kept"), "three")
        await desk.tell(a_person(ana, "two again"), 2)
        await desk.tell(a_person(ana, "five"), 5)
        await eventually(lambda: desk.value("SELECT name FROM kept"), "five")
        await desk.tell(PersonState.gone(ana), 6)
        await eventually(lambda: desk.value("SELECT count(*) FROM kept"), 0)
        await desk.tell(a_person(ana, "from the dead"), 5)
        await eventually(lambda: desk.value("SELECT count(*) FROM inbox"), 7)

    assert 0 == await desk.value("SELECT count(*) FROM kept")
    assert (6, True) == tuple((await desk.rows("SELECT version, erased FROM inbox_versions"))[0])


async def test_old_news_is_marked_and_skipped(desk: Desk) -> None:
    ana = uuid4()
    await desk.tell(PersonLeft(person=ana), 1, at=datetime.now(UTC) - timedelta(days=31))
    fresh = await desk.tell(PersonLeft(person=ana), 2, at=datetime.now(UTC) - timedelta(days=29))
    async with desk.worker():
        await eventually(lambda: desk.effects(ana), [fresh])

    assert 2 == await desk.value("SELECT count(*) FROM inbox WHERE state = 'done'")


async def test_what_nobody_asked_for_is_skipped(desk: Desk) -> None:
    ana = uuid4()
    await desk.tell(PersonMoved(person=ana, changed=["site"], before=Placing(), after=Placing(site="Graz")), 1)
    joined = await desk.tell(PersonJoined(person=ana, placing=Placing()), 2)
    async with desk.worker():
        await eventually(lambda: desk.effects(ana), [joined])

    assert 1 == await desk.value("SELECT count(*) FROM inbox")


async def test_offsets_follow_what_was_finished_and_the_status_says_so(desk: Desk) -> None:
    ana = uuid4()
    for version in range(1, 21):
        await desk.tell(PersonLeft(person=ana), version)
    async with desk.worker() as worker:
        await eventually(lambda: desk.value("SELECT count(*) FROM effects"), 20)
        sum_of = "SELECT sum({}) FROM consumer_status WHERE consumer = 'matching.people-events'"
        await eventually(lambda: desk.value(sum_of.format("committed")), 20)
        await eventually(lambda: desk.value(sum_of.format("position")), 20)
        await eventually(lambda: desk.value(sum_of.format("highwater")), 20)
        assert [] == worker.unready()


async def test_what_follows_belongs_to_the_chain_of_its_cause(desk: Desk) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    fact = PersonRehired(person=uuid4(), placing=Placing())
    told = envelope_of(fact, 1)
    headers = [*told.headers(), ("ce_actor", b"hr-1"), ("traceparent", f"00-{trace}-00f067aa0ba902b7-01".encode())]
    await desk.send(fact.topic, fact.message_key.encode(), fact.encoded(), headers)
    async with desk.worker():
        await eventually(desk.announced, ["person-returned"])

    (row,) = await desk.rows("SELECT actor, correlation, causation, traceparent FROM outbox")
    assert ("hr-1", "c-1", told.id) == (row["actor"], row["correlation"], row["causation"])
    assert trace == row["traceparent"].split("-")[1]
    assert "00f067aa0ba902b7" != row["traceparent"].split("-")[2]


async def test_marks_and_closed_letters_are_forgotten_when_nothing_can_ask_for_them(desk: Desk) -> None:
    ana, ben = uuid4(), uuid4()
    await desk.tell(PersonLeft(person=ana), 1)
    await desk.tell(PersonState.gone(ana), 2)
    for person in (ana, ben):
        await desk.send(
            PersonLeft.topic, str(person).encode(), b"{", envelope_of(PersonLeft(person=person), 3).headers()
        )
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT count(*) FROM inbox"), 4)
    first, second = await desk.letters("open")
    await dead_letters.discard(desk.units, desk.facts, first["id"], "spoiled")
    soon, long_ago = datetime.now(UTC) + timedelta(minutes=1), datetime.now(UTC) - timedelta(days=1)

    assert Purged(marks=0, letters=0) == await purge(desk.units, before=long_ago)
    assert Purged(marks=3, letters=1) == await purge(desk.units, before=soon)

    assert [second["event_id"]] == [row["event_id"] for row in await desk.rows("SELECT event_id FROM inbox")]
    assert [second["id"]] == [row["id"] for row in await desk.letters()]
    assert 1 == await desk.value("SELECT count(*) FROM inbox_versions WHERE erased")


async def test_marks_outlive_what_the_broker_keeps() -> None:
    assert KEPT > EVENTS_KEPT + timedelta(days=7)  # a segment is dropped whole, up to a week after its first record
    assert KEPT <= OFFSETS_KEPT
