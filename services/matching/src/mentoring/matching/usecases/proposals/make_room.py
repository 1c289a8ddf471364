"""What no longer fits is taken back when a mentorship is about to begin."""

from typing import Final
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.errors.proposals import NoRoomLeft
from mentoring.matching.ports import Work
from mentoring.matching.usecases.proposals.withdraw_proposal import take_back

FILLED: Final = "filled"


async def make_room(places: list[Enrollment], work: Work, *, group: UUID | None = None) -> None:
    """One more mentorship will run in each of these places (held); what is open there and has no more room goes.

    Where mentorships fill a place nothing stays open in it. Else what its person asked for may stay, since it fills no
    place of theirs, and of the rest the newest goes first. A capacity that was lowered below what runs leaves no room.
    What runs and what is open for the same circle (``group``) fills the same place.
    """
    running = await work.enrollments.running([place.id for place in places], beside=group)
    still_open = await work.proposals.hold_open_of_places([place.id for place in places])
    others = [one for one in still_open if group is None or one.group != group]
    gone: dict[UUID, UUID] = {}
    for place in places:
        room = place.capacity - running.get(place.id, 0) - 1
        if room < 0:
            raise NoRoomLeft(running=running.get(place.id, 0), capacity=place.capacity)
        here = [one for one in others if place.id in {one.mentor_enrollment, one.mentee_enrollment}]
        offered = [one for one in here if one.asked_by != place.person]
        gone |= {one.id: place.person for one in (offered[room:] if room else here)}
    for one in still_open:
        if one.id in gone:
            await take_back(one, FILLED, work, gone=gone[one.id])
