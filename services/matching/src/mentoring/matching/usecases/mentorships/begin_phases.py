"""Mentorships reach the next stretch of their program."""

from mentoring.contracts.matching import MentorshipPhaseBegun
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell

AT_ONCE = 200


async def begin_phases(work: Work) -> int:
    """On its first day; what was slept through is passed over. Answers how many began."""
    today = work.now().date()
    due = await work.mentorships.hold_for_next_phase(today, AT_ONCE)

    def told(one: Mentorship) -> MentorshipPhaseBegun:
        return MentorshipPhaseBegun(**pair_of(one), phase=one.phase_name or "", number=one.phase)

    await save_and_tell([one.progressed(today) for one in due], told, work)
    return len(due)
