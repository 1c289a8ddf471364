"""Matching's copy of the people: the halves come in any order, and go without a trace."""

from uuid import UUID

import pytest

from mentoring.contracts import CONSUMERS
from mentoring.matching.domain.errors.enrollments import PersonHasLeft
from mentoring.matching.entrypoints.events import facts
from mentoring.matching.usecases.people.keep_people import (
    forget_participants,
    forget_people,
    keep_people,
    keep_status,
)
from mentoring.matching.usecases.programs.enroll_people import Row, enroll_people
from tests.unit.matching.builders import (
    ANA,
    BEN,
    HR,
    a_participant,
    a_person_state,
    an_open_program,
    ana_is_proposed_to_ben,
    people_work_here,
    they_say,
)
from tests.unit.matching.memory.views import MemoryViews
from tests.unit.matching.memory.work import MemoryWork


@pytest.mark.parametrize("first", ["hr", "participant"])
async def test_what_people_say_may_come_before_what_hr_says(work: MemoryWork, first: str) -> None:
    says = a_participant(ANA, offers={"SQL": 4}, zone="Asia/Tokyo", languages=["ja"])
    if first == "participant":
        await they_say(work, says)
        assert {} == await work.people.of([ANA])
    await keep_people([a_person_state(ANA)], work)
    if first == "hr":
        await they_say(work, says)
    person = (await work.people.of([ANA]))[ANA]
    assert ({"SQL": 4}, "Asia/Tokyo", frozenset({"ja"})) == (
        dict(person.says.skills_offered),
        person.says.zone,
        person.languages,
    )


async def test_no_name_is_kept(work: MemoryWork) -> None:
    await keep_people([a_person_state(ANA)], work)
    assert "lvarez" not in repr(work.memory)


async def test_whoever_is_gone_is_gone_with_every_word_that_they_said(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    views = MemoryViews(work.memory)
    points = (await views.explanation(await views.proposal(proposal))).points
    await forget_people([ANA], work)
    left = await views.explanation(await views.proposal(proposal))
    assert (points, True) == (left.points, left.forgotten)
    assert {} == await work.people.of([ANA])


async def test_whoever_takes_back_what_they_said_stays_a_person(work: MemoryWork) -> None:
    await ana_is_proposed_to_ben(work)
    await forget_participants([BEN], work)
    assert {} == (await work.people.of([BEN]))[BEN].says.skills_wanted


async def test_an_event_may_be_here_before_the_snapshot_that_has_it(work: MemoryWork) -> None:
    await people_work_here(work, ANA, UUID(int=0xE))
    program = await an_open_program(work)
    await keep_status(ANA, "left", work)
    (report,) = await enroll_people(program, [Row("mentor", ANA)], by=HR, work=work)
    assert isinstance(report.refusal, PersonHasLeft)
    await keep_status(BEN, "left", work)
    assert {} == await work.people.of([BEN])


def test_what_is_read_is_what_is_registered() -> None:
    facts.check()
    mine = {name: consumer for name, consumer in CONSUMERS.items() if consumer.service == "matching"}
    assert {name: (consumer.topic, consumer.kind) for name, consumer in mine.items()} == {
        name: (consumer.topic, consumer.kind) for name, consumer in facts.consumers.items()
    }
