"""Every message has its effect once, whatever comes twice, late or out of order."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from mentoring.contracts.profile import PersonJoined, PersonLeft, PersonMoved, PersonState, Placing
from tests.integration.messaging.inbox.desk import Desk, a_person, eventually


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
