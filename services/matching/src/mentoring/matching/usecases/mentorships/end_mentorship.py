"""A mentorship ends before its time."""

from uuid import UUID

from mentoring.contracts.matching import MentorshipEnded, RematchOffered
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.errors.proposals import ReasonUnknown
from mentoring.matching.domain.mentorship import ENDINGS, Mentorship, MentorshipId
from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentorships.free_places import free_places
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell
from mentoring.matching.usecases.mentorships.who_may import must_be_theirs_or_run


async def end_mentorship(
    mentorship_id: MentorshipId, by: Actor, reason: str, work: Work, *, rematch: bool | None = None
) -> None:
    """Either of the two ends it, or whoever runs the program; their places are free again.

    The mentee is offered somebody else where the two did not fit or the mentor has no time, and nobody where they
    agreed that it is enough; with ``rematch`` whoever ends it says otherwise.
    """
    found = await work.mentorships.get(mentorship_id)
    await must_be_theirs_or_run(found, by, work)
    if reason not in ENDINGS:
        raise ReasonUnknown(reason=reason, known=", ".join(ENDINGS), where="body.reason")
    await work.enrollments.hold([found.mentor_enrollment, found.mentee_enrollment])
    wanted = reason in {"no-fit", "no-time"} if rematch is None else rematch
    others = {one for one in found.pair if not (reason == "no-time" and one == by.person)}
    held = await work.mentorships.hold(mentorship_id)
    await bring_to_end(held, reason, work, rematch_for=frozenset(others if wanted else ()))


async def bring_to_end(
    mentorship: Mentorship, reason: str, work: Work, *, rematch_for: frozenset[UUID] = frozenset()
) -> None:
    """It stops now; ``mentorship`` and the places of the two are held. Whoever is left is offered somebody else."""
    ended = mentorship.end(reason, work.now(), await _who_can(mentorship, rematch_for, work))
    await save_and_tell([ended], lambda one: MentorshipEnded(**pair_of(one), reason=reason), work)
    for person in sorted(ended.rematch_for):
        work.announce(RematchOffered(mentorship=ended.id, program=ended.program, person=person, reason=reason))
    await free_places([ended], work)


async def _who_can(mentorship: Mentorship, wanted: frozenset[UUID], work: Work) -> frozenset[UUID]:
    """Of those, whoever still has their place in a program that is open."""
    wanted &= mentorship.rematchable
    if not wanted or (await work.programs.get(mentorship.program)).state != "open":
        return frozenset()
    places = await work.enrollments.hold([mentorship.mentor_enrollment, mentorship.mentee_enrollment])
    return frozenset(one for one in wanted if places[mentorship.enrollment_of(one)].state != "withdrawn")
