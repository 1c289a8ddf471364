"""Two people agreed."""

from collections.abc import Mapping
from uuid import UUID

from mentoring.contracts.matching import EnrollmentPlaced, MentorshipPhaseBegun, MentorshipStarted
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.meetings import NEXT_LOOK
from mentoring.matching.domain.mentorship import Mentorship, MentorshipId
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.mentorships.pause_mentorship import pause_if_on_leave
from mentoring.matching.usecases.mentorships.telling import pair_of


async def start_mentorship(proposal: Proposal, places: Mapping[UUID, Enrollment], work: Work) -> MentorshipId:
    """An agreed pair gets the program's rhythm, its first phase and its last day; both ``places`` (held) are placed.

    Where check-ins are free no rhythm is told: nobody asks the pair for anything. While one of the two is on leave it
    waits for them.
    """
    program = await work.programs.get(proposal.program)
    mentorship = Mentorship(
        id=work.new_id(),
        program=proposal.program,
        proposal=proposal.id,
        mentor=proposal.mentor,
        mentee=proposal.mentee,
        mentor_enrollment=proposal.mentor_enrollment,
        mentee_enrollment=proposal.mentee_enrollment,
        started_at=work.now(),
        ends_on=program.timeline.ends,
        cadence=program.cadence if program.check_ins == "asked" else None,
        peers=proposal.peers,
        group=proposal.group,
        phases=program.phases,
        phase=1 if program.phases else 0,
    )
    await work.mentorships.add(mentorship)
    await work.behaviours.judge_at([mentorship.id], work.now() + NEXT_LOOK)
    taken = await work.enrollments.taken(list(places))
    for place in places.values():
        place.must_hold(taken[place.id])
    _tell(mentorship, work)
    await _place([place for place in places.values() if place.state == "waiting"], mentorship, work)
    await pause_if_on_leave(mentorship, work)
    return mentorship.id


def _tell(mentorship: Mentorship, work: Work) -> None:
    work.announce(
        MentorshipStarted(
            **pair_of(mentorship),
            started_at=mentorship.started_at,
            ends_on=mentorship.ends_on,
            cadence=None if mentorship.cadence is None else snapshots.cadence(mentorship.cadence),
            peers=mentorship.peers,
            group=mentorship.group,
        )
    )
    if mentorship.phase_name is not None:
        work.announce(MentorshipPhaseBegun(**pair_of(mentorship), phase=mentorship.phase_name, number=mentorship.phase))
    work.announce(snapshots.of_mentorship(mentorship))


async def _place(waiting: list[Enrollment], mentorship: Mentorship, work: Work) -> None:
    placed = [place.placed() for place in waiting]
    await work.enrollments.save(placed)
    for place in placed:
        work.announce(
            EnrollmentPlaced(enrollment=place.id, program=place.program, person=place.person, mentorship=mentorship.id)
        )
        work.announce(snapshots.of_enrollment(place))
