"""What is put aside: parked behind, healed, replayed in order, discarded with a reason."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from mentoring.contracts.profile import PersonJoined, PersonLeft, PersonState, Placing
from mentoring.messaging import dead_letters
from mentoring.messaging.dead_letters import LetterClosed, NoSuchLetter, NothingWaits, ReasonMissing
from mentoring.messaging.inbox.marks import lock_alone, lock_together
from mentoring.telemetry import bound
from tests.integration.messaging.inbox.desk import TERMS, Desk, a_person, eventually
from tests.integration.messaging.inbox.poison import header, later_major, raw_of, value

EVENTS, STATES = "profile.people", "profile.people.state"
CONSUMER = "matching.people-events"


async def fail(desk: Desk, person: UUID, kind: str) -> None:
    await desk.do("INSERT INTO faults VALUES ($1, $2, 1000000)", person, kind)


async def mend(desk: Desk) -> None:
    await desk.do("DELETE FROM faults")


async def states(desk: Desk) -> list[str]:
    return [row["state"] for row in await desk.rows("SELECT state FROM dead_letters ORDER BY ordinal")]


async def reasons(desk: Desk) -> list[str]:
    return [row["reason"] for row in await desk.letters()]


@pytest.mark.parametrize(
    ("kind", "reason"), [("refusal", "not-now"), ("data", "invalid-data"), ("defect", "handler-failed")]
)
async def test_an_event_that_cannot_be_handled_parks_what_follows_under_its_key(
    desk: Desk, kind: str, reason: str
) -> None:
    ana, ben = uuid4(), uuid4()
    await fail(desk, ana, kind)
    ids = [await desk.tell(PersonLeft(person=ana), version) for version in (1, 2, 3)]
    other = await desk.tell(PersonLeft(person=ben), 1)
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "parked", "parked"])
        await eventually(desk.effects, [other])

    letters = await desk.letters()
    assert ids == [letter["event_id"] for letter in letters]
    assert [reason, "parked", "parked"] == [letter["reason"] for letter in letters]
    assert ["dead-lettered", "message-parked", "message-parked"] == await desk.announced()
    assert ["dead", "done", "parked", "parked"] == sorted(
        row["state"] for row in await desk.rows("SELECT state FROM inbox")
    )


async def test_a_replay_takes_the_key_in_order_and_frees_it(desk: Desk) -> None:
    ana = uuid4()
    await fail(desk, ana, "refusal")
    ids = [await desk.tell(PersonLeft(person=ana), version) for version in (1, 2, 3)]
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "parked", "parked"])
        await mend(desk)
        middle = (await desk.letters())[1]["id"]
        with bound(actor="ops-1"):
            acted = await dead_letters.replay(desk.units, desk.facts, middle)
        after = await desk.tell(PersonLeft(person=ana), 4)
        await eventually(lambda: desk.effects(ana), [*ids, after])

    assert ["replayed"] * 3 == [step.outcome for step in acted.steps] == await states(desk)
    assert not acted.failed
    rows = await desk.rows("SELECT key, headers, value, closed_by, detail FROM dead_letters")
    assert {(None, None, None, "ops-1", "")} == {tuple(row) for row in rows}
    assert ["dead-letter-replayed"] * 3 == (await desk.announced())[-3:]
    assert 4 == await desk.value("SELECT count(*) FROM inbox WHERE state = 'done'")


async def test_a_replay_stops_at_the_first_that_fails_again(desk: Desk) -> None:
    ana = uuid4()
    await desk.send(EVENTS, *value(b"{")(raw_of(PersonLeft(person=ana))))
    await desk.tell(PersonLeft(person=ana), 2)
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "parked"])

    acted = await dead_letters.replay_key(desk.units, desk.facts, CONSUMER, str(ana))

    assert [("failed", "schema")] == [(step.outcome, step.reason) for step in acted.steps]
    assert ["open", "parked"] == await states(desk)
    assert [] == await desk.effects()


async def test_a_parked_event_that_fails_by_itself_is_open_then(desk: Desk) -> None:
    ana = uuid4()
    first = await desk.send(EVENTS, *value(b"{")(raw_of(PersonLeft(person=ana))))
    assert first >= 0
    await desk.send(EVENTS, *later_major(raw_of(PersonLeft(person=ana), 2)))
    await desk.tell(PersonLeft(person=ana), 3)
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "open", "parked"])
    await fail(desk, ana, "defect")
    letters = await desk.letters()

    await dead_letters.discard(desk.units, desk.facts, letters[1]["id"], "a test's future")
    acted = await dead_letters.discard(desk.units, desk.facts, letters[0]["id"], "never was JSON")

    assert ["discarded", "failed"] == [step.outcome for step in acted.steps]
    assert ["discarded", "discarded", "open"] == await states(desk)
    assert ["handler-failed"] == await reasons(desk)
    assert "dead" == await desk.value("SELECT state FROM inbox WHERE event_id = $1", letters[2]["event_id"])
    assert "dead-lettered" == (await desk.announced())[-1]


async def test_a_discard_wants_a_reason_and_frees_the_followers(desk: Desk) -> None:
    ana = uuid4()
    await desk.send(EVENTS, *value(b"{")(raw_of(PersonLeft(person=ana))))
    ids = [await desk.tell(PersonLeft(person=ana), version) for version in (2, 3)]
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "parked", "parked"])
    head = (await desk.letters())[0]["id"]

    with pytest.raises(ReasonMissing):
        await dead_letters.discard(desk.units, desk.facts, head, "  ")
    acted = await dead_letters.discard(desk.units, desk.facts, head, "sent by mistake")

    assert ["discarded", "replayed", "replayed"] == [step.outcome for step in acted.steps]
    assert ids == await desk.effects(ana)
    assert "sent by mistake" == await desk.value("SELECT closed_because FROM dead_letters WHERE id = $1", head)
    with pytest.raises(LetterClosed, match="already discarded"):
        await dead_letters.replay(desk.units, desk.facts, head)
    with pytest.raises(NothingWaits):
        await dead_letters.replay_key(desk.units, desk.facts, CONSUMER, str(ana))
    with pytest.raises(NoSuchLetter):
        await dead_letters.discard(desk.units, desk.facts, uuid4(), "gone")


async def test_a_dry_run_says_what_would_come_and_changes_nothing(desk: Desk) -> None:
    ana = uuid4()
    await fail(desk, ana, "refusal")
    for version in (1, 2):
        await desk.tell(PersonLeft(person=ana), version)
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "parked"])
    head = (await desk.letters())[0]["id"]
    announced = await desk.announced()

    failing = await dead_letters.replay(desk.units, desk.facts, head, dry_run=True)
    await mend(desk)
    passing = await dead_letters.replay(desk.units, desk.facts, head, dry_run=True)
    discarding = await dead_letters.discard(desk.units, desk.facts, head, "would I", dry_run=True)

    assert [("failed", "not-now")] == [(step.outcome, step.reason) for step in failing.steps]
    assert ["replayed", "replayed"] == [step.outcome for step in passing.steps]
    assert ["discarded", "replayed"] == [step.outcome for step in discarding.steps]
    assert passing.dry_run
    assert ["open", "parked"] == await states(desk)
    assert [] == await desk.effects()
    assert announced == await desk.announced()


async def test_a_letter_without_a_key_parks_nothing_and_is_replayed_alone(desk: Desk) -> None:
    ana = uuid4()
    _, body, headers = raw_of(PersonLeft(person=ana))
    await desk.send(EVENTS, None, body, headers, partition=0)
    after = await desk.send(EVENTS, None, body, header("ce_id", b"another")((None, body, headers))[2], partition=0)
    told = await desk.tell(PersonLeft(person=ana), 2)
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "open"])
        await eventually(desk.effects, [told])
    first, second = await desk.letters()
    assert after == second["offset"]

    acted = await dead_letters.replay(desk.units, desk.facts, first["id"])
    assert [("failed", "missing-key")] == [(step.outcome, step.reason) for step in acted.steps]
    await dead_letters.discard(desk.units, desk.facts, first["id"], "has no key")
    assert ["discarded", "open"] == await states(desk)


async def test_replay_while_the_key_is_being_written_to_keeps_its_order(desk: Desk) -> None:
    ana = uuid4()
    await fail(desk, ana, "refusal")
    ids = [await desk.tell(PersonLeft(person=ana), version) for version in range(1, 40)]
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT count(*) FROM dead_letters"), 39)
        await mend(desk)

        async def write() -> None:
            ids.extend([await desk.tell(PersonLeft(person=ana), version) for version in range(40, 160)])

        writing = asyncio.create_task(write())
        replaying = [
            asyncio.create_task(dead_letters.replay_key(desk.units, desk.facts, CONSUMER, str(ana))) for _ in range(3)
        ]
        await writing
        await asyncio.gather(*replaying, return_exceptions=True)
        await eventually(lambda: desk.effects(ana), ids)

    assert {"replayed"} == set(await states(desk))


async def test_no_event_slips_between_the_end_of_an_act_and_the_next_message(desk: Desk) -> None:
    """Again and again the last letter of a busy key is decided; nothing is left parked, nothing overtakes."""
    ana = uuid4()
    ids: list[str] = []
    never = replace(TERMS, release_every=timedelta(hours=1))
    async with desk.worker(never):
        for version in range(1, 400, 8):
            await desk.send(EVENTS, *value(b"{")(raw_of(PersonLeft(person=ana), version)))
            ids.extend([await desk.tell(PersonLeft(person=ana), version + more) for more in range(1, 4)])
            await eventually(lambda: desk.value("SELECT count(*) FROM dead_letters WHERE state = 'open'"), 1)
            (head,) = await desk.letters("open")
            deciding = asyncio.create_task(dead_letters.discard(desk.units, desk.facts, head["id"], "spoiled"))
            ids.extend([await desk.tell(PersonLeft(person=ana), version + more) for more in range(4, 8)])
            await deciding
        await eventually(lambda: desk.effects(ana), ids)
    assert [] == await desk.letters()


async def test_a_worker_looks_at_what_waits_only_when_the_act_on_the_key_has_ended(desk: Desk) -> None:
    ana = uuid4()
    await desk.send(EVENTS, *value(b"{")(raw_of(PersonLeft(person=ana))))
    async with desk.worker():
        await eventually(lambda: states(desk), ["open"])
        async with desk.database.transaction() as act:
            await lock_alone(act, CONSUMER, str(ana))
            await act.execute("UPDATE dead_letters SET state = 'discarded', closed_at = now()")
            told = await desk.tell(PersonLeft(person=ana), 2)
            await asyncio.sleep(1)
            assert 1 == await desk.value("SELECT count(*) FROM dead_letters")
            assert [] == await desk.effects()
        await eventually(desk.effects, [told])
    assert ["discarded"] == await states(desk)


async def test_an_act_waits_for_the_worker_that_is_at_its_key(desk: Desk) -> None:
    ana = uuid4()
    await desk.send(EVENTS, *value(b"{")(raw_of(PersonLeft(person=ana))))
    async with desk.worker():
        await eventually(lambda: states(desk), ["open"])
    (head,) = await desk.letters()
    async with desk.database.transaction() as worker:
        await lock_together(worker, CONSUMER, [str(ana)], gate=False)
        act = asyncio.create_task(dead_letters.discard(desk.units, desk.facts, head["id"], "spoiled"))
        await asyncio.sleep(0.5)
        assert not act.done()
    await act


async def test_what_an_interrupted_discard_left_parked_is_released(desk: Desk) -> None:
    ana = uuid4()
    await fail(desk, ana, "refusal")
    ids = [await desk.tell(PersonLeft(person=ana), version) for version in (1, 2, 3)]
    async with desk.worker():
        await eventually(lambda: states(desk), ["open", "parked", "parked"])
    await mend(desk)
    await desk.do("UPDATE dead_letters SET state = 'discarded', closed_at = now() WHERE state = 'open'")

    async with desk.worker():
        await eventually(lambda: desk.effects(ana), ids[1:])


async def test_a_dead_snapshot_is_healed_by_the_next_one(desk: Desk) -> None:
    ana = uuid4()
    await desk.tell(a_person(ana, "one"), 1)
    await desk.send(STATES, *value(b"{")(raw_of(a_person(ana, "two"), 2)))
    async with desk.worker():
        await eventually(lambda: states(desk), ["open"])
        await desk.tell(a_person(ana, "late"), 1)
        await eventually(lambda: desk.value("SELECT count(*) FROM inbox"), 3)
        assert ["open"] == await states(desk)
        await desk.tell(a_person(ana, "three"), 3)
        await eventually(lambda: states(desk), ["superseded"])

    assert "three" == await desk.value("SELECT name FROM kept")
    assert ["dead-lettered", "dead-letter-superseded"] == await desk.announced()
    assert [(None, None, None)] == [
        tuple(row) for row in await desk.rows("SELECT key, headers, value FROM dead_letters")
    ]


async def test_a_tombstone_heals_even_what_has_no_readable_version(desk: Desk) -> None:
    ana = uuid4()
    await desk.send(STATES, *header("ce_aggregateversion", b"?")(raw_of(a_person(ana), 1)))
    async with desk.worker():
        await eventually(lambda: states(desk), ["open"])
        await desk.tell(PersonState.gone(ana), 2)
        await eventually(lambda: states(desk), ["superseded"])


async def test_a_snapshot_that_a_newer_one_made_needless_is_no_letter(desk: Desk) -> None:
    ana = uuid4()
    await desk.tell(a_person(ana, "three"), 3)
    await desk.send(STATES, *value(b"{")(raw_of(a_person(ana, "two"), 2)))
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT count(*) FROM inbox WHERE state = 'done'"), 2)

    assert [] == await states(desk)


async def test_a_failing_snapshot_parts_its_batch_and_can_be_replayed(desk: Desk) -> None:
    ana, ben = uuid4(), uuid4()
    await fail(desk, ana, "defect")
    await desk.tell(a_person(ana, "ana"), 1)
    await desk.tell(a_person(ben, "ben"), 1)
    async with desk.worker():
        await eventually(lambda: states(desk), ["open"])
        await eventually(lambda: desk.value("SELECT name FROM kept"), "ben")
    await mend(desk)
    (letter,) = await desk.letters()

    acted = await dead_letters.replay(desk.units, desk.facts, letter["id"])

    assert ["replayed"] == [step.outcome for step in acted.steps]
    assert "ana" == await desk.value("SELECT name FROM kept WHERE person = $1", ana)
    assert 1 == await desk.value("SELECT version FROM inbox_versions WHERE key = $1", str(ana))


async def test_letters_are_listed_shown_counted_and_purged(desk: Desk) -> None:
    people = [uuid4() for _ in range(5)]
    for person in people:
        await desk.send(EVENTS, *value(b"{")(raw_of(PersonJoined(person=person, placing=Placing()))))
    await desk.tell(PersonLeft(person=people[0]), 2)
    async with desk.worker():
        await eventually(lambda: desk.value("SELECT count(*) FROM dead_letters"), 6)

    async with desk.database.reading() as connection:
        first = await dead_letters.listing(connection, limit=4)
        rest = await dead_letters.listing(connection, limit=4, cursor=first.next)
        counts = await dead_letters.counts(connection)
        letter, contents = await dead_letters.show(connection, rest.items[-1].id)
        none = await dead_letters.listing(connection, consumer="matching.people")
    assert [6, 5, 4, 3, 2, 1] == [one.ordinal for one in [*first.items, *rest.items]]
    assert rest.next is None
    assert [] == none.items
    assert [(CONSUMER, 5, 1)] == [(count.consumer, count.open, count.parked) for count in counts]
    assert (b"{", "schema") == (contents.value, letter.reason)

    await dead_letters.discard(desk.units, desk.facts, letter.id, "tidy")
    async with desk.database.transaction() as connection:
        assert 0 == await dead_letters.purge(connection, before=datetime.now(UTC) - timedelta(days=1))
        assert 1 <= await dead_letters.purge(connection, before=datetime.now(UTC) + timedelta(days=1))
    assert letter.event_id not in [row["event_id"] for row in await desk.letters()]
