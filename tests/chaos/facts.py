"""What the two small services tell each other; registered where this module is imported, in no product."""

from typing import Literal
from uuid import UUID

from mentoring.contracts import Consumer, Event, State, Topic
from mentoring.contracts.topics import _known_consumers, _known_topics

TALLIES, TALLIES_STATE = "matching.tallies", "matching.tallies.state"
ECHOES, ECHOES_STATE = "scheduling.echoes", "scheduling.echoes.state"

for _name in (TALLIES, TALLIES_STATE, ECHOES, ECHOES_STATE):
    _known_topics[_name] = Topic(_name, "tally", "internal", "Of the chaos proof.")
for _consumer in (
    Consumer("scheduling.tallies", TALLIES, "reaction"),
    Consumer("scheduling.tallies-state", TALLIES_STATE, "projection"),
    Consumer("matching.echoes", ECHOES, "projection"),
):
    _known_consumers[_consumer.name] = _consumer

Kind = Literal["added", "stamped"]


class TallyAdded(Event, topic=TALLIES, key="tally"):
    """An intent was carried out."""

    tally: UUID
    intent: UUID
    step: int
    """Of the tally: 1, 2, 3 … without a gap over all its events."""


class TallyStamped(Event, topic=TALLIES, key="tally"):
    """The clock came by."""

    tally: UUID
    intent: UUID
    step: int


class TallyState(State, topic=TALLIES_STATE, key="tally"):
    """A tally as it stands."""

    tally: UUID
    steps: int


class EchoHeard(Event, topic=ECHOES, key="tally"):
    """The mirror has seen an event of a tally."""

    tally: UUID
    intent: UUID
    kind: Kind
    step: int
    """Of the mirror's own: 1, 2, 3 … without a gap."""


class EchoState(State, topic=ECHOES_STATE, key="tally"):
    """How much of a tally the mirror has seen."""

    tally: UUID
    steps: int
