"""What can be announced is decided when it is announced, not when it is too late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest

from mentoring.contracts import Event
from mentoring.contracts.fact import _registered
from mentoring.contracts.matching import ProgramDrafted, ProgramState
from mentoring.contracts.profile import PersonState
from mentoring.kernel import Broken
from mentoring.messaging.outbox import FactTooLarge, Outbox, UnregisteredFact

PROGRAM = UUID("0199a5c0-0000-7000-8000-000000000011")


@pytest.fixture
def registry() -> Iterator[None]:
    """What a test registers is gone after it."""
    before = dict(_registered)
    yield
    _registered.clear()
    _registered.update(before)


@pytest.fixture
def outbox() -> Outbox:
    return Outbox(datetime(2026, 11, 2, 9, tzinfo=UTC))


@dataclass
class Rumour:
    message_topic: str = "matching.programs"
    message_key: str = str(PROGRAM)


def test_what_is_no_fact_of_the_contracts_is_refused(outbox: Outbox) -> None:
    with pytest.raises(UnregisteredFact, match="Rumour cannot be announced on"):
        outbox.announce(Rumour())


@pytest.mark.usefixtures("registry")
def test_a_topic_that_is_not_in_the_registry_is_refused(outbox: Outbox) -> None:
    class Stranger(Event, topic="matching.strangers", key="program"):
        program: UUID

    with pytest.raises(UnregisteredFact, match="the registry has no such pair"):
        outbox.announce(Stranger(program=PROGRAM))


@pytest.mark.usefixtures("registry")
def test_an_event_has_no_place_on_a_state_topic(outbox: Outbox) -> None:
    class Misplaced(Event, topic="matching.programs.state", key="program"):
        program: UUID

    with pytest.raises(UnregisteredFact, match="the registry has no such pair"):
        outbox.announce(Misplaced(program=PROGRAM))


def test_what_the_topic_cannot_take_is_refused_before_it_is_committed(outbox: Outbox) -> None:
    with pytest.raises(FactTooLarge, match="takes 262144") as refused:
        outbox.announce(
            PersonState(person=PROGRAM, employee_id="1", name="x" * 262_144, given_name="Ana", family_name="Silva")
        )
    assert isinstance(refused.value, Broken)
    assert "fact-too-large" == refused.value.code


def test_a_tombstone_is_told_on_the_topic_of_its_state(outbox: Outbox) -> None:
    outbox.announce(ProgramState.gone(PROGRAM))


def test_a_fact_is_told(outbox: Outbox) -> None:
    outbox.announce(ProgramDrafted(program=PROGRAM, kind="formal"))
