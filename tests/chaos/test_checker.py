"""The judge is judged first: an honest world passes, and each breach that is planted is found."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from tests.chaos.checker import check
from tests.chaos.evidence import Effect, Entry, Evidence, Intent, Record
from tests.chaos.names import ECHOES, ECHOES_STATE, TALLIES, TALLIES_STATE


def honest_world() -> Evidence:
    """Two tallies of three intents each: added as steps 1 to 3, stamped as 4 to 6."""
    world = Evidence()
    offset = 0
    for tally in ("a", "b"):
        for number in (1, 2, 3):
            intent = f"{tally}{number}"
            world.intents.append(Intent(intent, tally, number))
            world.entries.append(Entry(tally, intent, number, number + 3))
        for step in range(1, 7):
            kind, number = ("added", step) if step <= 3 else ("stamped", step - 3)
            effect = Effect(tally, f"{tally}{number}", kind, step)
            world.seen.append(effect)
            world.echoes.append(effect)
            for topic in (TALLIES, TALLIES_STATE, ECHOES, ECHOES_STATE):
                world.records.append(Record(topic, 0, offset, tally, f"{topic} {tally} {step}", step, step))
                offset += 1
        world.tallies[tally] = world.copies[tally] = world.sums[tally] = 6
        world.versions[TALLIES, tally] = world.versions[ECHOES, tally] = 6
    return world


def test_an_honest_world_passes() -> None:
    assert [] == check(honest_world())


def test_a_record_that_lies_twice_is_no_breach() -> None:
    world = honest_world()
    again = next(record for record in world.records if record.topic == TALLIES and record.step == 3)
    world.records.append(again._replace(offset=1000))
    assert [] == check(world)


def test_an_unanswered_intent_may_or_may_not_have_been_carried_out() -> None:
    world = honest_world()
    world.intents[0] = world.intents[0]._replace(step=None)
    world.intents.append(Intent("never", "a", None))
    assert [] == check(world)


def swap(effects: list[Effect]) -> None:
    effects[1], effects[2] = effects[2], effects[1]


def swap_events(world: Evidence) -> None:
    first, second = (
        at
        for at, record in enumerate(world.records)
        if record.topic == TALLIES and record.key == "a" and record.step in {2, 3}
    )
    world.records[first], world.records[second] = world.records[second], world.records[first]


def keep(world: Evidence, wanted: Callable[[Record], bool]) -> None:
    world.records = [record for record in world.records if wanted(record)]


def of(world: Evidence, topic: str) -> list[Record]:
    return [record for record in world.records if record.topic == topic]


BREACHES: dict[str, tuple[Callable[[Evidence], object], str]] = {
    "an intent lost": (lambda world: world.entries.pop(2), "lost in the counter's table"),
    "an intent twice": (lambda world: world.entries.append(world.entries[0]), "2 times in the counter's table"),
    "a wrong answer": (
        lambda world: world.intents.__setitem__(0, Intent("a1", "a", 9)),
        "answered with step 9, is step 1",
    ),
    "a stamp lost": (
        lambda world: world.entries.__setitem__(0, Entry("a", "a1", 1, None)),
        "lost by the clock",
    ),
    "an effect lost": (lambda world: world.seen.pop(), "lost at the mirror"),
    "an effect twice": (lambda world: world.seen.append(world.seen[-1]), "2 times at the mirror"),
    "an echo lost": (lambda world: world.echoes.pop(), "lost at the counter's echoes"),
    "an echo twice": (lambda world: world.echoes.append(world.echoes[0]), "2 times at the counter's echoes"),
    "two effects swapped": (lambda world: swap(world.seen), "step 2 after step 3 (place 2): out of order"),
    "two events swapped": (swap_events, "a on matching.tallies: step 2 after step 3"),
    "an event lost": (lambda world: world.records.remove(of(world, TALLIES)[0]), "have a gap or a repeat"),
    "an old snapshot last": (
        lambda world: world.records.append(of(world, TALLIES_STATE)[0]._replace(offset=1000)),
        "the last record of a on matching.tallies.state has version 1, not 6",
    ),
    "a key without a snapshot": (
        lambda world: keep(world, lambda record: (record.topic, record.key) != (ECHOES_STATE, "b")),
        "b has version 6 and is lost from scheduling.echoes.state",
    ),
    "a key on two partitions": (
        lambda world: world.records.append(of(world, TALLIES)[-1]._replace(partition=1, offset=1)),
        "lies on several partitions",
    ),
    "an old copy": (lambda world: world.copies.update(a=5), "the mirror's copy of a is 5, not 6"),
    "a wrong sum": (lambda world: world.sums.update(b=7), "the mirror's sum of b is 7, not 6"),
    "a row left behind": (lambda world: setattr(world, "waiting", 1), "1 rows are lost in an outbox"),
    "a dead letter": (lambda world: setattr(world, "dead", 1), "1 dead letters"),
}


@pytest.mark.parametrize("name", BREACHES)
def test_a_planted_breach_is_found(name: str) -> None:
    plant, said = BREACHES[name]
    world = deepcopy(honest_world())
    plant(world)
    assert any(said in breach for breach in check(world)), check(world)
