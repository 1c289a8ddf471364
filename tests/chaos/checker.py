"""The judge: reads the evidence, and knows nothing of how it came about.

The promise is held when nothing is lost, nothing has its effect twice, each key keeps its order, and the last record of
each key of a state topic is its highest version.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from tests.chaos.evidence import Evidence
from tests.chaos.names import ECHOES, TALLIES

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def check(found: Evidence) -> list[str]:
    """Every breach in a sentence; none when the promise was held."""
    return [breach for rule in RULES for breach in rule(found)]


def intents_are_carried_out_once(found: Evidence) -> Iterator[str]:
    """What the API answered is there, once, under the answered step; nobody else's intent is."""
    entries = Counter(entry.intent for entry in found.entries)
    steps = {entry.intent: entry.step for entry in found.entries}
    for intent in found.intents:
        if entries[intent.intent] != 1 and (intent.step is not None or entries[intent.intent] > 1):
            yield f"intent {intent.intent}: {_times(entries[intent.intent])} in the counter's table"
        elif intent.step is not None and steps[intent.intent] != intent.step:
            yield f"intent {intent.intent}: answered with step {intent.step}, is step {steps[intent.intent]}"
    for stranger in entries.keys() - {intent.intent for intent in found.intents}:
        yield f"intent {stranger} was never meant"
    for entry in found.entries:
        if entry.stamped_step is None:
            yield f"intent {entry.intent}: lost by the clock"


def effects_happen_once(found: Evidence) -> Iterator[str]:
    """Each event has its effect at the mirror, and each echo at the counter: not never, not twice."""
    wanted = Counter((entry.intent, kind) for entry in found.entries for kind in ("added", "stamped"))
    for name, effects in (("the mirror", found.seen), ("the counter's echoes", found.echoes)):
        had = Counter((effect.intent, effect.kind) for effect in effects)
        for effect in wanted.keys() | had.keys():
            if had[effect] != wanted[effect]:
                yield f"{effect[1]} of {effect[0]}: {_times(had[effect])} at {name}"


def effects_keep_the_order_of_their_key(found: Evidence) -> Iterator[str]:
    """Steps rise by one from one, in the order in which the effects were committed."""
    for name, effects in (("the mirror", found.seen), ("the counter's echoes", found.echoes)):
        for tally, of_tally in _by(effects, lambda effect: effect.tally).items():
            yield from _out_of_order(f"{tally} at {name}", [effect.step for effect in of_tally])


def topics_keep_the_order_of_their_key(found: Evidence) -> Iterator[str]:
    """An event may lie on its topic twice, but no first copy of it before an earlier event's."""
    for (topic, key), records in _by(found.records, lambda record: (record.topic, record.key)).items():
        if topic in {TALLIES, ECHOES}:
            firsts = dict.fromkeys((record.id, record.step) for record in records)
            yield from _out_of_order(f"{key} on {topic}", [step for _, step in firsts])
        if len({record.partition for record in records}) > 1:
            yield f"{key} lies on several partitions of {topic}"


def the_last_snapshot_is_the_newest(found: Evidence) -> Iterator[str]:
    """Whoever reads a compacted topic from its start ends with what is true."""
    states = _by(
        [record for record in found.records if record.topic.endswith(".state")],
        lambda record: (record.topic, record.key),
    )
    for (topic, key), records in states.items():
        version = found.versions[topic.removesuffix(".state"), key]
        if records[-1].version != version:
            yield f"the last record of {key} on {topic} has version {records[-1].version}, not {version}"
    for (aggregate, key), version in found.versions.items():
        if (f"{aggregate}.state", key) not in states:
            yield f"{key} has version {version} and is lost from {aggregate}.state"


def copies_are_true(found: Evidence) -> Iterator[str]:
    """The mirror's copy of each tally is the tally, and its sum is what it has seen."""
    for tally, steps in found.tallies.items():
        for name, kept in (("copy", found.copies), ("sum", found.sums)):
            if kept.get(tally) != steps:
                yield f"the mirror's {name} of {tally} is {kept.get(tally)}, not {steps}"


def nothing_is_left_over(found: Evidence) -> Iterator[str]:
    """All is relayed, and nothing was put aside."""
    if found.waiting:
        yield f"{found.waiting} rows are lost in an outbox"
    if found.dead:
        yield f"{found.dead} dead letters"


Rule = Callable[[Evidence], Iterable[str]]
RULES: Sequence[Rule] = (
    intents_are_carried_out_once,
    effects_happen_once,
    effects_keep_the_order_of_their_key,
    topics_keep_the_order_of_their_key,
    the_last_snapshot_is_the_newest,
    copies_are_true,
    nothing_is_left_over,
)


def _out_of_order(where: str, steps: Sequence[int]) -> Iterator[str]:
    for at, (before, after) in enumerate(pairwise(steps)):
        if after < before:
            yield f"{where}: step {after} after step {before} (place {at + 1}): out of order"
            return
    if list(steps) != list(range(1, len(steps) + 1)):
        yield f"{where}: the steps have a gap or a repeat"


def _times(count: int) -> str:
    return "lost" if not count else f"{count} times"


def _by(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
