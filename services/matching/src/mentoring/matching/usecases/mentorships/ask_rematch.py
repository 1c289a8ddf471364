"""Somebody whose mentorship ended early asks for another mentor."""

from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.mentorship import MentorshipId
from mentoring.matching.domain.waterfall import Wish
from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentorships.telling import save_and_tell


async def ask_rematch(mentorship_id: MentorshipId, by: PersonId, work: Work) -> None:
    """Whoever was offered it asks once: the best mentor with a free place is proposed to them, never the same one.

    The proposal is made by the clock, as after a no: large programs take a moment to look through.
    """
    found = await work.mentorships.hold(mentorship_id)
    found.must_be_of(by)
    asked = found.asked_rematch(by)
    (await work.programs.get(found.program)).must_be_open(work.now())
    await save_and_tell([asked], lambda _: None, work)
    wish = Wish(
        proposal=found.proposal,
        program=found.program,
        mentee=by,
        mentee_enrollment=found.enrollment_of(by),
        origin="rematch",
        step=1,
    )
    await work.wishes.add([wish])
