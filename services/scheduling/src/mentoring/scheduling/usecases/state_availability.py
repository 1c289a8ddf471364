"""A person says when they can meet."""

from uuid import UUID

from mentoring.kernel import Stale
from mentoring.scheduling.domain.errors import NotYourAvailability, PersonMissing
from mentoring.scheduling.domain.hours import Availability, Stated, Week
from mentoring.scheduling.domain.zones import zone_named
from mentoring.scheduling.ports import Views, Work
from mentoring.scheduling.usecases.telling import tell_availability


async def state_availability(
    person: UUID, zone: str | None, hours: Week | None, read: int, by: UUID, work: Work
) -> Availability:
    """The person's own word counts from now on; without hours the company's are assumed again.

    ``read`` is the version on which the person looked. What is booked stays booked.

    Raises:
        NotYourAvailability, UnknownZone, Stale: another person's; no such zone; changed meanwhile.
    """
    if person != by:
        raise NotYourAvailability
    if zone is not None:
        zone_named(zone)
    known = (await work.people.hold([person])).get(person)
    if known is None:
        raise PersonMissing(person=person)
    before = (await work.hours.of([person])).get(person)
    version = 0 if before is None else before.version
    if read != version:
        raise Stale(version=version)
    stated = Stated(person, None if hours is None else zone, hours, version + 1)
    await work.hours.state(stated)
    availability = work.rules.availability(known, stated)
    tell_availability(availability, work)
    return availability


async def look_at_availability(person: UUID, by: UUID, views: Views) -> Availability:
    """Only the person themselves sees when they can meet; others see common slots.

    Raises:
        NotYourAvailability, PersonMissing: another person's; not known.
    """
    if person != by:
        raise NotYourAvailability
    known = (await views.people([person])).get(person)
    if known is None:
        raise PersonMissing(person=person)
    return views.rules.availability(known, (await views.hours([person])).get(person))
