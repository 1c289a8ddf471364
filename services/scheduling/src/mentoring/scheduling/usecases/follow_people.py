"""Keep up with who works here and where."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.profile import PersonState
from mentoring.contracts.scheduling import AvailabilityState
from mentoring.scheduling.domain.pair import Person
from mentoring.scheduling.domain.zones import zone_names
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.telling import tell_availability


async def keep_people(people: Sequence[PersonState], work: Work) -> None:
    """Who is new, or is in another zone now, can meet at other instants than before: that is told."""
    before = await work.people.hold([person.person for person in people])
    hours = await work.hours.of([person.person for person in people])
    kept = [_person(person) for person in people]
    await work.people.keep(kept)
    for person in kept:
        stated = hours.get(person.id)
        now = work.rules.availability(person, stated)
        if person.id not in before or work.rules.availability(before[person.id], stated) != now:
            tell_availability(now, work)


async def forget_people(people: Sequence[UUID], work: Work) -> None:
    """Nothing that could name them is kept, and their hours are gone."""
    known = await work.people.hold(people)
    await work.people.forget(people)
    for person in known:
        work.announce(AvailabilityState.gone(person))


def _person(told: PersonState) -> Person:
    """A zone that our list does not have cannot be computed with: UTC, until HR says another."""
    zone = told.zone if told.zone in zone_names() else "UTC"
    return Person(told.person, told.employee_id, told.name, told.email, zone, told.status)
