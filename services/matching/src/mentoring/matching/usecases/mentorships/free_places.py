"""What is over holds no place any more."""

from collections.abc import Sequence

from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def free_places(over: Sequence[Mentorship], work: Work) -> None:
    """Whoever has no running mentorship left waits again; the places are held."""
    ids = {place for one in over for place in (one.mentor_enrollment, one.mentee_enrollment)}
    places = await work.enrollments.hold(ids)
    running = await work.enrollments.running(list(places))
    freed = {place: place.freed(running.get(place.id, 0)) for place in places.values()}
    changed = [after for before, after in freed.items() if after != before]
    await work.enrollments.save(changed)
    await work.mentors.mark([one.mentor for one in over])
    for place in changed:
        work.announce(snapshots.of_enrollment(place))
