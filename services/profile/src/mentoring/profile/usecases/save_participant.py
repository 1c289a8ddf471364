"""Save a participant profile."""

from uuid import UUID

from mentoring.kernel import Stale
from mentoring.profile.domain.errors import HasLeft, NotYours, PersonMissing
from mentoring.profile.domain.participant import Participant, Wish
from mentoring.profile.ports import Work
from mentoring.profile.usecases.take_snapshot import participant_state


async def save_participant(
    person: UUID, wish: Wish, *, read: int, by: UUID | None, by_hr: bool, work: Work
) -> Participant:
    """People, and HR for them, say what they offer and seek; of the revision that they have read."""
    if by != person and not by_hr:
        raise NotYours
    owner = (await work.people.hold([person])).get(person)
    if owner is None:
        raise PersonMissing(person=person)
    if owner.status == "left":
        raise HasLeft
    before = (await work.participants.of([person])).get(person, Participant.of(owner))
    if before.revision != read:
        raise Stale(version=before.revision)
    after = before.changed(wish)
    if after != before:
        await work.participants.save(after)
        work.announce(participant_state(after))
    return after
