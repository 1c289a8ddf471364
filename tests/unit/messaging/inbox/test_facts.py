"""What a service may declare, and what is refused at once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from mentoring.contracts.matching import MentorshipStarted
from mentoring.contracts.profile import PersonJoined, PersonLeft, PersonMoved, PersonState, Placing
from mentoring.messaging.facts import Facts, Told

DAY = timedelta(days=1)


async def test_a_function_is_called_with_what_it_asks_for() -> None:
    facts = Facts("matching")
    people = facts.reaction("matching.people-events", "profile.people", forget_after=30 * DAY)
    seen: list[tuple[object, ...]] = []

    @people(PersonLeft)
    async def left(fact: PersonLeft, work: str) -> None:
        seen.append((fact, work))

    @people(PersonJoined)
    async def joined(fact: PersonJoined, told: Told, work: str) -> None:
        seen.append((fact, told, work))

    @people(PersonMoved)
    async def moved(fact: PersonMoved, work: str, told: Told) -> None:
        seen.append((fact, work, told))

    told = Told(id="1", at=datetime(2026, 11, 23, tzinfo=UTC), version=1, key="k")
    facts_told = [
        PersonLeft(person=uuid4()),
        PersonJoined(person=uuid4(), placing=Placing()),
        PersonMoved(person=uuid4(), changed=["site"], before=Placing(), after=Placing(site="Graz")),
    ]
    for fact in facts_told:
        await people.handlers[fact.ce_type](fact, told, "work")

    assert [
        (facts_told[0], "work"),
        (facts_told[1], told, "work"),
        (facts_told[2], "work", told),
    ] == seen


def test_a_consumer_belongs_to_its_service_and_is_declared_once() -> None:
    facts = Facts("matching")
    facts.projection("matching.people", PersonState)

    with pytest.raises(TypeError, match="declared twice"):
        facts.projection("matching.people", PersonState)
    with pytest.raises(TypeError, match="no name for a consumer of matching"):
        facts.projection("portal.people", PersonState)


def test_a_reaction_takes_the_events_of_its_topic_and_one_function_for_each() -> None:
    facts = Facts("matching")
    people = facts.reaction("matching.people-events", "profile.people", forget_after=DAY)

    @people(PersonLeft)
    async def left(fact: PersonLeft, work: object) -> None: ...

    with pytest.raises(TypeError, match="two functions for PersonLeft"):
        people(PersonLeft)(left)
    with pytest.raises(TypeError, match="is told on matching"):
        people(MentorshipStarted)


def test_what_forgets_nothing_is_a_projection() -> None:
    facts = Facts("portal")

    assert facts.reaction("portal.imports", "profile.imports", forget_after=None).kind == "projection"
    assert facts.reaction("portal.people-events", "profile.people", forget_after=DAY).kind == "reaction"


def test_a_projection_without_its_two_functions_is_refused() -> None:
    facts = Facts("matching")
    people = facts.projection("matching.people", PersonState)

    with pytest.raises(TypeError, match="no keep function"):
        facts.check()

    @people.keep
    async def keep(people: Sequence[PersonState], work: object) -> None: ...

    with pytest.raises(TypeError, match="no forget function"):
        facts.check()

    @people.forget
    async def forget(people: Sequence[UUID], work: object) -> None: ...

    facts.check()
    with pytest.raises(TypeError, match="declared twice"):
        people.keep(keep)
