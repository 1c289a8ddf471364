"""A mentorship ends before its time."""

from mentoring.contracts.matching import MentorshipEnded
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.errors.proposals import ReasonUnknown
from mentoring.matching.domain.mentorship import ENDINGS, Mentorship, MentorshipId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def end_mentorship(mentorship_id: MentorshipId, by: Actor, reason: str, work: Work) -> None:
    """Either of the two ends it, or whoever runs the program; their places are free again."""
    found = await work.mentorships.get(mentorship_id)
    if by.person not in {found.mentor, found.mentee}:
        program = await work.programs.get(found.program)
        program.must_be_run_by(by)
    if reason not in ENDINGS:
        raise ReasonUnknown(reason=reason, known=", ".join(ENDINGS), where="body.reason")
    await work.enrollments.hold([found.mentor_enrollment, found.mentee_enrollment])
    await bring_to_end(await work.mentorships.hold(mentorship_id), reason, work)


async def bring_to_end(mentorship: Mentorship, reason: str, work: Work) -> None:
    """It stops now; ``mentorship`` and the places of the two are held."""
    mentorship = mentorship.end(reason, work.now())
    await work.mentorships.save(mentorship)
    work.announce(
        MentorshipEnded(
            mentorship=mentorship.id,
            program=mentorship.program,
            mentor=mentorship.mentor,
            mentee=mentorship.mentee,
            reason=reason,
        )
    )
    work.announce(snapshots.of_mentorship(mentorship))
    places = await work.enrollments.hold([mentorship.mentor_enrollment, mentorship.mentee_enrollment])
    running = await work.enrollments.running(list(places))
    freed = {place: place.freed(running.get(place.id, 0)) for place in places.values()}
    changed = [after for before, after in freed.items() if after != before]
    await work.enrollments.save(changed)
    for place in changed:
        work.announce(snapshots.of_enrollment(place))
