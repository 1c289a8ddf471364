"""A person's own word about their hours, and the company's in its place."""

from dataclasses import replace

import pytest

from mentoring.contracts import Tombstone
from mentoring.contracts.scheduling import AvailabilityState
from mentoring.kernel import Stale
from mentoring.scheduling.domain.errors import NotYourAvailability, PersonMissing, UnknownZone
from mentoring.scheduling.domain.hours import Stretch, week
from mentoring.scheduling.usecases.follow_people import forget_people, keep_people
from mentoring.scheduling.usecases.retell_assumed_hours import retell_assumed_hours
from mentoring.scheduling.usecases.state_availability import look_at_availability, state_availability
from tests.unit.scheduling.builders import ANA, BEN, CLEO, OFFICE, RULES, a_person, a_person_state
from tests.unit.scheduling.memory import MemoryWork

MORNINGS = week([Stretch.parse(1, "08:00", "10:00")])


async def test_where_a_person_said_nothing_the_companys_hours_are_assumed_on_their_clock(work: MemoryWork) -> None:
    await keep_people([a_person_state(ANA, "Asia/Kathmandu")], work)
    [told] = work.announced(AvailabilityState)
    assert (told.person, told.zone, told.stated) == (ANA, "Asia/Kathmandu", False)
    assert [(each.weekday, each.starts, each.ends) for each in told.hours] == [
        (weekday, "09:00", "17:00") for weekday in range(1, 6)
    ]


async def test_only_who_is_new_or_in_another_zone_is_told_of(work: MemoryWork) -> None:
    await keep_people([a_person_state(ANA), a_person_state(BEN)], work)
    work.forget_announced()
    await keep_people([a_person_state(ANA, name="Ana B."), a_person_state(BEN, "Asia/Tokyo")], work)
    assert [(BEN, "Asia/Tokyo")] == [(told.person, told.zone) for told in work.announced(AvailabilityState)]


async def test_a_zone_that_nobody_knows_is_taken_as_utc(work: MemoryWork) -> None:
    await keep_people([a_person_state(ANA, "Mars/Olympus")], work)
    assert [told.zone for told in work.announced(AvailabilityState)] == ["UTC"]


async def test_a_persons_own_word_counts(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA)])
    said = await state_availability(ANA, None, MORNINGS, read=0, by=ANA, work=work)
    assert (said.hours, said.stated, said.version, said.zone) == (MORNINGS, True, 1, "Europe/Berlin")
    assert await look_at_availability(ANA, ANA, work.views) == said
    assert [(told.stated, len(told.hours)) for told in work.announced(AvailabilityState)] == [(True, 1)]


async def test_stated_hours_move_with_hr_unless_the_person_named_a_zone(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA), a_person(BEN)])
    await state_availability(ANA, None, MORNINGS, read=0, by=ANA, work=work)
    await state_availability(BEN, "Asia/Tokyo", MORNINGS, read=0, by=BEN, work=work)
    work.forget_announced()
    await keep_people([a_person_state(ANA, "Europe/Lisbon"), a_person_state(BEN, "Europe/Lisbon")], work)
    assert [(ANA, "Europe/Lisbon")] == [(told.person, told.zone) for told in work.announced(AvailabilityState)]


async def test_a_word_can_be_taken_back_and_versions_go_on(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA)])
    await state_availability(ANA, "Asia/Tokyo", MORNINGS, read=0, by=ANA, work=work)
    found = await state_availability(ANA, "Asia/Tokyo", None, read=1, by=ANA, work=work)
    assert (found.hours, found.stated, found.version, found.zone) == (OFFICE, False, 2, "Europe/Berlin")


async def test_who_looked_at_an_older_version_is_refused(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA)])
    await state_availability(ANA, None, MORNINGS, read=0, by=ANA, work=work)
    with pytest.raises(Stale, match="version 1"):
        await state_availability(ANA, None, OFFICE, read=0, by=ANA, work=work)


async def test_nobody_reads_or_states_anothers_hours(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA), a_person(BEN)])
    with pytest.raises(NotYourAvailability):
        await state_availability(ANA, None, MORNINGS, read=0, by=BEN, work=work)
    with pytest.raises(NotYourAvailability):
        await look_at_availability(ANA, BEN, work.views)


async def test_a_zone_that_is_none_is_refused(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA)])
    with pytest.raises(UnknownZone):
        await state_availability(ANA, "Mars/Olympus", MORNINGS, read=0, by=ANA, work=work)


async def test_who_is_not_known_has_no_hours(work: MemoryWork) -> None:
    with pytest.raises(PersonMissing):
        await state_availability(ANA, None, MORNINGS, read=0, by=ANA, work=work)
    with pytest.raises(PersonMissing):
        await look_at_availability(ANA, ANA, work.views)


async def test_who_is_erased_leaves_a_tombstone_once(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA)])
    await state_availability(ANA, None, MORNINGS, read=0, by=ANA, work=work)
    await forget_people([ANA, BEN], work)
    await forget_people([ANA], work)
    assert [str(ANA)] == [gone.message_key for gone in work.announced(Tombstone)]
    assert not work.memory.people
    assert not work.memory.hours


async def test_changed_working_hours_are_told_for_those_who_stated_none_and_once(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA), a_person(BEN), a_person(CLEO)])
    await state_availability(BEN, None, MORNINGS, read=0, by=BEN, work=work)
    assert await retell_assumed_hours(work) == 0
    work.forget_announced()
    work.rules = replace(RULES, hours=MORNINGS)
    assert await retell_assumed_hours(work) == 2
    assert [(ANA, 1), (CLEO, 1)] == [(told.person, len(told.hours)) for told in work.announced(AvailabilityState)]
    assert await retell_assumed_hours(work) == 0
    assert await retell_assumed_hours(work) == 0
    assert len(work.announced(AvailabilityState)) == 2


async def test_hours_that_change_again_while_they_are_told_are_told_from_the_start(work: MemoryWork) -> None:
    await work.people.keep([a_person(ANA)])
    await retell_assumed_hours(work)
    work.rules = replace(RULES, hours=MORNINGS)
    await retell_assumed_hours(work)
    work.rules = RULES
    assert await retell_assumed_hours(work) == 1
