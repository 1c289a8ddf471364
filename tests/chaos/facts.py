"""What the two small services tell each other. Only their processes and the tests that need it import this module."""

from typing import Literal
from uuid import UUID

from mentoring.contracts import Event, State
from mentoring.contracts.fact import _registered
from mentoring.contracts.topics import _known_consumers, _known_topics
from tests.chaos.names import CONSUMERS, ECHOES, ECHOES_STATE, TALLIES, TALLIES_STATE, TOPICS

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


def register() -> None:
    """Make the contracts know all of it."""
    _known_topics.update(TOPICS)
    _known_consumers.update(CONSUMERS)
    _registered.update({fact.ce_type: fact for fact in (TallyAdded, TallyStamped, TallyState, EchoHeard, EchoState)})
